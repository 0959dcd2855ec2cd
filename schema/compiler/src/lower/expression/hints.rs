//! Hints for users of other languages, and for common words.

use super::tokens::{Kind, Lexeme};

/// A hint for a word or operator that isn't valid at a position.
pub(super) fn hint(tokens: &[Lexeme], at: usize) -> Option<&'static str> {
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| &token.kind);
    let (before, here, behind) = (kind(at.checked_sub(1)), kind(Some(at)), kind(Some(at + 1)));
    match (before, here) {
        (Some(Kind::Sign("=")), Some(Kind::Sign("="))) => Some("write one `=`"),
        (Some(Kind::Sign("<")), Some(Kind::Sign(">"))) => Some("write `!=`"),
        (Some(Kind::Sign("=")), Some(Kind::Sign(">"))) => Some("write `>=`"),
        (Some(Kind::Sign("=")), Some(Kind::Sign("<"))) => Some("write `<=`"),
        (Some(Kind::Number(_)), Some(Kind::Sign(","))) if matches!(behind, Some(Kind::Number(_))) => {
            Some("write a number without commas, as in `1000`")
        }
        (
            Some(Kind::Name(_) | Kind::Quoted(_) | Kind::Number(_) | Kind::Literal(_) | Kind::Sign(")")),
            Some(Kind::Sign("=" | "!=" | "<" | "<=" | ">" | ">=")),
        ) => Some("join two comparisons by `and`, as in `0 < fee and fee < 100`"),
        (_, Some(Kind::Name(word))) if word_hint(word).is_some() => word_hint(word),
        (Some(Kind::Name(word)), _) if word != "not" && word.eq_ignore_ascii_case("not") => Some("write `not`"),
        _ => None,
    }
}

fn word_hint(word: &str) -> Option<&'static str> {
    const HINTS: [(&str, &str); 8] = [
        ("and", "write `and`"),
        ("or", "write `or`"),
        ("not", "write `not` before a comparison, or `!=`"),
        ("in", "compare with each, as in `kind = '01' or kind = '02'`"),
        ("between", "write `0 <= fee and fee <= 100`"),
        ("is", "whether a field is given says `given(field)`, or `not given(field)`"),
        ("like", "write `matches(kind, '[A-Z][0-9]+')`"),
        ("then", "write `not (what holds) or what follows from it`"),
    ];
    HINTS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, help)| *help)
}
