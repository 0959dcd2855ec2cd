//! Translates errors of the YAML parser to messages for authors of specs.

use super::Refusal;
use super::repair::Repaired;
use super::slips;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;

/// An error: a part of the parser's message, our message, and the help.
type FaultText = (&'static str, &'static str, &'static str);

const TAB: FaultText = ("tab", "a tab stands here, and only spaces indent", "write spaces");

const UNCLOSED: FaultText =
    ("unclosed bracket", "this bracket is not closed", "close it, or put the text that it is part of into quotes");

/// The first entry whose part occurs in the parser's message applies.
const FAULTS: &[FaultText] = &[
    TAB,
    ("unclosed quote", "this quote is not closed", "close it with the same quote"),
    UNCLOSED,
    (
        "misplaced bracket",
        "no bracket is open that this one could close",
        "remove it, or put the text that it is part of into quotes",
    ),
    (
        "mapping values are not allowed",
        "a second `: ` stands in one entry",
        "put a text that has `: ` in it into quotes, or begin a new line",
    ),
    (
        "sequence entries are not allowed",
        "an item of a list begins where none can",
        "put the `-` on a line of its own, or the text that begins with it into quotes",
    ),
    (
        "cannot start with '-'",
        "a text cannot begin with `-` before a bracket or a comma",
        "put the text into quotes, or a space behind the `-`",
    ),
    ("simple key expected", "this line is no entry: it has no `:`", "write `key: value`"),
    (
        "did not find expected key",
        "this line belongs to no mapping",
        "begin the keys of one mapping in the same column, and quote a text that is followed by more",
    ),
    (
        "expected '-' indicator",
        "this line is no item of the list before it, and no key of an item",
        "begin the items of one list in one column, and the keys of an item in another",
    ),
    (
        "did not find expected ','",
        "this mapping or list between brackets is not finished",
        "separate its entries by commas, and close it",
    ),
    ("trailing content", "something follows the closing quote", "put all of the text between the quotes"),
    ("indentation", "this line is indented too little", "indent it deeper than the line that it continues"),
    (
        "escape",
        "this `\\` begins no escape that YAML has",
        "write the text between single quotes, where a `\\` is only itself",
    ),
    ("block scalar", "the text behind `|` or `>` is not indented", "indent it with spaces, deeper than its key"),
    (
        "multiple yaml documents",
        "a second document begins here",
        "a file holds one spec: put the other into a file of its own",
    ),
    ("unexpected character", "a character stands here that no YAML text begins with", "put the text into quotes"),
    ("recursion limit", "mappings and lists are nested too deep here", "no spec needs so many levels: close some"),
    ("unexpected eof", "the file ends in the middle of an entry", "finish the entry"),
];

/// Longer texts are not searched again.
const LONGEST: usize = 60_000;

/// Reports why a file can't be parsed.
pub(super) fn note(read: &Repaired<'_>, file: usize, refusal: &Refusal, diagnostics: &mut Diagnostics) {
    let Refusal { start, message } = refusal;
    let start = *start;
    // For too deep nesting nothing more is known, and texts of this length weren't written by hand.
    let is_too_deep = message.contains("limit") || read.text.len() > LONGEST;
    if !is_too_deep && let Some(bracket) = bracket_left_open(&read.text, start) {
        diagnostics.error(Id::Yaml, around(read, file, bracket), UNCLOSED.1).help(UNCLOSED.2);
        return;
    }
    if !is_too_deep && let Some((quote, line)) = quote_left_open(&read.text, start) {
        diagnostics
            .error(
                Id::Yaml,
                around(read, file, quote),
                format!("this quote is closed on line {line} only, and more follows"),
            )
            .help("close it with the same quote where the text ends");
        return;
    }
    let lower = message.to_ascii_lowercase();
    match FAULTS.iter().find(|(part, ..)| lower.contains(part)) {
        Some(fault) => {
            let start = if *fault == TAB { tab_from(&read.text, start) } else { start };
            diagnostics.error(Id::Yaml, around(read, file, start), fault.1).help(fault.2);
        }
        None => {
            let help = "what the reader of YAML says is all that is known: look at this line and at the one before";
            diagnostics.error(Id::Yaml, around(read, file, start), format!("this is not YAML: {message}")).help(help);
        }
    }
}

/// The span of the character at an offset.
fn around(read: &Repaired<'_>, file: usize, start: usize) -> Span {
    let length = read.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span { file, start: read.written_at(start), end: read.written_at(start + length) }
}

/// The offset of the tab: the parser points after the last token, which may be on the previous line.
fn tab_from(text: &str, start: usize) -> usize {
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let mut at = line;
    for line in text.get(line..).unwrap_or_default().split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent).and_then(|indent| indent.find('\t')) {
            return at + tab;
        }
        at += line.len();
    }
    start
}

/// The unclosed bracket before an offset: a later line has the indentation of a line after it.
fn bracket_left_open(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?;
    let bracket = slips::open_bracket(before)?;
    let line_start = before.get(..bracket)?.rfind('\n').map_or(0, |newline| newline + 1);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = indent(text.get(line_start..)?);
    let mut below = text.get(bracket..)?.lines().skip(1).filter(|line| !line.trim().is_empty());
    let next = below.next()?;
    let is_within = bracket + text.get(bracket..)?.find(next)? <= start;
    let is_end = next.trim_start().starts_with([']', '}']);
    (is_within && indent(next) <= own && !is_end).then_some(bracket)
}

/// The opening quote of a multi-line text that ends right before an offset, and the line of its end.
fn quote_left_open(text: &str, start: usize) -> Option<(usize, usize)> {
    let quotes = slips::long_quotes(text);
    let quoted = quotes.iter().rfind(|quoted| quoted.end <= start)?;
    if text.get(quoted.end..start)?.contains('\n') {
        return None;
    }
    Some((quoted.start, text.get(..quoted.end)?.matches('\n').count() + 1))
}
