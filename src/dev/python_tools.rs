//! What is needed from Python: packages that judge our files from outside, and Blender, which draws the product pictures.
//! Each lies in a folder of its own in the cache. The machine's own Python is only used to make that folder; nothing is
//! installed into it.

use std::path::{Path, PathBuf};

use crate::{error::DevError, place::Place, program::Program, setup::Requirement, web_tools};

/// Packages in a folder of their own, each in the one version that the work was done with.
pub(crate) struct PythonPackages {
    packages: &'static [(&'static str, &'static str)],
    purpose: &'static str,
    folder: fn(&Place) -> PathBuf,
    /// Programs that can make the folder, the best one first.
    pythons: &'static [&'static str],
    /// The Debian packages of the first of them.
    debian: &'static [&'static str],
}

/// What the tests call.
pub(crate) const FOR_TESTS: PythonPackages = PythonPackages {
    packages: &[("ezdxf", "1.4.5")],
    purpose: "they read the cut files that the tests make",
    folder: Place::python,
    pythons: &["python3", "python"],
    debian: &["python3", "python3-venv"],
};

/// Blender as a module, and what simulates, reads and writes pictures around it. It needs Python 3.11 to the letter.
pub(crate) const BLENDER: PythonPackages = PythonPackages {
    packages: &[
        ("bpy", "5.0.1"),
        ("OpenEXR", "3.5.3"),
        ("pillow", "13.0.0"),
        ("scipy", "1.17.1"),
        ("numba", "0.68.1"),
    ],
    purpose: "they simulate and draw the product pictures",
    folder: Place::blender,
    pythons: &["python3.11"],
    debian: &["python3.11", "python3.11-venv"],
};

impl PythonPackages {
    fn wanted(&self) -> Vec<String> {
        self.packages.iter().map(|(name, version)| format!("{name}=={version}")).collect()
    }

    /// The interpreter that has the packages.
    pub(crate) fn program(&self, place: &Place) -> PathBuf {
        let folder = (self.folder)(place);
        if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python3") }
    }

    fn machines_own(&self, place: &Place) -> Option<PathBuf> {
        self.pythons.iter().find_map(|name| place.program(name))
    }
}

impl Requirement for PythonPackages {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("Python packages {}", self.wanted().join(" ")))
    }

    fn purpose(&self) -> &'static str {
        self.purpose
    }

    fn found(&self, place: &Place) -> Option<String> {
        const QUESTION: &str = "import sys\n\
            from importlib.metadata import version\n\
            print(all(version(p.split('==')[0]) == p.split('==')[1] for p in sys.argv[1:]))";
        let program = Some(self.program(place)).filter(|program| program.is_file())?;
        let python = Program::new(place, &program.to_string_lossy());
        let said = python.args(["-c", QUESTION]).args(self.wanted()).output().ok()?;
        (said.trim() == "True").then(|| program.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let mut programs = Vec::new();
        if self.machines_own(place).is_none() || Path::new("/etc/debian_version").is_file() {
            // Debian ships Python without what makes such a folder.
            programs = web_tools::apt_install(place, self.debian);
            if programs.is_empty() && self.machines_own(place).is_none() {
                return Ok(programs);
            }
        }
        let name = if cfg!(windows) { "python" } else { self.pythons[0] };
        programs.push(Program::new(place, name).args(["-m", "venv"]).arg((self.folder)(place)));
        let python = self.program(place);
        let pip = ["-m", "pip", "install", "--disable-pip-version-check"];
        let pip = Program::new(place, &python.to_string_lossy()).args(pip);
        programs.push(pip.args(self.wanted()));
        Ok(programs)
    }

    fn remedy(&self, place: &Place) -> Result<String, DevError> {
        let (folder, python) = ((self.folder)(place), self.program(place));
        let (folder, python) = (folder.display(), python.display());
        let wanted = self.wanted().join(" ");
        let name = self.pythons[0];
        Ok(format!("{name} -m venv {folder} && {python} -m pip install {wanted}"))
    }
}
