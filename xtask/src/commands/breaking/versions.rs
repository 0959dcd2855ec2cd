//! The specs of another version.

use std::path::Path;
use std::process::Command;

use wxmed_compiler::Sources;

use crate::failure::{Failure, Result};
use crate::workspace::{SPECS, Workspace};

/// Reads the specs of a folder, or else of a commit.
pub(super) fn read(workspace: &Workspace, against: &str) -> Result<Sources> {
    let folder = Path::new(against);
    let sources = if folder.is_dir() {
        let inner = folder.join(SPECS);
        let folder = if inner.is_dir() { &inner } else { folder };
        Sources::read(folder, &folder.display().to_string())?
    } else {
        committed(workspace, against)?
    };
    if sources.files().is_empty() {
        return Err(Failure::new(format!("{against}: there is no `.yaml` file of specs here")));
    }
    Ok(sources)
}

fn committed(workspace: &Workspace, name: &str) -> Result<Sources> {
    let commit = format!("{name}^{{commit}}");
    let commit = git(workspace, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| Failure::new(format!("{name}: neither a folder, nor a commit, branch or tag of git")))?;
    let commit = commit.trim();
    let listed = git(workspace, &["ls-tree", "-r", "-z", "--name-only", commit, "--", SPECS])?;
    let mut sources = Sources::new();
    for path in listed.split('\0') {
        let below = path.strip_prefix(SPECS).and_then(|path| path.strip_prefix('/'));
        if let Some(spec) = below.and_then(|path| path.strip_suffix(".yaml")) {
            let text = git(workspace, &["show", &format!("{commit}:./{path}")])?;
            sources.add(format!("{name}:{path}"), spec, text);
        }
    }
    Ok(sources)
}

/// What git says.
fn git(workspace: &Workspace, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(workspace.path("")).args(arguments);
    let output = command.output().map_err(|error| Failure::new(format!("git could not be started: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("git {}: {}", arguments.first().unwrap_or(&""), said.trim())));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::new("git: a spec that is not UTF-8"))
}
