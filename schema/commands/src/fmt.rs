//! Formats specs in their canonical form.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use wxmed_compiler::Sources;
use wxmed_tools::format_file;

use crate::diff::show_diff;
use crate::failure::{Failure, Outcome, Result};
use crate::output::{self, BAD, GOOD, STRONG, styled};
use crate::report::Report;

/// Format specs in their canonical form.
///
/// This changes the layout, the order of keys and the quotes. Names, texts, the order of lists and comments are kept. Files
/// with mistakes in their content are formatted, too. A file that is not YAML is reported and left unchanged.
#[derive(Args)]
pub struct Fmt {
    /// Write nothing, but show the changes as a diff, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
}

/// The details for the long help.
pub const ABOUT: &str = "\
The canonical form:
  keys          in the order of the language, followed by unknown keys
  indentation   two spaces, and lists are indented below their key
  one line      { name: a, type: b } and [a, b], if the line has at most 130 characters; a Chinese
                character counts as one. A list of mappings, the values of an example and the reasons of an
                erratum are on separate lines
  quotes        where YAML requires them, and around texts that YAML 1.1 or 1.2 reads as a number, a date, a
                boolean or null; single ones around JSON and other texts with many double ones
  blank lines   one before each part of an operation or a content, such as `request` and `examples`, and none
                anywhere else
  comments      before the same item as in the source, or at the end of its line

Exits with 1 if a file is not YAML, or with `--check` if a file is not in this form.";

/// A file to format.
struct File {
    /// The path on disk.
    path: PathBuf,
    /// The path that is shown.
    shown: String,
    old: String,
    new: String,
}

impl Fmt {
    /// Formats files, each of which is on disk at the path that `path` returns. `command` is what people run to format
    /// them.
    ///
    /// # Errors
    /// If a file can't be written, or the output can't.
    pub fn run(self, specs: &Sources, path: impl Fn(&str) -> PathBuf, command: &str) -> Result<Outcome> {
        let mut findings = Report::default();
        let mut files = Vec::new();
        for (index, source) in specs.files().iter().enumerate() {
            let (shown, old) = (source.path.clone(), source.text.to_string());
            match format_file(specs, index) {
                Ok(new) => files.push(File { path: path(&shown), shown, old, new }),
                Err(diagnostics) => findings.add(&diagnostics, specs),
            }
        }
        let number = files.len();
        files.retain(|file| file.old != file.new);
        let outcome = if self.check { check(&files, number, command)? } else { write(&files, number)? };
        if findings.is_empty() {
            return Ok(outcome);
        }
        findings.draw(output::line)?;
        output::line(styled(STRONG, format_args!("{}: left as it is", findings.summary())))?;
        Ok(Outcome::Found)
    }
}

fn write(files: &[File], number: usize) -> Result<Outcome> {
    for File { path, shown, new, .. } in files {
        fs::write(path, new).map_err(|error| Failure::at(path, &error))?;
        output::line(format_args!("{} {shown}", styled(GOOD, "wrote")))?;
    }
    output::line(format_args!("{}: {} written", output::count(number, "file", "files"), files.len()))?;
    Ok(Outcome::Fine)
}

fn check(files: &[File], number: usize, command: &str) -> Result<Outcome> {
    if files.is_empty() {
        output::line(format_args!("{} in canonical form", output::count(number, "file is", "files are")))?;
        return Ok(Outcome::Fine);
    }
    files.iter().try_for_each(|file| show_diff(&file.shown, Some(&file.old), Some(&file.new)))?;
    for file in files {
        output::line(format_args!("{} {}", styled(BAD, "not in canonical form:"), file.shown))?;
    }
    let others = output::count(files.len(), "file is", "files are");
    output::line(format_args!("{others} not in canonical form: run {}", styled(STRONG, command)))?;
    Ok(Outcome::Found)
}
