use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use serde_json::Value;

/// A copy of the published crates and of the fixtures that use them from outside, for a test that changes specs.
///
/// It stays where it is, and so do the things that were built from it: the next run copies only what differs.
#[derive(Debug)]
pub struct Copy {
    root: PathBuf,
    target: PathBuf,
}

/// What became of a build.
#[derive(Debug)]
pub struct Build {
    /// The folders of the packages that were built anew: `schema`, `syn-3.0.10`.
    pub rebuilt: BTreeSet<String>,
    /// What the compiler said.
    pub messages: String,
    /// Whether it worked.
    pub success: bool,
}

impl Build {
    /// Builds or lints what is in a folder.
    ///
    /// # Errors
    /// If cargo cannot be run, or says something that is not JSON.
    pub fn run(command: &str, folder: &Path, target: &Path) -> io::Result<Self> {
        let output = cargo()
            .args([command, "--offline", "--message-format=json", "--target-dir"])
            .arg(target)
            .current_dir(folder)
            .output()?;
        let mut build = Build {
            rebuilt: BTreeSet::new(),
            messages: String::from_utf8_lossy(&output.stderr).into_owned(),
            success: output.status.success(),
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let message: Value = serde_json::from_str(line)?;
            if let Some(rendered) = message["message"]["rendered"].as_str() {
                build.messages.push_str(rendered);
            }
            if let (Some(manifest), Some(false)) = (message["manifest_path"].as_str(), message["fresh"].as_bool()) {
                let folder = Path::new(manifest).parent().and_then(Path::file_name).unwrap_or_default();
                build.rebuilt.insert(folder.to_string_lossy().into_owned());
            }
        }
        Ok(build)
    }
}

const CRATES: [&str; 7] = [
    "schema/codegen",
    "schema/compiler",
    "schema/core",
    "schema/specs",
    "schema/tools",
    "wxmed-derive",
    "wxmed-runtime",
];

impl Copy {
    /// Makes the copy `name` below `tmp`, the folder that cargo gives to integration tests, exactly as the checkout is.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn new(name: &str, tmp: &Path) -> io::Result<Self> {
        let root = tmp.join(name);
        let checkout = checkout();
        for folder in CRATES.into_iter().chain(["tests/outside"]) {
            mirror(&checkout.join(folder), &root.join(folder))?;
        }
        let members = fs::read_to_string(checkout.join("Cargo.toml"))?
            .lines()
            .map(|line| if line.starts_with("members") { format!("members = {CRATES:?}") } else { line.to_owned() })
            .collect::<Vec<_>>()
            .join("\n");
        write_if_changed(&root.join("Cargo.toml"), members.as_bytes())?;
        for package in ["", "tests/outside/hospital", "tests/outside/probe"] {
            let lock = root.join(package).join("Cargo.lock");
            if !lock.exists() {
                fs::copy(checkout.join("Cargo.lock"), lock)?;
            }
        }
        // Cargo takes the same crate in two workspaces for one: a shared folder would mix their lists of specs.
        let target = root.join("target");
        Ok(Self { root, target })
    }

    /// A path in the copy.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Builds the package in a folder of the copy, or lints it: `build`, `clippy`.
    ///
    /// # Errors
    /// If cargo cannot be run, or says something that is not JSON.
    pub fn cargo(&self, command: &str, package: &str) -> io::Result<Build> {
        Build::run(command, &self.path(package), &self.target)
    }

    /// Runs a binary that was built, and returns what it printed.
    ///
    /// # Errors
    /// If it cannot be run, or fails.
    pub fn run(&self, binary: &str) -> io::Result<String> {
        let output = Command::new(self.target.join("debug").join(binary)).output()?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            Ok(printed)
        } else {
            Err(io::Error::other(printed + &String::from_utf8_lossy(&output.stderr)))
        }
    }
}

/// The folder of the checkout.
pub fn checkout() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

/// The cargo that runs the tests.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Makes one folder like another one, and leaves alone what is like it already.
///
/// # Errors
/// If a file cannot be read or written.
pub fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        // A build by hand leaves these behind.
        if name == "target" || name == "Cargo.lock" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            mirror(&entry.path(), &to.join(&name))?;
        } else {
            write_if_changed(&to.join(&name), &fs::read(entry.path())?)?;
        }
        names.insert(name);
    }
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if names.contains(&entry.file_name()) || entry.file_name() == "Cargo.lock" {
            continue;
        }
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    Ok(())
}

/// Writes a file that does not have these bytes yet.
///
/// # Errors
/// If it cannot be written.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) { Ok(()) } else { fs::write(path, bytes) }
}
