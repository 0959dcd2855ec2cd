//! The expressions of the specs: `ghf + zjzj = ghhj`.
//!
//! Text becomes tokens, tokens a tree of names, and the tree, held against the fields of a record, an expression of
//! the model. A mistake is noted at its own column.

mod names;
mod syntax;
mod tokens;

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Span, Truth};
use crate::syntax::Text;

/// The fields of which an expression speaks.
#[derive(Clone, Copy)]
pub(super) enum Fields<'a> {
    /// Those of one record.
    Own(&'a [Field]),
    /// Those of a content, and behind `outer.` those of the request that carries it.
    Carried { own: &'a [Field], outer: &'a [Field] },
}

/// Reads something that holds or does not.
pub(super) fn truth(written: &Text, fields: Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Truth> {
    let tokens = tokens::read(written, diagnostics)?;
    let tree = syntax::read(written, &tokens, diagnostics)?;
    names::Resolver { fields, diagnostics }.truth(&tree)
}

/// What to write instead of what cannot be read.
const HELP: &str = "a rule compares amounts or texts, as in `ghf + zjzj = ghhj`";

/// The place of a part of an expression in its file; the whole of it where it was quoted with escapes or folded.
fn place(written: &Text, start: usize, end: usize) -> Span {
    let length = written.span.end.saturating_sub(written.span.start);
    let quote = match length.checked_sub(written.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return written.span,
    };
    Span { file: written.span.file, start: written.span.start + quote + start, end: written.span.start + quote + end }
}
