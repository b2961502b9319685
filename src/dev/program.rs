//! A program that a step starts: with our `PATH`, in the clone, with no keyboard, and with its
//! command line at hand for messages. It knows nothing about what the programs do.

use std::{
    ffi::OsStr,
    fmt,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, ExitStatus, Stdio},
};

use crate::{error::DevError, place::Place};

/// A program with its arguments, not yet started.
pub(crate) struct Program {
    command: Command,
    line: String,
}

impl Program {
    /// The program `name`, to run in the top folder of the clone.
    pub(crate) fn new(place: &Place, name: &str) -> Self {
        // On Windows a bare name is not looked up in the PATH given to the child: resolve it here.
        let path = place.program(name);
        let mut command = Command::new(path.as_deref().map_or(OsStr::new(name), Path::as_os_str));
        command.current_dir(place.root()).env("PATH", place.search_path()).stdin(Stdio::null());
        Self { command, line: name.to_owned() }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        let argument = argument.as_ref();
        self.line.push(' ');
        self.line.push_str(&argument.to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub(crate) fn args(self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Lets the program ask at the keyboard (a password, for instance).
    pub(crate) fn with_keyboard(mut self) -> Self {
        self.command.stdin(Stdio::inherit());
        self
    }

    /// Runs with our output as its output.
    ///
    /// # Errors
    /// When it does not start or ends with a failure.
    pub(crate) fn run(mut self) -> Result<(), DevError> {
        let status = self.command.status();
        let status =
            status.map_err(|source| DevError::Start { command: self.line.clone(), source })?;
        self.judge(status)
    }

    /// Runs silently and returns what it printed.
    ///
    /// # Errors
    /// When it does not start or ends with a failure.
    pub(crate) fn output(mut self) -> Result<String, DevError> {
        let output = self.command.stderr(Stdio::null()).output();
        let output =
            output.map_err(|source| DevError::Start { command: self.line.clone(), source })?;
        self.judge(output.status)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs with all output going to `log` and each line of it to `heard`.
    ///
    /// # Errors
    /// When it does not start, ends with a failure, or the log cannot be written.
    pub(crate) fn run_logged(
        mut self,
        log: &mut impl Write,
        mut heard: impl FnMut(&str),
    ) -> Result<(), DevError> {
        let command = self.line.clone();
        let started = |source| DevError::Start { command: command.clone(), source };
        let (reader, writer) = std::io::pipe().map_err(started)?;
        let second = writer.try_clone().map_err(started)?;
        let mut child = self.command.stdout(writer).stderr(second).spawn().map_err(started)?;
        // Our ends of the pipe live in the command; without this the loop below never sees the end.
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut lines = BufReader::new(reader);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).map_err(started)? > 0 {
            log.write_all(&line).map_err(started)?;
            heard(String::from_utf8_lossy(&line).trim_end());
            line.clear();
        }
        let status = child.wait().map_err(started)?;
        self.judge(status)
    }

    fn judge(&self, status: ExitStatus) -> Result<(), DevError> {
        if status.success() {
            return Ok(());
        }
        Err(DevError::Failed { command: self.line.clone(), status: status.to_string() })
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        Program::new(&Place::find().unwrap(), "sh").args(["-c", script])
    }

    #[test]
    fn logged_run_hears_both_outputs_and_keeps_them() {
        let (mut log, mut heard) = (Vec::new(), Vec::new());
        shell("echo one; echo two >&2").run_logged(&mut log, |l| heard.push(l.to_owned())).unwrap();
        assert_eq!(heard, ["one", "two"]);
        assert_eq!(log, b"one\ntwo\n");
    }

    #[test]
    fn failure_names_the_command() {
        let error = shell("exit 3").run().unwrap_err().to_string();
        assert!(error.contains("sh -c exit 3") && error.contains('3'), "{error}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let place = Place::find().unwrap();
        let error = Program::new(&place, "no-such-program").run().unwrap_err().to_string();
        assert!(error.contains("no-such-program"), "{error}");
    }
}
