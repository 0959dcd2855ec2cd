//! The keywords of the language, and the notation of types.

use crate::ast::Text;
use crate::diagnostic::{Diagnostics, Id};
pub(super) use crate::grammar::keywords::*;
use crate::grammar::synonyms;
use crate::model::WireType;

/// Parses a type in the document's notation.
pub(super) fn notation(written: &Text, diagnostics: &mut Diagnostics) -> Option<WireType> {
    let found = of_notation(written.as_str());
    if found.is_none() && written.value == LIST {
        diagnostics.error(Id::UnknownType, written.span, "`list` is no type of a single value").help(
            "write `of: list(String)` for lists of single values; for lists of objects give the list `fields:`, and remove `of:`",
        );
    } else if found.is_none() {
        let unknown = diagnostics.error(Id::UnknownType, written.span, format!("`{}` is no type", written.value));
        return match synonyms::of_type(&written.value) {
            Some(help) => {
                unknown.help(help);
                None
            }
            // Continue with the type that was meant.
            None => {
                let known = NOTATIONS.iter().copied().filter(|known| *known != LIST);
                unknown.did_you_mean(&written.value, known).and_then(of_notation)
            }
        };
    }
    found
}

fn of_notation(written: &str) -> Option<WireType> {
    let known = NOTATION.iter().find(|(word, _)| *word == written).map(|(_, ty)| *ty);
    known.or_else(|| text_notation(written))
}

fn text_notation(written: &str) -> Option<WireType> {
    let rest = written.strip_prefix("String").or_else(|| written.strip_prefix("string"))?;
    if rest.is_empty() {
        return Some(WireType::Text { max: None });
    }
    let digits = rest.strip_prefix('(').map_or(Some(rest), |inner| inner.strip_suffix(')'))?;
    let max = digits.parse::<u32>().ok().filter(|max| *max > 0 && max.to_string() == digits)?;
    Some(WireType::Text { max: Some(max) })
}
