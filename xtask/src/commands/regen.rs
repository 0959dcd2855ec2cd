//! Regenerates all files that are derived from specs.

use clap::Args;
use wxmed_commands::output::{self, BAD, GOOD, STRONG, styled};
use wxmed_commands::{Outcome, Result, show_diff};

use crate::artifacts::{self, Change};
use crate::workspace::Workspace;

/// Regenerate all checked-in files that are derived from specs.
///
/// These are the golden expansions in `tests/golden`, which show what the macro generates for every spec; the reference
/// pages in `docs/reference`, including those of the language; and `schema/wxmed.schema.json` for editors. Files are written
/// only if they change, and removed if their spec is gone. If the specs have errors or open decisions, nothing is written.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// Write nothing, but show stale files as a diff, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask regen                after changing a spec or the generator
  cargo xtask regen --check        in CI";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        let files = match artifacts::make(workspace)? {
            Ok(files) => files,
            Err(findings) => return findings.refuse(),
        };
        let number = files.len();
        let changes = artifacts::changes(workspace, files)?;
        if self.check { check(&changes, number) } else { write(workspace, &changes, number) }
    }
}

fn write(workspace: &Workspace, changes: &[Change], number: usize) -> Result<Outcome> {
    for change in changes {
        change.make(workspace)?;
        output::line(match change.new {
            Some(_) => format!("{} {}", styled(GOOD, "wrote  "), change.path),
            None => format!("{} {}", styled(BAD, "removed"), change.path),
        })?;
    }
    let written = changes.iter().filter(|change| change.new.is_some()).count();
    let files = output::count(number, "file", "files");
    output::line(format_args!("{files}: {written} written, {} removed", changes.len() - written))?;
    Ok(Outcome::Fine)
}

fn check(changes: &[Change], number: usize) -> Result<Outcome> {
    if changes.is_empty() {
        output::line(format_args!("{} up to date", output::count(number, "file is", "files are")))?;
        return Ok(Outcome::Fine);
    }
    for change in changes {
        show_diff(&change.path, change.old.as_deref(), change.new.as_deref())?;
    }
    for change in changes {
        output::line(format_args!("{} {}", styled(BAD, kind(change)), change.path))?;
    }
    let stale = output::count(changes.len(), "file is", "files are");
    output::line(format_args!("{stale} stale: run {}", styled(STRONG, "cargo xtask regen")))?;
    Ok(Outcome::Found)
}

fn kind(change: &Change) -> &'static str {
    match (&change.old, &change.new) {
        (None, _) => "missing:",
        (_, None) => "its spec is gone:",
        _ => "stale:",
    }
}
