//! Excerpts of files in diagnostics.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Origin, Snippet, Title};

use super::{Position, Sources};
use crate::model::Span;
use wxmed_core::visible;

/// The maximum number of bytes of a long line that are shown on each side of a span, and of the span itself.
const MOST: usize = 400;

/// The lines of a span, or the surroundings of the span if the lines are too long.
#[derive(Clone, Debug)]
pub struct Excerpt<'s> {
    path: &'s str,
    position: Position,
    text: &'s str,
    /// The span in the text of the excerpt.
    marked: Range<usize>,
    /// Whether the first line of the text is complete.
    is_whole: bool,
}

impl Sources {
    /// The excerpt for a span. The time doesn't depend on the size of the file.
    pub fn excerpt(&self, span: Span) -> Excerpt<'_> {
        let Some(file) = self.file(span) else {
            let position = Position { line: 1, column: 1 };
            return Excerpt { path: "", position, text: "", marked: 0..0, is_whole: true };
        };
        let text: &str = &file.text;
        let start = floor(text, span.start);
        let end = floor(text, span.end.max(start).min(start + MOST));
        let line_start = file.line_index().line_start(start);
        let from = if start - line_start > MOST { floor(text, start - MOST) } else { line_start };
        let after = text.get(end..floor(text, end + MOST)).unwrap_or_default();
        let to = end + after.find('\n').unwrap_or(after.len());
        Excerpt {
            path: &file.path,
            position: file.line_index().position(text, start),
            text: text.get(from..to).unwrap_or_default(),
            marked: start - from..end - from,
            is_whole: from == line_start,
        }
    }
}

/// The last character boundary up to this offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}

impl<'s> Excerpt<'s> {
    /// Renders the lines below a title, with their position.
    pub fn draw(&self, title: Title<'s>) -> Group<'s> {
        let marked = AnnotationKind::Primary.span(self.marked.clone());
        let snippet = Snippet::source(self.text).line_start(self.position.line).fold(true).annotation(marked);
        if self.is_whole {
            return title.element(snippet.path(visible(self.path)));
        }
        // Otherwise the column would be counted from the start of the cut text.
        let origin = Origin::path(visible(self.path)).line(self.position.line).char_column(self.position.column);
        title.element(origin).element(snippet)
    }
}
