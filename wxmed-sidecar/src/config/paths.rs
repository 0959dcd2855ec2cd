//! The paths of the journal and the audit file, for tools that don't need the secrets.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::environment::Environment;
use super::error::ConfigErrors;
use super::reader::Reader;
use super::table::Table;

/// The paths of the journal and the audit file. Unlike [`Config`](super::Config), they are read without the secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    journal: PathBuf,
    audit: Option<PathBuf>,
}

impl Paths {
    /// Reads the paths from a configuration.
    ///
    /// # Errors
    /// If the file can't be read, isn't TOML, or doesn't contain the path of the journal.
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

    /// The audit file. `None` if it isn't configured.
    pub fn audit(&self) -> Option<&Path> {
        self.audit.as_deref()
    }
}

fn file(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<PathBuf> {
    table.needed_text("file", reader).map(|path| reader.path(path.value))
}
