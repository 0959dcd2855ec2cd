//! A text with repaired slips, which maps offsets to the original text.

use super::Node;
use super::slips::{Slip, SlipKind};
use crate::confusable::Likeness;
use crate::model::Span;

/// The text that is parsed.
pub(super) struct Repaired<'t> {
    pub(super) text: std::borrow::Cow<'t, str>,
    /// The replacements, in order.
    pieces: Vec<RepairedPiece>,
}

struct RepairedPiece {
    /// Its start and end in the repaired text.
    here: (usize, usize),
    /// Its start and end in the original text.
    there: (usize, usize),
}

/// The possible widths of an ideographic space in columns: two, as it is displayed, or one, like other spaces.
pub(super) const WIDTHS: [usize; 2] = [2, 1];

impl<'t> Repaired<'t> {
    /// A text without repairs.
    pub(super) fn nothing(text: &'t str) -> Self {
        Self { text: text.into(), pieces: Vec::new() }
    }

    /// Repairs the slips of a text.
    pub(super) fn of(text: &str, slips: &[Slip], width: usize) -> Self {
        let (mut repaired, mut pieces, mut from) = (String::with_capacity(text.len()), Vec::new(), 0);
        for slip in slips {
            repaired.push_str(text.get(from..slip.start).unwrap_or_default());
            let start = repaired.len();
            match slip.kind {
                SlipKind::Indentation(Likeness::Space) => repaired.push_str(&slip.instead.repeat(width)),
                _ => repaired.push_str(&slip.instead),
            }
            pieces.push(RepairedPiece { here: (start, repaired.len()), there: (slip.start, slip.end) });
            from = slip.end;
        }
        repaired.push_str(text.get(from..).unwrap_or_default());
        Self { text: repaired.into(), pieces }
    }

    /// The offset in the original text for an offset in the repaired text.
    pub(super) fn written_at(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.here.0 < at);
        match before.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            None => at,
            Some(piece) if at < piece.here.1 => piece.there.0,
            Some(piece) => piece.there.1 + (at - piece.here.1),
        }
    }

    /// Maps a span to the original text.
    pub(super) fn as_written_span(&self, span: &mut Span) {
        span.start = self.written_at(span.start);
        span.end = self.written_at(span.end).max(span.start);
    }

    /// Maps the spans of all nodes to the original text.
    pub(super) fn as_written(&self, node: &mut Node) {
        if self.pieces.is_empty() {
            return;
        }
        self.as_written_span(&mut node.span);
        match &mut node.kind {
            super::Kind::Scalar(_) => {}
            super::Kind::List(items) => items.iter_mut().for_each(|item| self.as_written(item)),
            super::Kind::Map(pairs) => {
                for (key, value) in pairs {
                    self.as_written(key);
                    self.as_written(value);
                }
            }
        }
    }
}
