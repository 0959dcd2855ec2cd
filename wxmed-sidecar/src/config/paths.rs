//! Where the books of a sidecar are, for tools that need none of its secrets.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::environment::Environment;
use super::error::ConfigErrors;
use super::reader::Reader;
use super::table::Table;

/// Where the books of a sidecar are. Unlike [`Config`](super::Config), it is read without the secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    journal: PathBuf,
    audit: Option<PathBuf>,
}

impl Paths {
    /// Reads them from a configuration.
    ///
    /// # Errors
    /// If it can't be read, is no TOML, or doesn't say where the journal is.
    pub fn load(path: &Path) -> Result<Self, ConfigErrors> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| ConfigErrors::unreadable(&shown, error))?;
        let environment = Environment::with_variables(|_| None);
        let mut reader = Reader::new(&text, path.parent().unwrap_or(Path::new("")), &environment);
        let (root, errors) = DeTable::parse_recoverable(&text);
        errors.iter().for_each(|error| reader.no_toml(error.span().unwrap_or(0..0), error.message()));
        if !reader.is_fine() {
            return Err(reader.into_errors(&shown, None));
        }
        let table = Table::root(root.get_ref());
        if !table.has("journal") {
            table.missing("journal", &mut reader);
        }
        let journal = table.table("journal", &mut reader).and_then(|table| file(&table, &mut reader));
        let audit = table.table("audit", &mut reader).and_then(|table| file(&table, &mut reader));
        match journal {
            Some(journal) if reader.is_fine() => Ok(Self { journal, audit }),
            Some(_) | None => Err(reader.into_errors(&shown, Some(root.get_ref()))),
        }
    }

    /// The file of the journal.
    pub fn journal(&self) -> &Path {
        &self.journal
    }

    /// The audit file, if there is to be one.
    pub fn audit(&self) -> Option<&Path> {
        self.audit.as_deref()
    }
}

fn file(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<PathBuf> {
    table.needed_text("file", reader).map(|path| reader.path(path.value))
}
