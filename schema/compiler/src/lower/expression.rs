//! The expressions of the specs: `ghf + zjzj = ghhj`.
//!
//! The text is split into tokens, which are parsed to a tree of names. The names are resolved against the fields of a
//! record, which gives an expression of the model. Errors are reported at their column.

mod elsewhere;
mod functions;
mod hints;
mod items;
mod list_functions;
mod lookup;
mod named;
mod names;
mod possible;
mod scopes;
mod syntax;
mod tokens;

use std::collections::BTreeSet;

use crate::ast::Text;
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Span, Truth};
pub(super) use named::NamedFields;
use wxmed_core::Bilingual;

/// The fields that an expression can refer to.
#[derive(Clone, Copy)]
pub(super) enum FieldScope<'a> {
    /// The fields of one record.
    Own(&'a NamedFields<'a>),
    /// The fields of a content, and with the prefix `outer.` the fields of its request.
    WithOuter { own: &'a NamedFields<'a>, outer: &'a NamedFields<'a> },
}

/// An expression, and its text for people.
pub(super) struct Condition {
    pub(super) holds: Truth,
    /// The expression as written, with the meaning of each code in it.
    pub(super) message: Bilingual,
}

/// Compiles a boolean expression.
pub(super) fn truth(
    written: &Text,
    fields: FieldScope<'_>,
    untyped: &BTreeSet<Span>,
    diagnostics: &mut Diagnostics,
) -> Option<Truth> {
    condition(written, fields, untyped, diagnostics).map(|condition| condition.holds)
}

/// Compiles a boolean expression, with its text for people.
///
/// For a field of unknown type, only errors that don't depend on the type are reported.
pub(super) fn condition(
    written: &Text,
    fields: FieldScope<'_>,
    untyped: &BTreeSet<Span>,
    diagnostics: &mut Diagnostics,
) -> Option<Condition> {
    let tokens = tokens::read(written, diagnostics)?;
    let tree = syntax::read(written, &tokens, diagnostics)?;
    let mut found = Diagnostics::default();
    let scopes = scopes::Scopes::of(fields);
    let is_about_unknown = scopes.names_any(&tree, untyped);
    let mut resolver =
        names::Resolver { written: written.as_str(), scopes, codes: Vec::new(), diagnostics: &mut found };
    let holds = resolver.truth(&tree);
    let codes = resolver.codes;
    if is_about_unknown {
        found.retain(|one| matches!(one.id, Id::UnknownField | Id::RuleSyntax));
    }
    diagnostics.append(found);
    Some(Condition { holds: holds.filter(|_| !is_about_unknown)?, message: explained(written.as_str(), codes) })
}

/// An expression in which each code is followed by its meaning.
fn explained(text: &str, mut codes: Vec<(usize, Bilingual)>) -> Bilingual {
    codes.sort();
    codes.dedup();
    let (mut zh, mut en, mut from) = (String::new(), String::new(), 0);
    for (end, label) in codes {
        let before = text.get(from..end).unwrap_or_default();
        zh += &format!("{before}（{}）", label.zh);
        en += &format!("{before} ({})", label.en);
        from = end;
    }
    let rest = text.get(from..).unwrap_or_default();
    Bilingual::new(zh + rest, en + rest)
}

/// The help for syntax errors.
const HELP: &str = "a rule compares amounts or texts, as in `ghf + zjzj = ghhj`";

/// The span of a part of an expression in its file, or of the whole expression if it contains escapes or is folded.
fn span_of(written: &Text, start: usize, end: usize) -> Span {
    let length = written.span.end.saturating_sub(written.span.start);
    let quote = match length.checked_sub(written.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return written.span,
    };
    Span { file: written.span.file, start: written.span.start + quote + start, end: written.span.start + quote + end }
}
