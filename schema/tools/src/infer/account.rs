//! Tracks the cells of the sources, and what became of each.
//!
//! Reading records every cell. Each later stage records the disposition of the cells that it used. Unused cells become
//! a decision, and [`audit`](super::audit) verifies the recorded dispositions.

use std::collections::HashMap;
use std::rc::Rc;

use wxmed_compiler::model::Span;

/// A text with its span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The key of a drafted row that a cell became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Name,
    Label,
    Type,
    Required,
    Format,
    Codes,
    /// The nesting.
    Nesting,
}

/// What became of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Disposition {
    /// No stage used it. Unless a decision quotes it, it becomes a decision.
    #[default]
    Open,
    /// A key of the row at the cell's path has the same content.
    Draft(Key),
    /// It is a piece of the cell that begins at this span, and shares its disposition.
    Piece(Span),
    /// It is the name of the object around all fields, which is in the head of the draft.
    Wrapper,
    /// It is a value of a sample, which is an example of the draft.
    Example,
    /// It is the running number of its row.
    Ordinal,
    /// It is a separator line between rows, or punctuation of the file's format.
    Drawn,
}

/// A cell of a table, a line of prose, or a name or a value of a sample.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) written: Written,
    /// The path of its field, if known.
    pub(super) path: Option<Rc<str>>,
    pub(super) went: Disposition,
}

/// Each cell of the sources, in the order in which they were read.
#[derive(Debug, Default)]
pub(super) struct Account {
    entries: Vec<Entry>,
    /// The entries by file and start offset: no two cells have the same start.
    by_start: HashMap<(usize, usize), usize>,
}

impl Account {
    /// Records a cell that was read, unless it is blank.
    pub(super) fn enter(&mut self, text: &str, span: Span) {
        let is_blank = text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
        if !is_blank && !self.by_start.contains_key(&start_of(span)) {
            self.by_start.insert(start_of(span), self.entries.len());
            let written = Written { text: text.to_owned(), span };
            self.entries.push(Entry { written, path: None, went: Disposition::Open });
        }
    }

    /// Records the field that a cell belongs to.
    pub(super) fn about(&mut self, span: Span, path: &Rc<str>) {
        if let Some(entry) = self.entry(span) {
            entry.path = Some(Rc::clone(path));
        }
    }

    /// Records that a whole cell is in the draft, under this key of its field.
    pub(super) fn drafted(&mut self, cell: &Written, key: Key) {
        self.went(cell.span, Disposition::Draft(key));
    }

    /// Records the disposition of a cell.
    pub(super) fn went(&mut self, span: Span, went: Disposition) {
        if let Some(entry) = self.entry(span) {
            entry.went = went;
        }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry, or the entry that it is a piece of.
    pub(super) fn whole<'a>(&'a self, entry: &'a Entry) -> &'a Entry {
        match &entry.went {
            Disposition::Piece(of) => {
                self.by_start.get(&start_of(*of)).and_then(|at| self.entries.get(*at)).unwrap_or(entry)
            }
            _ => entry,
        }
    }

    fn entry(&mut self, span: Span) -> Option<&mut Entry> {
        self.by_start.get(&start_of(span)).and_then(|at| self.entries.get_mut(*at))
    }
}

fn start_of(span: Span) -> (usize, usize) {
    (span.file, span.start)
}
