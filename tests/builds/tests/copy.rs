//! The cargo that the tests start, and the folders that it works in.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use serde_json::Value;

/// A copy of the published crates and of the fixtures that use them as dependencies, for tests that change specs.
///
/// The copy and its build output are kept: the next run copies only what differs.
#[derive(Debug)]
pub(crate) struct Copy {
    root: PathBuf,
}

/// The result of a build.
#[derive(Debug)]
pub(crate) struct Build {
    /// The folders of the packages that were rebuilt: `schema`, `syn-3.0.10`.
    pub(crate) rebuilt: BTreeSet<String>,
    /// The messages of the compiler.
    pub(crate) messages: String,
    /// Whether the build succeeded.
    pub(crate) success: bool,
}

impl Build {
    /// Builds or lints the package in a folder.
    ///
    /// # Errors
    /// If cargo can't be run, or prints a line that isn't JSON.
    pub(crate) fn run(command: &str, folder: &Path) -> io::Result<Self> {
        let output = cargo().args([command, "--message-format=json"]).current_dir(folder).output()?;
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
    /// Makes the copy `name`, identical to the checkout.
    ///
    /// # Errors
    /// If a file can't be read or written.
    pub(crate) fn new(name: &str) -> io::Result<Self> {
        let root = tmp().join(name);
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
        Ok(Self { root })
    }

    /// A path in the copy.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Builds or lints the package in a folder of the copy: `build`, `clippy`.
    ///
    /// # Errors
    /// If cargo can't be run, or prints a line that isn't JSON.
    pub(crate) fn cargo(&self, command: &str, package: &str) -> io::Result<Build> {
        Build::run(command, &self.path(package))
    }

    /// Runs a binary that was built, and returns its output.
    ///
    /// # Errors
    /// If it can't be run, or fails.
    pub(crate) fn run(&self, binary: &str) -> io::Result<String> {
        let output = Command::new(target().join("debug").join(binary)).output()?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            Ok(printed)
        } else {
            Err(io::Error::other(printed + &String::from_utf8_lossy(&output.stderr)))
        }
    }
}

/// The folder of the checkout.
pub(crate) fn checkout() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_owned()
}

/// The folder for the files of these tests.
pub(crate) fn tmp() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// The target folder of all programs, so that shared dependencies are built once.
///
/// Cargo identifies a crate by its path below the workspace that is built, or by its whole path if it is outside of it.
/// So two workspaces that are built here must not have a crate at the same path with the same dependencies and
/// settings: cargo would take one crate's output for the other's.
pub(crate) fn target() -> PathBuf {
    tmp().join("target")
}

/// The cargo that runs the tests. It is offline, and builds into the shared target folder.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(cargo_path());
    cargo.envs(settings());
    cargo
}

/// The path of the cargo that runs the tests.
pub(crate) fn cargo_path() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The environment of every cargo that a test starts.
pub(crate) fn settings() -> [(&'static str, OsString); 5] {
    [
        ("CARGO_TARGET_DIR", target().into()),
        ("CARGO_NET_OFFLINE", "true".into()),
        // Debug information and incremental data would take half of the time and most of the space.
        ("CARGO_INCREMENTAL", "0".into()),
        ("CARGO_PROFILE_DEV_DEBUG", "0".into()),
        ("CARGO_PROFILE_TEST_DEBUG", "0".into()),
    ]
}

/// Makes one folder equal to another, and leaves equal files untouched.
///
/// # Errors
/// If a file can't be read or written.
pub(crate) fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        // Left behind by a build by hand.
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

/// Writes a file, unless it has these bytes already.
///
/// # Errors
/// If it can't be written.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) { Ok(()) } else { fs::write(path, bytes) }
}
