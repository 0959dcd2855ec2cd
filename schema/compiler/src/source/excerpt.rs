//! What is shown of a file when something in it is pointed at.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Origin, Snippet, Title};

use super::{Position, Sources};
use crate::model::Span;
use wxmed_core::visible;

/// How many bytes of a long line are shown on each side, and of what is pointed at.
const MOST: usize = 400;

/// The lines of a span; of lines that are too long to read, what is around it.
#[derive(Clone, Debug)]
pub struct Excerpt<'s> {
    path: &'s str,
    position: Position,
    text: &'s str,
    /// What is pointed at, in the text of the excerpt.
    marked: Range<usize>,
    /// Whether the first line of the text is a whole one.
    is_whole: bool,
}

impl Sources {
    /// What to show of a span. It takes no longer in a large file than in a small one.
    pub fn excerpt(&self, span: Span) -> Excerpt<'_> {
        let Some(file) = self.file(span) else {
            let position = Position { line: 1, column: 1 };
            return Excerpt { path: "", position, text: "", marked: 0..0, is_whole: true };
        };
        let text: &str = &file.text;
        let start = floor(text, span.start);
        let end = floor(text, span.end.max(start).min(start + MOST));
        let line_start = file.places().line_start(start);
        let from = if start - line_start > MOST { floor(text, start - MOST) } else { line_start };
        let after = text.get(end..floor(text, end + MOST)).unwrap_or_default();
        let to = end + after.find('\n').unwrap_or(after.len());
        Excerpt {
            path: &file.path,
            position: file.places().position(text, start),
            text: text.get(from..to).unwrap_or_default(),
            marked: start - from..end - from,
            is_whole: from == line_start,
        }
    }
}

/// The last place up to this one where a character begins.
fn floor(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

impl<'s> Excerpt<'s> {
    /// Puts the lines below a title, with the place that they come from.
    pub fn draw(&self, title: Title<'s>) -> Group<'s> {
        let marked = AnnotationKind::Primary.span(self.marked.clone());
        let snippet = Snippet::source(self.text).line_start(self.position.line).fold(true).annotation(marked);
        if self.is_whole {
            return title.element(snippet.path(visible(self.path)));
        }
        // The column would be counted from where the text was cut.
        let origin = Origin::path(visible(self.path)).line(self.position.line).char_column(self.position.column);
        title.element(origin).element(snippet)
    }
}
