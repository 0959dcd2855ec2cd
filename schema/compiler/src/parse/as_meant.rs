//! Handles characters that look like ASCII, wherever the language allows only ASCII: reports each of them, and replaces
//! it in the tree with the ASCII that was meant, so that it causes no further errors.

use crate::confusable::{self, Likeness, Run};
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{Characters, FILES, Key, KeyValue, Shape};
use crate::model::Span;
use crate::yaml::slips::{self, SlipKind};
use crate::yaml::{Kind, Node};

/// Repairs a file's tree. `text` is the file's text.
pub(crate) fn put_right(tree: &mut Node, text: &str, diagnostics: &mut Diagnostics) {
    let mut reader = Corrector { text, diagnostics };
    match &mut tree.kind {
        Kind::Map(pairs) => {
            let kind = pairs.first_mut().and_then(|(key, value)| {
                let first = |shape: &&&Shape| shape.keys.first().is_some_and(|first| is_named(key, first.name));
                let shape = FILES.iter().find(first).copied()?;
                reader.key(key, value, shape);
                Some(shape)
            });
            if let Some(shape) = kind {
                reader.mapping(tree, shape);
            }
        }
        Kind::Scalar(_) => reader.structure(tree),
        Kind::List(_) => {}
    }
}

/// Whether a key is meant to have this name.
fn is_named(key: &Node, name: &str) -> bool {
    let Kind::Scalar(written) = &key.kind else { return false };
    confusable::as_meant(written).trim() == name
        || slips::key_before_a_colon(written).is_some_and(|(key, ..)| key == name)
}

/// Punctuation that ends a sentence, or a part of one.
const ENDS: [char; 4] = ['.', ',', ';', ':'];

struct Corrector<'a> {
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Corrector<'a> {
    fn mapping(&mut self, node: &mut Node, shape: &Shape) {
        match &mut node.kind {
            Kind::Map(pairs) => {
                for (key, value) in pairs {
                    self.key(key, value, shape);
                    let known = if let Kind::Scalar(name) = &key.kind { shape.key(name) } else { None };
                    if let Some(known) = known {
                        self.value(value, known);
                    }
                }
            }
            Kind::Scalar(_) => self.structure(node),
            Kind::List(_) => {}
        }
    }

    fn value(&mut self, node: &mut Node, key: &Key) {
        match (key.value, &mut node.kind) {
            (KeyValue::Mapping(shape), _) => self.mapping(node, shape),
            (KeyValue::List(shape), Kind::List(items)) => items.iter_mut().for_each(|item| self.mapping(item, shape)),
            (KeyValue::Texts | KeyValue::TextOrTexts, Kind::List(items)) => {
                let texts = std::mem::take(items);
                items.extend(texts.into_iter().flat_map(|item| self.items(item, key.characters)));
            }
            (KeyValue::Pairs, Kind::Map(pairs)) => {
                for (name, value) in pairs {
                    self.name(name, value);
                    self.scalar(value, key.characters);
                }
            }
            (KeyValue::List(_) | KeyValue::Texts | KeyValue::Pairs, Kind::Scalar(_)) => self.structure(node),
            (KeyValue::Expression, Kind::Scalar(_)) => self.expression(node),
            (
                KeyValue::Text
                | KeyValue::WholeNumber
                | KeyValue::Amount
                | KeyValue::Notation
                | KeyValue::Keyword(_)
                | KeyValue::TextOrTexts,
                Kind::Scalar(_),
            ) => self.scalar(node, key.characters),
            // The node has the wrong kind, which the parser reports.
            (
                KeyValue::Text
                | KeyValue::WholeNumber
                | KeyValue::Amount
                | KeyValue::Notation
                | KeyValue::Keyword(_)
                | KeyValue::Expression
                | KeyValue::TextOrTexts
                | KeyValue::Texts
                | KeyValue::Pairs
                | KeyValue::List(_),
                Kind::List(_) | Kind::Map(_),
            ) => {}
        }
    }

    /// Repairs a key that the shape doesn't have as written.
    fn key(&mut self, key: &mut Node, value: &mut Node, shape: &Shape) {
        let Kind::Scalar(name) = &mut key.kind else { return };
        if shape.key(name).is_some() || self.is_quoted(key.span) {
            return;
        }
        let meant = confusable::as_meant(name);
        if meant.trim() != name && shape.key(meant.trim()).is_some() {
            *name = meant.trim().to_owned();
            self.note(key.span);
        } else if slips::key_before_a_colon(name).is_some_and(|(key, ..)| shape.key(&key).is_some()) {
            self.cut(key, value);
        } else if !confusable::runs(name).is_empty()
            && value.span.start == value.span.end
            && value.span.start <= key.span.end
        {
            // The end of a text with a comma, which the parser reports.
        } else if !confusable::runs(name).is_empty() {
            *name = meant;
            self.note(key.span);
        }
    }

    /// Repairs the name of a field that is a key.
    fn name(&mut self, key: &mut Node, value: &mut Node) {
        let Kind::Scalar(name) = &key.kind else { return };
        if !self.is_quoted(key.span) && slips::key_before_a_colon(name).is_some() {
            self.cut(key, value);
        }
        if !self.is_quoted(key.span) {
            self.scalar(key, Characters::Ascii);
        }
    }

    /// Splits a key that contains its value, because the colon between them isn't a YAML colon.
    fn cut(&mut self, key: &mut Node, value: &mut Node) {
        let Kind::Scalar(written) = &key.kind else { return };
        let Some((name, at, end)) = slips::key_before_a_colon(written) else { return };
        if key.span.end - key.span.start != written.len() || value.span.end != value.span.start {
            return;
        }
        let (colon, rest) = (written.get(at..end).unwrap_or_default(), written.get(end..).unwrap_or_default());
        let (start, behind) = (key.span.start, rest.len() - rest.trim_start().len());
        let colon_span = Span { start: start + at, end: start + end, ..key.span };
        if colon == ":" {
            self.diagnostics
                .error(Id::Yaml, colon_span, "a space is missing behind this `:`")
                .help("write `: ` with a space");
        } else {
            self.note(colon_span);
        }
        *value = Node {
            span: Span { start: start + end + behind, ..key.span },
            kind: Kind::Scalar(rest.trim_start().to_owned()),
        };
        *key = Node { span: Span { end: start + at, ..key.span }, kind: Kind::Scalar(name) };
        self.note(key.span);
    }

    /// Repairs an item of a list of texts. Returns several items if they are separated by something other than a YAML
    /// comma.
    fn items(&mut self, mut item: Node, characters: Characters) -> Vec<Node> {
        let commas = |c: char| confusable::meant(c).is_some_and(|(_, meant)| meant == ",");
        let is_several =
            matches!(&item.kind, Kind::Scalar(text) if text.contains(commas)) && characters == Characters::Ascii;
        self.scalar(&mut item, characters);
        match &item.kind {
            Kind::Scalar(text) if is_several => {
                let part = |part: &str| Node { span: item.span, kind: Kind::Scalar(part.trim().to_owned()) };
                text.split(',').filter(|part| !part.trim().is_empty()).map(part).collect()
            }
            _ => vec![item],
        }
    }

    /// Repairs a text, so that it contains only characters that its key allows.
    fn scalar(&mut self, node: &mut Node, characters: Characters) {
        let written = self.written(node.span);
        let Kind::Scalar(value) = &mut node.kind else { return };
        // Characters that were written as escapes are intended.
        let is_odd = match characters {
            Characters::Ascii => !confusable::runs(written).is_empty() && !confusable::runs(value).is_empty(),
            Characters::AsciiAsARule => {
                !written.starts_with(['"', '\''])
                    && (confusable::only_looks_like_ascii(value) || is_between_odd_quotes(value))
            }
            Characters::Any => return self.prose(node),
        };
        if is_odd {
            *value = without_quotes(&confusable::as_meant(value)).to_owned();
            self.note(node.span);
        }
    }

    /// Checks a text for people, in which only invisible characters are wrong.
    fn prose(&mut self, node: &mut Node) {
        if self.is_quoted(node.span) {
            return;
        }
        for run in confusable::runs(self.written(node.span)) {
            if run.likeness == Likeness::Invisible {
                self.note_run(node.span, run);
            }
        }
    }

    /// Repairs an expression, in which quoted texts may contain any characters.
    fn expression(&mut self, node: &mut Node) {
        let Kind::Scalar(value) = &mut node.kind else { return };
        if expression_runs(value).is_empty() {
            return;
        }
        for run in expression_runs(self.written(node.span)) {
            self.note_run(node.span, run);
        }
        let mut meant = value.clone();
        for run in expression_runs(value).iter().rev() {
            let instead = confusable::as_meant(value.get(run.start..run.end).unwrap_or_default());
            let is_around = run.start == 0 || run.end == value.len();
            let instead = if is_around { instead.replace('"', "") } else { instead.replace('"', "'") };
            meant.replace_range(run.start..run.end, &instead);
        }
        *value = meant.trim().to_owned();
    }

    /// Checks a text where a mapping or a list is expected: it may contain characters that look like YAML punctuation.
    fn structure(&mut self, node: &Node) {
        let written = self.written(node.span);
        for slip in slips::slips(written) {
            let at = |offset: usize| node.span.start + offset;
            let span = Span { start: at(slip.start), end: at(slip.end), ..node.span };
            match slip.kind {
                SlipKind::Confusable(_) | SlipKind::NoSpace(_) => slip.note(written, span, self.diagnostics),
                SlipKind::Indentation(_) | SlipKind::Tab => {}
            }
        }
    }

    fn note(&mut self, span: Span) {
        for run in confusable::runs(self.written(span)) {
            self.note_run(span, run);
        }
    }

    fn note_run(&mut self, span: Span, run: Run) {
        let written = self.written(span).get(run.start..run.end).unwrap_or_default();
        let run_span = Span { start: span.start + run.start, end: span.start + run.end, ..span };
        let meant = confusable::as_meant(written);
        // Punctuation at the end of the text has no meaning here.
        let is_last = run_span.end == span.end && run.start > 0;
        let meant = if is_last { meant.trim_end_matches(ENDS) } else { &meant };
        self.diagnostics.confusable(run_span, written, run.likeness, meant);
    }

    fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn is_quoted(&self, span: Span) -> bool {
        self.written(span).starts_with(['"', '\''])
    }
}

/// The intended text, without quotes that YAML doesn't recognise and without a comment that YAML doesn't recognise.
fn without_quotes(text: &str) -> &str {
    let text = text.split(" #").next().unwrap_or_default().trim().trim_end_matches(ENDS);
    let inside = |quote: char| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}

fn resembles_quote(c: char) -> bool {
    c != '"' && confusable::meant(c).is_some_and(|(_, meant)| meant == "\"")
}

/// Whether a text is between quotes that YAML doesn't recognise.
fn is_between_odd_quotes(text: &str) -> bool {
    text.chars().count() > 1 && text.starts_with(resembles_quote) && text.ends_with(resembles_quote)
}

/// The runs of characters in an expression that look like ASCII, outside its quoted texts.
fn expression_runs(text: &str) -> Vec<Run> {
    let resembles = |c: char, ascii: &str| confusable::meant(c).is_some_and(|(_, meant)| meant == ascii);
    // The whole expression is between quotes that YAML doesn't recognise.
    let mut chars = text.chars();
    if let (Some(first), Some(last)) = (chars.next(), chars.next_back())
        && resembles(first, "\"")
        && resembles(last, "\"")
    {
        let (start, end) = (first.len_utf8(), text.len() - last.len_utf8());
        let part = |start: usize, end: usize, runs: fn(&str) -> Vec<Run>| {
            let runs = runs(text.get(start..end).unwrap_or_default()).into_iter();
            runs.map(move |run| Run { start: run.start + start, end: run.end + start, ..run }).collect::<Vec<_>>()
        };
        let all = [
            part(0, start, confusable::runs),
            part(start, end, expression_runs),
            part(end, text.len(), confusable::runs),
        ];
        return all.concat();
    }
    let is_quote = |c: char| c == '\'' || resembles(c, "'") || resembles(c, "\"");
    let mut is_inside = false;
    let outside: String = text
        .chars()
        .flat_map(|c| {
            let was_inside = is_inside;
            is_inside ^= is_quote(c);
            // Mask quoted texts, byte by byte.
            let shown = if was_inside && is_inside { 'x' } else { c };
            std::iter::repeat_n(shown, if shown == c { 1 } else { c.len_utf8() })
        })
        .collect();
    confusable::runs(&outside)
}
