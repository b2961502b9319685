//! Where things are: the clone, the cache outside of it, and the programs that can be called.
//! It looks; it installs and creates nothing.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use crate::{error::DevError, program::Program};

/// What the files of programs end in; npm's own are scripts on Windows.
const ENDINGS: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };

/// The folders that every step works with.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    root: PathBuf,
    cache: PathBuf,
}

impl Place {
    /// Finds the clone above the current folder, and the cache from the environment.
    ///
    /// # Errors
    /// Outside of a clone, or when neither a cache nor a home folder is known.
    pub(crate) fn find() -> Result<Self, DevError> {
        let here = env::current_dir().map_err(DevError::file("."))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("Trunk.toml").is_file())
            .ok_or(DevError::NotInClone)?
            .to_owned();
        let cache = cache_folder(|name| env::var_os(name)).ok_or(DevError::NoCache)?;
        Ok(Self { root, cache })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder with the browser tests and their npm packages.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }

    /// The page that `trunk build` makes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What `cargo install --root` gets; programs land in its `bin`.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// A Python environment with the packages that tests call.
    pub(crate) fn python(&self) -> PathBuf {
        self.cache.join("python")
    }

    /// A Python environment with Blender as a module.
    pub(crate) fn blender(&self) -> PathBuf {
        self.cache.join("blender")
    }

    /// What the making of product pictures keeps between runs.
    pub(crate) fn assets(&self) -> PathBuf {
        self.cache.join("assets")
    }

    /// What a fuzz target found worth keeping.
    pub(crate) fn corpus(&self, target: &str) -> PathBuf {
        self.cache.join("fuzz").join(target)
    }

    /// Full output of the set-up steps.
    pub(crate) fn logs(&self) -> PathBuf {
        self.cache.join("log")
    }

    /// `PATH` for every program we start: our tools first, then the npm packages', then the caller's.
    pub(crate) fn search_path(&self) -> OsString {
        let own =
            [self.tools().join("bin"), self.browser_tests().join("node_modules").join(".bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(env::split_paths(&inherited));
        // A folder name with a separator in it cannot be in a PATH; then only the caller's counts.
        env::join_paths(all).unwrap_or(inherited)
    }

    /// The file that the name of a program stands for, if there is one.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        let folders = self.search_path();
        env::split_paths(&folders)
            .flat_map(|folder| ENDINGS.iter().map(move |e| folder.join(format!("{name}{e}"))))
            .find(|path| path.is_file())
    }

    /// The version of a package in `Cargo.lock`.
    ///
    /// # Errors
    /// When the file cannot be read or does not name the package.
    pub(crate) fn locked_version(&self, package: &'static str) -> Result<String, DevError> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).map_err(DevError::file(path))?;
        version_in_lock(&lock, package).ok_or(DevError::NotLocked { package })
    }

    /// Where cargo puts what it builds.
    ///
    /// # Errors
    /// When cargo does not say.
    pub(crate) fn target(&self) -> Result<PathBuf, DevError> {
        let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
        let said = Program::new(self, "cargo").args(arguments).output()?;
        let metadata: serde_json::Value =
            serde_json::from_str(&said).map_err(|_| DevError::NoTarget)?;
        metadata["target_directory"].as_str().map(PathBuf::from).ok_or(DevError::NoTarget)
    }
}

fn cache_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("ATELIER_CACHE")
        .or_else(|| folder("XDG_CACHE_HOME").map(|base| base.join("atelier")))
        .or_else(|| folder("HOME").map(|home| home.join(".cache").join("atelier")))
        .or_else(|| folder("LOCALAPPDATA").map(|base| base.join("atelier")))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_variable_beats_the_general_cache_and_home() {
        let all = |name: &str| Some(OsString::from(format!("/{name}")));
        assert_eq!(cache_folder(all), Some(PathBuf::from("/ATELIER_CACHE")));
        let no_own = |name: &str| all(name).filter(|_| name != "ATELIER_CACHE");
        assert_eq!(cache_folder(no_own), Some(PathBuf::from("/XDG_CACHE_HOME/atelier")));
        let home = |name: &str| all(name).filter(|_| name == "HOME");
        assert_eq!(cache_folder(home), Some(PathBuf::from("/HOME/.cache/atelier")));
    }

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        assert_eq!(cache_folder(|_| Some(OsString::new())), None);
    }

    #[test]
    fn locked_version_is_of_the_exact_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130".to_owned()));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
