//! A text in which slips are put right, and which still knows where everything stood.

use super::Node;
use super::slips::{Slip, SlipKind};
use crate::confusable::Likeness;
use crate::model::Span;

/// A text as it is read.
pub(super) struct Repaired<'t> {
    pub(super) text: std::borrow::Cow<'t, str>,
    /// What was put in the place of something else, in its order.
    pieces: Vec<RepairedPiece>,
}

struct RepairedPiece {
    /// Where it begins in the repaired text, and where it ends.
    here: (usize, usize),
    /// The same in the text as it was written.
    there: (usize, usize),
}

/// How many columns an ideographic space is meant to be: as wide as it looks, or one as any other.
pub(super) const WIDTHS: [usize; 2] = [2, 1];

impl<'t> Repaired<'t> {
    /// A text as it is written.
    pub(super) fn nothing(text: &'t str) -> Self {
        Self { text: text.into(), pieces: Vec::new() }
    }

    /// A text in which slips are put right.
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

    /// Where that was written which begins at a place.
    pub(super) fn written_at(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.here.0 < at);
        match before.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            None => at,
            Some(piece) if at < piece.here.1 => piece.there.0,
            Some(piece) => piece.there.1 + (at - piece.here.1),
        }
    }

    /// Gives a span the place where it was written.
    pub(super) fn as_written_span(&self, span: &mut Span) {
        span.start = self.written_at(span.start);
        span.end = self.written_at(span.end).max(span.start);
    }

    /// Gives every node the place where it was written.
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
