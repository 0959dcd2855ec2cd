mod excerpt;
mod folder;
mod line_index;

use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use excerpt::Excerpt;
use folder::named;
pub use line_index::LineIndex;

use crate::model::Span;

/// The files of a set of specs.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One file of specs.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path to show to people.
    pub path: String,
    /// The path below the folder of specs, without its extension: `payinsurance/getmedinfo`.
    pub name: String,
    /// The text.
    pub text: Arc<str>,
    /// Why the file wasn't read, if it wasn't.
    unread: Option<Unread>,
    /// Computed when the first position is looked up.
    line_index: Arc<OnceLock<LineIndex>>,
}

/// Why a file in a folder of specs was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is a broken link, with the system's message.
    Broken(Arc<str>),
    /// It has another extension of YAML files than `.yaml`.
    Ending,
}

impl SourceFile {
    pub(crate) fn unread(&self) -> Option<&Unread> {
        self.unread.as_ref()
    }

    fn line_index(&self) -> &LineIndex {
        self.line_index.get_or_init(|| LineIndex::of(&self.text))
    }
}

/// A position for people: lines and columns start at 1, and columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Sources {
    /// Creates an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, name: impl Into<String>, text: impl Into<Arc<str>>) {
        let (path, name, text) = (path.into(), name.into(), text.into());
        self.files.push(SourceFile { path, name, text, unread: None, line_index: Arc::default() });
    }

    /// Every `.yaml` file in a folder and below, in the order of their paths; or the one file, if it is one.
    ///
    /// Each file is read once: symbolic links are followed only to files that aren't read under their own path.
    ///
    /// Paths are shown as `shown_as` and the path below it. Invalid UTF-8 becomes `U+FFFD`, which is an error in specs,
    /// so it is reported with its position and doesn't stop reading. A broken link is also reported as an error, and an
    /// extension `.yml` or in capitals as a warning.
    ///
    /// # Errors
    /// If a folder or a file cannot be read; the error names the path.
    pub fn read(path: &Path, shown_as: &str) -> io::Result<Self> {
        let mut sources = Self::new();
        if path.is_dir() {
            let shown_as = shown_as.trim_end_matches('/');
            for file in folder::files(path)? {
                let below: Vec<_> = file.below.iter().map(|part| part.to_string_lossy()).collect();
                let below = below.join("/");
                let name = below.strip_suffix(".yaml").unwrap_or(&below).to_owned();
                let text = if file.unread.is_some() { String::new() } else { read_text(&file.path)? };
                sources.add(format!("{shown_as}/{below}"), name, text);
                if let Some(added) = sources.files.last_mut() {
                    added.unread = file.unread;
                }
            }
        } else {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            sources.add(shown_as, name, read_text(path)?);
        }
        Ok(sources)
    }

    /// Appends the files of other sources.
    pub fn extend(&mut self, other: Sources) {
        self.files.extend(other.files);
    }

    /// Keeps the files for whose name `keep` returns true.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|file| keep(&file.name));
    }

    /// The files.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file that contains a span.
    pub fn file(&self, span: Span) -> Option<&SourceFile> {
        self.files.get(span.file)
    }

    /// The position of the start of a span.
    pub fn position(&self, span: Span) -> Position {
        let start = Position { line: 1, column: 1 };
        self.file(span).map_or(start, |file| file.line_index().position(&file.text, span.start))
    }
}

fn read_text(path: &Path) -> io::Result<String> {
    // Reading a pipe or a device might never end.
    if !std::fs::metadata(path).map_err(|error| named(error, path))?.is_file() {
        return Err(named(io::Error::new(io::ErrorKind::InvalidInput, "this is no regular file"), path));
    }
    let bytes = std::fs::read(path).map_err(|error| named(error, path))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}
