//! Brings specs into their canonical form.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use wxmed_compiler::Sources;
use wxmed_tools::format_file;

use crate::failure::{Failure, Result};
use crate::output::{self, BAD, GOOD, STRONG, styled};
use crate::report::Report;
use crate::workspace::Workspace;
use crate::{Outcome, diff};

/// Format specs in their canonical form.
///
/// This changes the layout, the order of keys and the quotes. Names, texts, the order of lists and comments are kept. Files
/// with mistakes in their content are formatted, too. A file that is not YAML is reported and left unchanged.
#[derive(Args)]
#[command(after_help = AFTER_HELP, after_long_help = AFTER_LONG_HELP)]
pub(crate) struct Arguments {
    /// Files and folders; by default all included specs
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing, but show the changes as a diff, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask fmt                                  all included specs
  cargo xtask fmt ../hospital/schema/mine.yaml     your own spec
  cargo xtask fmt --check                          in CI";

const AFTER_LONG_HELP: &str = "\
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

Exits with 1 if a file is not YAML, or with `--check` if a file is not in this form.

Examples:
  cargo xtask fmt                                  all included specs
  cargo xtask fmt ../hospital/schema/mine.yaml     your own spec
  cargo xtask fmt --check                          in CI";

/// A file to lay out.
struct File {
    /// Where it is.
    place: PathBuf,
    /// Its path, as it is shown.
    shown: String,
    old: String,
    new: String,
}

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        let mut findings = Report::default();
        let mut files = Vec::new();
        for (sources, places) in self.read(workspace)? {
            for (index, (source, place)) in sources.files().iter().zip(places).enumerate() {
                let (shown, old) = (source.path.clone(), source.text.to_string());
                match format_file(&sources, index) {
                    Ok(new) => files.push(File { place, shown, old, new }),
                    Err(diagnostics) => findings.add(&diagnostics, &sources),
                }
            }
        }
        let number = files.len();
        files.retain(|file| file.old != file.new);
        let outcome = if self.check { check(&files, number)? } else { write(&files, number)? };
        if findings.is_empty() {
            return Ok(outcome);
        }
        findings.draw(output::line)?;
        output::line(styled(STRONG, format_args!("{}: left as it is", findings.summary())))?;
        Ok(Outcome::Found)
    }

    /// The files, each once, with where they are.
    fn read(&self, workspace: &Workspace) -> Result<Vec<(Sources, Vec<PathBuf>)>> {
        if self.paths.is_empty() {
            let sources = workspace.specs()?;
            let places = sources.files().iter().map(|file| workspace.path(&file.path)).collect();
            return Ok(vec![(sources, places)]);
        }
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for path in &self.paths {
            let shown = path.display().to_string();
            let read = Sources::read(path, &shown)?;
            if read.files().is_empty() {
                return Err(Failure::new(format!("{shown}: there is no `.yaml` file here")));
            }
            let mut sources = Sources::new();
            let mut places = Vec::new();
            for file in read.files() {
                let place = PathBuf::from(&file.path);
                let found = place.canonicalize().map_err(|error| Failure::at(&place, &error))?;
                if seen.insert(found) {
                    sources.add(&file.path, &file.name, file.text.clone());
                    places.push(place);
                }
            }
            all.push((sources, places));
        }
        Ok(all)
    }
}

fn write(files: &[File], number: usize) -> Result<Outcome> {
    for File { place, shown, new, .. } in files {
        fs::write(place, new).map_err(|error| Failure::at(place, &error))?;
        output::line(format_args!("{} {shown}", styled(GOOD, "wrote")))?;
    }
    output::line(format_args!("{}: {} written", output::count(number, "file", "files"), files.len()))?;
    Ok(Outcome::Fine)
}

fn check(files: &[File], number: usize) -> Result<Outcome> {
    if files.is_empty() {
        output::line(format_args!("{} in canonical form", output::count(number, "file is", "files are")))?;
        return Ok(Outcome::Fine);
    }
    files.iter().try_for_each(|file| diff::show(&file.shown, Some(&file.old), Some(&file.new)))?;
    for file in files {
        output::line(format_args!("{} {}", styled(BAD, "not in canonical form:"), file.shown))?;
    }
    let others = output::count(files.len(), "file is", "files are");
    output::line(format_args!("{others} not in canonical form: run {}", styled(STRONG, "cargo xtask fmt")))?;
    Ok(Outcome::Found)
}
