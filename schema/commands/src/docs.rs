//! Writes the reference pages of specs.

use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::Args;
use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, compile};
use wxmed_tools::{diagnostics_reference, language_reference, reference_index, reference_names, reference_page};

use crate::failure::{Failure, Outcome, Result};
use crate::output::{self, GOOD, styled};
use crate::report::Report;
use crate::selection::Selection;

/// Write the reference pages of specs, in Markdown, Chinese and English side by side.
///
/// There is a page for each operation, notification and content, for the code tables, the errors and the errata that they
/// can refer to, and for the language of the specs; README.md is the index.
#[derive(Args)]
pub struct Docs {
    /// The folder for the pages; it is created if it does not exist
    #[arg(long, value_name = "DIR", default_value = "reference")]
    out: PathBuf,
}

impl Docs {
    /// Writes the pages. Files that are up to date are left alone, and nothing is removed.
    ///
    /// # Errors
    /// If a page can't be written, or the output can't.
    pub fn run(self, selection: &Selection) -> Result<Outcome> {
        let options = Options { scope: selection.scope, ..Options::default() };
        let (model, diagnostics) = compile(&selection.sources, &options);
        let mut findings = Report::default();
        findings.add(&diagnostics, &selection.sources);
        if findings.stop() {
            return findings.refuse();
        }
        findings.draw(output::remark)?;
        let pages = pages(&model);
        let mut written = 0;
        for (name, text) in &pages {
            written += usize::from(self.write(name, text)?);
        }
        output::line(format_args!("{}: {written} written", output::count(pages.len(), "page", "pages")))?;
        Ok(Outcome::Fine)
    }

    /// Writes a page, and returns whether that changed something.
    fn write(&self, name: &str, text: &str) -> Result<bool> {
        let below = Path::new(name);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Failure::new(format!("`{name}` is no name for a page: it leads out of the folder")));
        }
        let path = self.out.join(format!("{name}.md"));
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(false);
        }
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&path, text)).map_err(|error| Failure::at(&path, &error))?;
        output::line(format_args!("{} {}", styled(GOOD, "wrote"), path.display()))?;
        Ok(true)
    }
}

/// All pages, by name.
fn pages(model: &Model) -> Vec<(String, String)> {
    let mut pages = vec![("README".to_owned(), reference_index(model))];
    for name in reference_names(model) {
        pages.extend(reference_page(model, name).map(|page| (name.to_owned(), page)));
    }
    pages.extend(language_reference().into_iter().chain([diagnostics_reference()]));
    pages
}
