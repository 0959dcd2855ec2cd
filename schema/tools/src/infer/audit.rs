//! Verifies the account of the sources: each cell is in the draft, or in a decision that quotes it.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::account::{Account, Disposition, Entry, Key};
use super::decision::Decisions;
use super::fields::{Inferred, Row};
use super::{Decision, DecisionKind, DraftError, Evidence, lexicon};
use wxmed_compiler::Sources;
use wxmed_compiler::model::Span;
use wxmed_core::{Bilingual, Format};

/// Adds decisions for the cells that no stage used.
pub(super) fn settle(account: &Account, inferred: &Inferred, decisions: &mut Decisions) {
    let found = Found::of(inferred, decisions.iter());
    let mut left: Vec<(Option<Rc<str>>, Vec<Evidence>)> = Vec::new();
    let mut index_by_path: HashMap<Option<Rc<str>>, usize> = HashMap::new();
    for entry in found.lost(account) {
        let path = account.whole(entry).path.clone();
        let index = *index_by_path.entry(path.clone()).or_insert_with(|| {
            left.push((path, Vec::new()));
            left.len() - 1
        });
        if let Some((_, evidence)) = left.get_mut(index) {
            evidence.push(Evidence { span: entry.written.span, text: lexicon::tidy(&entry.written.text) });
        }
    }
    let is_drafted = |path: &str| found.drafted.rows.contains_key(path);
    let left: Vec<(bool, Option<Rc<str>>, Vec<Evidence>)> =
        left.into_iter().map(|(path, evidence)| (path.as_deref().is_some_and(is_drafted), path, evidence)).collect();
    for (is_drafted, path, evidence) in left {
        let (kind, message) = if is_drafted {
            let message =
                Bilingual::of("来源还有这些内容，草稿没有写入", "the source has this too, and the draft does not");
            (DecisionKind::Note, message)
        } else {
            let message = Bilingual::of("来源有这些内容，草稿没有写入", "a source has this, and the draft does not");
            (DecisionKind::LeftOut, message)
        };
        decisions.add(kind, path.as_deref().unwrap_or_default(), message, evidence);
    }
}

/// Reports cells that are in neither the draft nor the decisions, which is a bug of this program.
pub(super) fn check(
    account: &Account,
    sources: &Sources,
    tables: &[usize],
    inferred: &Inferred,
    decisions: &[Decision],
) -> Result<(), Vec<DraftError>> {
    let found = Found::of(inferred, decisions.iter());
    let lost = found.lost(account);
    let mut errors: Vec<DraftError> =
        lost.map(|entry| error(entry.written.span, lexicon::tidy(&entry.written.text))).collect();
    for file in tables {
        let text = sources.files().get(*file).map_or("", |file| &*file.text);
        errors.extend(outside(account, *file, text));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The cells of the sources that are accounted for.
struct Found<'f> {
    drafted: Drafted<'f>,
    quoted: Quoted<'f>,
}

impl<'f> Found<'f> {
    fn of(inferred: &'f Inferred, decisions: impl Iterator<Item = &'f Decision>) -> Self {
        Self { drafted: Drafted::of(&inferred.rows), quoted: Quoted::in_all(decisions) }
    }

    /// The entries that are in neither the draft nor the decisions. A piece is accounted for by its whole cell, or by a
    /// decision that quotes its line.
    fn lost<'a>(&'a self, account: &'a Account) -> impl Iterator<Item = &'a Entry> {
        account.entries().iter().filter(|entry| {
            let whole = account.whole(entry);
            let text = &entry.written.text;
            !self.drafted.holds(whole)
                && !self.quoted.holds(whole.written.span, text)
                && !self.quoted.holds(entry.written.span, text)
        })
    }
}

fn error(span: Span, text: String) -> DraftError {
    let message = Bilingual::new(
        format!("程序有误：“{text}”既不在草稿中，也不在待决事项中。请报告此问题"),
        format!("a mistake of this program: `{text}` is in neither the draft nor the decisions. Please report it"),
    );
    DraftError { span, message }
}

/// Text between the entries of a file, except blanks and separators.
fn outside(account: &Account, file: usize, text: &str) -> Vec<DraftError> {
    let spans = account.entries().iter().map(|entry| entry.written.span).filter(|span| span.file == file);
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let ends = spans.iter().map(|span| span.end);
    let starts = spans.iter().map(|span| span.start).chain([text.len()]);
    let gaps = std::iter::once(0).chain(ends).zip(starts);
    let is_mark = |c: char| c.is_whitespace() || "|｜│┃║,，;；\"\\\u{feff}".contains(c);
    let lost = gaps.filter_map(|(start, end)| {
        let between = text.get(start..end)?;
        let first = between.find(|c| !is_mark(c))?;
        Some(error(Span { file, start: start + first, end }, between.trim_matches(is_mark).to_owned()))
    });
    lost.collect()
}

/// The contents of the drafted rows.
struct Drafted<'r> {
    rows: HashMap<&'r str, &'r Row>,
}

impl<'r> Drafted<'r> {
    fn of(rows: &'r [Row]) -> Self {
        let mut drafted = Self { rows: HashMap::new() };
        drafted.add(rows);
        drafted
    }

    fn add(&mut self, rows: &'r [Row]) {
        for row in rows {
            self.rows.insert(&row.path, row);
            self.add(&row.rows);
        }
    }

    fn holds(&self, entry: &Entry) -> bool {
        match &entry.went {
            Disposition::Drawn | Disposition::Example | Disposition::Wrapper | Disposition::Ordinal => true,
            Disposition::Draft(key) => {
                let row = entry.path.as_deref().and_then(|path| self.rows.get(path));
                row.is_some_and(|row| has_key(row, *key, &entry.written.text))
            }
            Disposition::Open | Disposition::Piece(_) => false,
        }
    }
}

/// Whether a row has the key that a cell was recorded to have become.
fn has_key(row: &Row, key: Key, cell: &str) -> bool {
    match key {
        Key::Name | Key::Label | Key::Required | Key::Nesting => true,
        Key::Type => has_numbers(row, cell),
        Key::Format => row.format.is_some(),
        Key::Codes => row.codes.is_some(),
    }
}

/// Whether a row has the numbers of a type or a length, which another key may have overridden.
fn has_numbers(row: &Row, cell: &str) -> bool {
    let mut numbers: BTreeSet<String> = BTreeSet::new();
    let parts = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    numbers.extend(parts(&row.ty));
    numbers.extend([row.decimals, row.min, row.max].into_iter().flatten().map(|number| number.to_string()));
    if row.format == Some(Format::Yuan) {
        numbers.insert("2".to_owned());
    }
    if let Some((_, most)) = &row.range {
        let (whole, decimals) = most.split_once('.').unwrap_or((most, ""));
        let whole = whole.trim_start_matches('0').len();
        numbers.extend([whole, decimals.len(), whole + decimals.len()].map(|number| number.to_string()));
    }
    let cell: String = cell.to_lowercase().replace("varchar2", "").chars().map(lexicon::half_width).collect();
    let has_all = |text: &str| parts(text).iter().all(|number| numbers.contains(number) || number == "0");
    has_all(&cell) || has_all(&cell.replace(',', ""))
}

/// The quotes of decisions, by span.
struct Quoted<'d> {
    /// The spans of values, whose text isn't shown.
    values: BTreeSet<Span>,
    /// The quotes, sorted by file and start, then by length.
    all: Vec<&'d Evidence>,
    /// The maximum end of the quotes up to each, which limits the backward search.
    reach: Vec<(usize, usize)>,
}

impl<'d> Quoted<'d> {
    fn in_all(decisions: impl Iterator<Item = &'d Decision>) -> Self {
        let (values, mut all): (Vec<&Evidence>, Vec<&Evidence>) =
            decisions.flat_map(|decision| &decision.evidence).partition(|evidence| evidence.text.is_empty());
        all.sort_by_key(|evidence| evidence.span);
        all.dedup();
        let mut reach: Vec<(usize, usize)> = Vec::with_capacity(all.len());
        for evidence in &all {
            let end = (evidence.span.file, evidence.span.end);
            reach.push(reach.last().map_or(end, |before| (*before).max(end)));
        }
        Self { values: values.into_iter().map(|evidence| evidence.span).collect(), all, reach }
    }

    /// Whether a decision quotes a cell.
    fn holds(&self, span: Span, text: &str) -> bool {
        if self.values.contains(&span) {
            return true;
        }
        let after = self.all.partition_point(|one| (one.span.file, one.span.start) <= (span.file, span.start));
        let before = self.all.iter().zip(&self.reach).take(after).rev();
        let near = before.take_while(|(_, reach)| **reach >= (span.file, span.end));
        let bare = bare(text);
        near.map(|(evidence, _)| evidence)
            .filter(|evidence| evidence.span.file == span.file && evidence.span.end >= span.end)
            .any(|evidence| self::bare(&evidence.text).contains(&bare))
    }
}

/// A text without blanks, because tidying adds and removes them.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}').collect()
}
