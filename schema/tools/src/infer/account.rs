//! An account of the sources: each of their cells, and where it went.
//!
//! Reading enters every cell. Each later stage says of the cells that it used what became of them. What is entered and
//! used by no stage becomes a decision, and [`audit`](super::audit) checks that what was said is true.

use std::collections::HashMap;
use std::rc::Rc;

use wxmed_compiler::model::Span;

/// A text with its place.
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
    /// That it is inside another one.
    Nesting,
}

/// Where a cell went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Disposition {
    /// No stage has used it: what no decision quotes either will be one.
    #[default]
    Open,
    /// A key of the row at the cell's path says the same.
    Draft(Key),
    /// It is a piece of another cell, which begins there, and goes where that goes.
    Piece(Span),
    /// It is the name of the object around all fields, which the head of the draft has.
    Wrapper,
    /// It is a value of a sample, which is an example of the draft.
    Example,
    /// It is the running number of its row.
    Ordinal,
    /// It is a line drawn between rows, or a mark of the file's format.
    Drawn,
}

/// A cell of a table, a line of prose, or a name or a value of a sample.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) written: Written,
    /// The field that it is about, where that is known.
    pub(super) path: Option<Rc<str>>,
    pub(super) went: Disposition,
}

/// Each cell of the sources, in the order in which they were read.
#[derive(Debug, Default)]
pub(super) struct Account {
    entries: Vec<Entry>,
    /// The entries by their files and their first bytes: no two cells begin at the same place.
    places: HashMap<(usize, usize), usize>,
}

impl Account {
    /// Enters a cell that was read. Blank ones are none.
    pub(super) fn enter(&mut self, text: &str, span: Span) {
        let is_blank = text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
        if !is_blank && !self.places.contains_key(&place(span)) {
            self.places.insert(place(span), self.entries.len());
            let written = Written { text: text.to_owned(), span };
            self.entries.push(Entry { written, path: None, went: Disposition::Open });
        }
    }

    /// Says which field a cell is about.
    pub(super) fn about(&mut self, span: Span, path: &Rc<str>) {
        if let Some(entry) = self.entry(span) {
            entry.path = Some(Rc::clone(path));
        }
    }

    /// Says that all of a cell is in the draft, under this key of the field that it is about.
    pub(super) fn drafted(&mut self, cell: &Written, key: Key) {
        self.went(cell.span, Disposition::Draft(key));
    }

    /// Says where a cell went.
    pub(super) fn went(&mut self, span: Span, went: Disposition) {
        if let Some(entry) = self.entry(span) {
            entry.went = went;
        }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// An entry, or the one that it is a piece of.
    pub(super) fn whole<'a>(&'a self, entry: &'a Entry) -> &'a Entry {
        match &entry.went {
            Disposition::Piece(of) => {
                self.places.get(&place(*of)).and_then(|at| self.entries.get(*at)).unwrap_or(entry)
            }
            _ => entry,
        }
    }

    fn entry(&mut self, span: Span) -> Option<&mut Entry> {
        self.places.get(&place(span)).and_then(|at| self.entries.get_mut(*at))
    }
}

fn place(span: Span) -> (usize, usize) {
    (span.file, span.start)
}
