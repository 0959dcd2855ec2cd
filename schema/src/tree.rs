//! YAML text to a tree in which every node knows its place.

mod fault;
mod repair;
pub(crate) mod slips;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, Spanned};

use self::repair::{Repaired, WIDTHS};
use self::slips::{Slip, SlipKind};
use crate::confusable;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::Span;

/// A node of a YAML document.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// A scalar: the text as the author meant it, so that `0.10` stays `0.10`.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// What people call this kind of node.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Scalar(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a mapping",
        }
    }
}

/// Reads one file. A file that is no YAML gives one diagnostic and no tree.
pub(crate) fn read(text: &str, file: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(start) = text.find(char::REPLACEMENT_CHARACTER) {
        let span = Span { file, start, end: start + char::REPLACEMENT_CHARACTER.len_utf8() };
        diagnostics
            .error(Id::Yaml, span, "this is not UTF-8, or was lost when the file was made UTF-8")
            .help("save the file as UTF-8; what could not be read is shown as U+FFFD");
        return None;
    }
    let read = parse(text);
    let slips = match &read {
        Ok(raw) if !has_odd_key(raw, text) => Vec::new(),
        _ => slips::slips(text),
    };
    if slips.is_empty() {
        return match read {
            Ok(raw) => Some(Builder { text, file, diagnostics }.node(raw)),
            Err(error) => {
                fault::note(&Repaired::nothing(text), file, &error, diagnostics);
                None
            }
        };
    }
    for slip in &slips {
        slip.note(text, Span { file, start: slip.start, end: slip.end }, diagnostics);
    }
    let as_written = |diagnostics: &mut Diagnostics| Some(Builder { text, file, diagnostics }.node(read.ok()?));
    repaired(text, &slips, file, diagnostics).or_else(|| as_written(diagnostics))
}

/// The tree of a text as it is once its slips are put right, so that all else that is wrong with it is found as well.
fn repaired(text: &str, slips: &[Slip], file: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut failure = None;
    for width in WIDTHS {
        let repaired = Repaired::of(text, slips, width);
        match parse(&repaired.text) {
            Ok(raw) => {
                let mut node = Builder { text: &repaired.text, file, diagnostics }.node(raw);
                repaired.as_written(&mut node);
                return Some(node);
            }
            Err(error) => failure = failure.or(Some((repaired, error))),
        }
    }
    // How deep a line with odd indentation was meant to be is a guess, and so is what follows from it.
    let is_a_guess =
        slips.iter().any(|slip| matches!(slip.kind, SlipKind::Tab | SlipKind::Indentation(_) | SlipKind::NoSpace("-")));
    if let Some((repaired, error)) = failure.filter(|_| !is_a_guess) {
        fault::note(&repaired, file, &error, diagnostics);
    }
    None
}

fn parse(text: &str) -> Result<Raw, serde_yaml::Error> {
    let options = serde_yaml::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options::<Raw>(text, options)
}

/// Whether a key that is not between quotes has something in it that can be taken for ASCII: perhaps it was a mark.
fn has_odd_key(raw: &Raw, text: &str) -> bool {
    match &raw.kind {
        RawKind::Text(_) | RawKind::Typed => false,
        RawKind::List(items) => items.iter().any(|item| has_odd_key(item, text)),
        RawKind::Map(pairs) => pairs.iter().any(|(key, value)| {
            let is_odd = match &key.kind {
                RawKind::Text(name) => {
                    !text.get(key.start..).is_some_and(|written| written.starts_with(['"', '\'']))
                        && !confusable::runs(name).is_empty()
                }
                _ => false,
            };
            is_odd || has_odd_key(value, text)
        }),
    }
}

struct Builder<'a> {
    text: &'a str,
    file: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    fn node(&mut self, raw: Raw) -> Node {
        let span = self.span(&raw);
        let source = self.text.get(span.start..span.end).unwrap_or("");
        if raw.aliased || self.has_property(span.start) {
            self.diagnostics
                .error(Id::YamlFeature, span, "anchors, aliases and tags are not part of the language of the specs")
                .help("write the value out where it is used");
        }
        let kind = match raw.kind {
            RawKind::Text(text) => Kind::Scalar(text),
            RawKind::Typed => Kind::Scalar(source.to_owned()),
            RawKind::List(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            RawKind::Map(entries) => {
                Kind::Map(entries.into_iter().map(|(key, value)| (self.node(key), self.node(value))).collect())
            }
        };
        Node { span, kind }
    }

    /// Whether an anchor or a tag stands before a node, where the reader passes over it.
    fn has_property(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("").trim_end();
        let line = before.rsplit('\n').next().unwrap_or("");
        let line = if line.trim_start().starts_with('#') { "" } else { line.split(" #").next().unwrap_or("") };
        let word = line.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(['{', '[', ',']);
        word.starts_with(['&', '!']) && !word.ends_with([',', ':', ']', '}', '"', '\''])
    }

    fn span(&self, raw: &Raw) -> Span {
        let start = raw.start.min(self.text.len());
        let end = (start + raw.len).min(self.text.len());
        let end = if self.text.is_char_boundary(end) { end } else { start };
        let trimmed = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        Span { file: self.file, start, end: start + trimmed }
    }
}

struct Raw {
    start: usize,
    len: usize,
    aliased: bool,
    kind: RawKind,
}

enum RawKind {
    Text(String),
    /// A number, a truth value or nothing: the text stands in the source.
    Typed,
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<RawKind>::deserialize(deserializer)?;
        let bytes = |offset: Option<u64>| offset.and_then(|offset| usize::try_from(offset).ok()).unwrap_or(0);
        let span = spanned.referenced.span();
        Ok(Self {
            start: bytes(span.byte_offset()),
            len: bytes(span.byte_len()),
            aliased: spanned.referenced != spanned.defined,
            kind: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for RawKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawKind, E> {
        Ok(RawKind::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawKind, E> {
        Ok(RawKind::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawKind, E> {
        Ok(RawKind::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawKind, E> {
        Ok(RawKind::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawKind, E> {
        Ok(RawKind::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawKind, E> {
        Ok(RawKind::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawKind, E> {
        Ok(RawKind::Typed)
    }

    /// `~` and `null` are ways to write nothing.
    fn visit_unit<E>(self) -> Result<RawKind, E> {
        Ok(RawKind::Text(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawKind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(RawKind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawKind, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawKind::Map(entries))
    }
}
