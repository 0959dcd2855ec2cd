//! Runs programs of this workspace that need crates which xtask doesn't link.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::Command;

use wxmed_commands::{Failure, Result, output};

use crate::workspace::Workspace;

/// Runs an example of a package in the current folder, and returns its exit code.
pub(crate) fn run_example(
    workspace: &Workspace,
    package: &str,
    features: &[&str],
    name: &str,
    arguments: &[OsString],
) -> Result<u8> {
    let features = features.iter().flat_map(|feature| ["--features", *feature]);
    let target: Vec<&str> = ["--package", package].into_iter().chain(features).chain(["--example", name]).collect();
    run(workspace, &target, &format!("the example `{name}`"), arguments)
}

/// Runs the binary of a package in the current folder, and returns its exit code.
pub(crate) fn run_binary(workspace: &Workspace, package: &str, arguments: &[OsString]) -> Result<u8> {
    run(workspace, &["--package", package], &format!("the binary of `{package}`"), arguments)
}

fn run(workspace: &Workspace, target: &[&str], what: &str, arguments: &[OsString]) -> Result<u8> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let manifest: PathBuf = workspace.path("Cargo.toml");
    let mut command = Command::new(cargo);
    command.arg("run").args([OsStr::new("--manifest-path"), manifest.as_os_str()]);
    output::remark(format_args!("building {what}; the first build takes a few minutes"))?;
    if !std::io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command.args(target).arg("--").args(arguments);
    let status = command.status().map_err(|error| Failure::new(format!("cargo could not be started: {error}")))?;
    match status.code() {
        Some(code) => Ok(u8::try_from(code).unwrap_or(2)),
        None => {
            output::failure(&format!("{what} was stopped: {status}"));
            Ok(2)
        }
    }
}
