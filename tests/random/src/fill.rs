//! Valid values for a whole record.

use std::cell::Cell;
use std::fmt;

use wxmed_compiler::model::{Field, Record};

use crate::dice::{Dice, Scatter};
use crate::draft;
use crate::filled::{Filled, Rows};
use crate::limits::takes;
use crate::search::{Met, settle};

/// The number of attempts of the search for valid values.
const TRIES: usize = 24;
/// The most lines of an explanation of a failed search.
const LINES: usize = 6;
/// The most characters of a line.
const WIDTH: usize = 160;

/// The constraints that the search couldn't satisfy together, most frequent first.
#[derive(Clone, Debug)]
pub struct Unkept {
    spec: String,
    lines: Vec<String>,
}

impl Unkept {
    /// The same, with the name of the spec.
    pub(crate) fn of(self, spec: &str) -> Self {
        Self { spec: spec.to_owned(), ..self }
    }
}

impl fmt::Display for Unkept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no value was found that keeps all of this at once; see whether it can be kept", self.spec)?;
        for line in self.lines.iter().take(LINES) {
            write!(f, "\n  {}", clipped(line))?;
        }
        match self.lines.len().saturating_sub(LINES) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

impl std::error::Error for Unkept {}

impl From<Unkept> for String {
    fn from(unkept: Unkept) -> Self {
        unkept.to_string()
    }
}

fn clipped(line: &str) -> String {
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// A value, or none, for each row, such that the whole record is valid.
///
/// # Errors
/// If no such values are found.
pub(crate) fn record(record: &Record, dice: &mut Dice<'_>) -> Result<Vec<Option<Filled>>, Unkept> {
    thread_local! {
        /// The record of the last failed search. When a failure is shrunk, the same record is searched many more times;
        /// these searches are short.
        static HOPELESS: Cell<*const Record> = const { Cell::new(std::ptr::null()) };
    }
    let this = std::ptr::from_ref(record);
    let outcome = tried(record, dice, if HOPELESS.get() == this { 1 } else { TRIES });
    HOPELESS.set(if outcome.is_err() { this } else { std::ptr::null() });
    outcome
}

fn tried(record: &Record, dice: &mut Dice<'_>, tries: usize) -> Result<Vec<Option<Filled>>, Unkept> {
    let mut rows = draft::record(record, dice);
    let mut scatter = Scatter::seeded(dice.number());
    let mut met = Met::new();
    for at in 0..tries {
        if at == 1 {
            // With the choices used up, all drawn numbers may be equal.
            scatter = Scatter::seeded(scatter.number() | 1);
        }
        if at > 0 {
            rows = draft::record(record, &mut Dice::new(&scatter.numbers(120)));
        }
        refused(record, &rows)?;
        let left = settle(record, &mut rows, &mut scatter, &mut met);
        if left.is_empty() {
            refused(record, &rows)?;
            return Ok(rows);
        }
    }
    let mut met: Vec<(String, usize)> = met.into_iter().collect();
    met.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    Err(Unkept { spec: String::new(), lines: met.into_iter().map(|(line, _)| line).collect() })
}

/// The same, but with the best values found if none satisfy everything.
pub(crate) fn attempt(record: &Record, dice: &mut Dice<'_>) -> Vec<Option<Filled>> {
    let mut rows = draft::record(record, dice);
    settled(record, &mut rows, dice);
    rows
}

/// Changes values until they satisfy the record's constraints, or until the search gives up.
pub(crate) fn settled(record: &Record, rows: &mut Rows, dice: &mut Dice<'_>) {
    settle(record, rows, &mut Scatter::seeded(dice.number() | 1), &mut Met::new());
}

/// Whether a text may be omitted because it is the row's default.
pub(crate) fn goes_without_saying(field: &Field, text: &str, dice: &mut Dice<'_>) -> bool {
    field.default.as_deref() == Some(text) && dice.once_in(2)
}

/// Whether every row takes its value.
///
/// # Errors
/// With the first row that doesn't: no text was found for it.
fn refused(record: &Record, rows: &Rows) -> Result<(), Unkept> {
    for (field, slot) in record.fields.iter().zip(rows) {
        if let Some(filled) = slot {
            of_row(field, filled)?;
        }
    }
    Ok(())
}

fn of_row(field: &Field, filled: &Filled) -> Result<(), Unkept> {
    match (filled, &field.object) {
        (Filled::Text(text), None) if !text.is_empty() && field.count_of.is_none() && !takes(field, text) => {
            let pattern =
                field.limits.pattern.as_ref().map(|pattern| format!(", and looks like `{}`", pattern.as_str()));
            let line = format!(
                "`{}`: a text that is of the type {}, of the format `{}` and within the other limits of its row{}",
                field.name,
                field.notation,
                field.format.name(),
                pattern.unwrap_or_default()
            );
            Err(Unkept { spec: String::new(), lines: vec![line] })
        }
        (Filled::Text(_), _) | (Filled::Object(_), None) => Ok(()),
        (Filled::Object(rows), Some(object)) => refused(object, rows),
        (Filled::List(items), _) => items.iter().try_for_each(|item| of_row(field, item)),
    }
}
