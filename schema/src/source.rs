use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::model::Span;

/// The files that a set of specs is read from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One file of specs.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path to show to people.
    pub path: String,
    /// The path below the folder of specs, without its ending: `payinsurance/getmedinfo`.
    pub name: String,
    /// The text.
    pub text: Arc<str>,
    /// Where its lines begin, once a position was asked for.
    lines: OnceLock<Vec<usize>>,
}

impl SourceFile {
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let behind = self.text.match_indices('\n').map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(behind).collect()
        })
    }
}

/// A place for people: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, name: impl Into<String>, text: impl Into<Arc<str>>) {
        self.files.push(SourceFile { path: path.into(), name: name.into(), text: text.into(), lines: OnceLock::new() });
    }

    /// Every `.yaml` file in a folder and below, in the order of their paths; or the one file, if it is one.
    ///
    /// Paths are shown as `shown_as` and what follows below it. What is not UTF-8 becomes `U+FFFD`, which no spec can
    /// have: that is a mistake in the file with a place, and not the end of reading.
    ///
    /// # Errors
    /// If a folder or a file cannot be read; the error names the path.
    pub fn read(path: &Path, shown_as: &str) -> io::Result<Self> {
        let mut sources = Self::new();
        if path.is_dir() {
            sources.read_folder(path, shown_as.trim_end_matches('/'), "")?;
        } else {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            sources.add(shown_as, name, read_text(path)?);
        }
        Ok(sources)
    }

    fn read_folder(&mut self, folder: &Path, shown_as: &str, name: &str) -> io::Result<()> {
        let mut entries =
            std::fs::read_dir(folder).map_err(|error| named(error, folder))?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let file_name = entry.file_name().to_string_lossy().into_owned();
            let shown = format!("{shown_as}/{file_name}");
            if entry.path().is_dir() {
                self.read_folder(&entry.path(), &shown, &format!("{name}{file_name}/"))?;
            } else if let Some(stem) = file_name.strip_suffix(".yaml") {
                self.add(shown, format!("{name}{stem}"), read_text(&entry.path())?);
            }
        }
        Ok(())
    }

    /// Adds the files of other sources behind these.
    pub fn extend(&mut self, other: Sources) {
        self.files.extend(other.files);
    }

    /// Keeps the files whose name passes.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|file| keep(&file.name));
    }

    /// The files.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file in which a span lies.
    pub fn file(&self, span: Span) -> Option<&SourceFile> {
        self.files.get(span.file)
    }

    /// The place where a span begins.
    pub fn position(&self, span: Span) -> Position {
        let Some(file) = self.file(span) else { return Position { line: 1, column: 1 } };
        let start = span.start.min(file.text.len());
        let line = file.lines().partition_point(|line| *line <= start);
        let line_start = file.lines().get(line.saturating_sub(1)).copied().unwrap_or(0);
        Position { line, column: file.text.get(line_start..start).unwrap_or("").chars().count() + 1 }
    }
}

fn read_text(path: &Path) -> io::Result<String> {
    let bytes = std::fs::read(path).map_err(|error| named(error, path))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn named(error: io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
