//! The specs of a commit.

use std::path::Path;
use std::process::Command;

use wxmed_compiler::Sources;

use crate::failure::{Failure, Result};

/// The specs of a commit, branch or tag of git that are below `folder`, a path from the root of the work tree or from
/// `root`, where git is run.
///
/// # Errors
/// If git doesn't know the name, or has no specs there.
pub fn committed(root: &Path, folder: &str, name: &str) -> Result<Sources> {
    let commit = format!("{name}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| Failure::new(format!("{name}: neither a folder, nor a commit, branch or tag of git")))?;
    let commit = commit.trim();
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", commit, "--", folder])?;
    let mut sources = Sources::new();
    for path in listed.split('\0') {
        let below = if folder == "." { Some(path) } else { below(path, folder) };
        if let Some(spec) = below.and_then(|path| path.strip_suffix(".yaml")) {
            let text = git(root, &["show", &format!("{commit}:./{path}")])?;
            sources.add(format!("{name}:{path}"), spec, text);
        }
    }
    if sources.files().is_empty() {
        return Err(Failure::new(format!("{name}: there is no `.yaml` file of specs here")));
    }
    Ok(sources)
}

fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// Runs git, and returns its output.
fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    let output = command.output().map_err(|error| Failure::new(format!("git could not be started: {error}")))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("git {}: {}", arguments.first().unwrap_or(&""), stderr.trim())));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::new("git: a spec that is not UTF-8"))
}
