//! What is needed from Python: packages that judge our files from outside, in a folder of their own in the cache.
//! The machine's own Python is only used to make that folder; nothing is installed into it.

use std::path::{Path, PathBuf};

use crate::{error::DevError, place::Place, program::Program, setup::Requirement, web_tools};

/// The packages, each in the one version that the tests were written with. A new one is a line here.
const PACKAGES: [(&str, &str); 1] = [("ezdxf", "1.4.5")];

pub(crate) struct PythonPackages;

impl PythonPackages {
    fn wanted() -> Vec<String> {
        PACKAGES.iter().map(|(name, version)| format!("{name}=={version}")).collect()
    }

    /// The interpreter that has the packages.
    fn program(place: &Place) -> PathBuf {
        let folder = place.python();
        if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python3") }
    }

    fn machines_own(place: &Place) -> Option<PathBuf> {
        ["python3", "python"].iter().find_map(|name| place.program(name))
    }
}

impl Requirement for PythonPackages {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("Python packages {}", Self::wanted().join(" ")))
    }

    fn purpose(&self) -> &'static str {
        "they read the cut files that the tests make"
    }

    fn found(&self, place: &Place) -> Option<String> {
        const QUESTION: &str = "import sys\n\
            from importlib.metadata import version\n\
            print(all(version(p.split('==')[0]) == p.split('==')[1] for p in sys.argv[1:]))";
        let program = Self::program(place).is_file().then(|| Self::program(place))?;
        let python = Program::new(place, &program.to_string_lossy());
        let said = python.args(["-c", QUESTION]).args(Self::wanted()).output().ok()?;
        (said.trim() == "True").then(|| program.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let mut programs = Vec::new();
        if Self::machines_own(place).is_none() || Path::new("/etc/debian_version").is_file() {
            // Debian ships Python without what makes such a folder.
            programs = web_tools::apt_install(place, &["python3", "python3-venv"]);
            if programs.is_empty() && Self::machines_own(place).is_none() {
                return Ok(programs);
            }
        }
        let name = if cfg!(windows) { "python" } else { "python3" };
        programs.push(Program::new(place, name).args(["-m", "venv"]).arg(place.python()));
        let python = Self::program(place);
        let pip = ["-m", "pip", "install", "--disable-pip-version-check"];
        let pip = Program::new(place, &python.to_string_lossy()).args(pip);
        programs.push(pip.args(Self::wanted()));
        Ok(programs)
    }

    fn remedy(&self, place: &Place) -> Result<String, DevError> {
        let (folder, python) = (place.python(), Self::program(place));
        let (folder, python) = (folder.display(), python.display());
        let wanted = Self::wanted().join(" ");
        Ok(format!("python3 -m venv {folder} && {python} -m pip install {wanted}"))
    }
}
