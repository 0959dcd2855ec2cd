//! The words of the language that stand for a choice, and the notation of types.

use crate::diagnostic::{Diagnostics, Id};
use crate::model::{
    AnswerSigning, Confidence, LengthUnit, Openness, RefusalOutcome, Required, Retry, Role, Thing, Type, Wire,
};
use crate::syntax::Text;
use crate::{GroupKind, Severity};

pub(super) const RETRY: &[(&str, Retry)] = &[("safe", Retry::Safe), ("never", Retry::Never)];
pub(super) const ANSWER: &[(&str, AnswerSigning)] =
    &[("signed", AnswerSigning::Signed), ("unsigned", AnswerSigning::Unsigned)];
pub(super) const REQUIRED: &[(&str, Required)] = &[
    ("Y", Required::Yes),
    ("N", Required::No),
    ("二选", Required::OneOfTwoAbove),
    ("一", Required::OneOfTwoBelow),
    ("", Required::Blank),
    ("present", Required::Present),
];
pub(super) const ROLE: &[(&str, Role)] = &[("nonce", Role::Nonce), ("signature", Role::Signature)];
pub(super) const LENGTH: &[(&str, LengthUnit)] =
    &[("bytes", LengthUnit::Bytes), ("characters", LengthUnit::Characters), ("uncertain", LengthUnit::Uncertain)];
pub(super) const GIVE: &[(&str, GroupKind)] = &[
    ("at-most-one", GroupKind::AtMostOne),
    ("at-least-one", GroupKind::AtLeastOne),
    ("all-or-none", GroupKind::AllOrNone),
];
pub(super) const WIRE: &[(&str, Wire)] =
    &[("string", Wire::Text), ("number", Wire::Number), ("json-text", Wire::JsonText)];
pub(super) const KIND: &[(&str, Openness)] = &[("closed", Openness::Closed), ("open", Openness::Open)];
pub(super) const SEVERITY: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning)];
pub(super) const CONFIDENCE: &[(&str, Confidence)] =
    &[("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)];
pub(super) const YES: &[(&str, bool)] = &[("yes", true), ("no", false)];
pub(super) const TOKEN: &[(&str, bool)] = &[("refused", true)];
pub(super) const DONE: &[(&str, RefusalOutcome)] = &[("unknown", RefusalOutcome::Unknown)];
pub(super) const APPLY: &[(&str, bool)] = &[("by-default", true), ("on-request", false)];

/// The things that operations need and create.
pub(super) fn things() -> [(&'static str, Thing); Thing::ALL.len()] {
    Thing::ALL.map(|thing| (thing.name(), thing))
}

/// The notations of a type, for the person who wrote another.
const NOTATIONS: [&str; 10] =
    ["String", "String32", "String(14)", "string128", "Uint8", "Uint32", "Uint64", "int", "object", "list"];

/// Reads a type in the document's own notation.
pub(super) fn notation(written: &Text, diagnostics: &mut Diagnostics) -> Option<Type> {
    let found = match written.as_str() {
        "Uint8" | "UInt8" | "uint8" => Some(Type::Uint8),
        "Uint32" | "UInt32" | "uint32" => Some(Type::Uint32),
        "Uint64" | "UInt64" | "uint64" => Some(Type::Uint64),
        "int" | "Int" => Some(Type::Int),
        "object" => Some(Type::Object),
        other => text_notation(other),
    };
    if found.is_none() {
        diagnostics
            .error(Id::UnknownType, written.span, format!("`{}` is no type", written.value))
            .did_you_mean(&written.value, NOTATIONS);
    }
    found
}

fn text_notation(written: &str) -> Option<Type> {
    let rest = written.strip_prefix("String").or_else(|| written.strip_prefix("string"))?;
    if rest.is_empty() {
        return Some(Type::Text { max: None });
    }
    let digits = rest.strip_prefix('(').map_or(Some(rest), |inner| inner.strip_suffix(')'))?;
    let max = digits.parse::<u32>().ok().filter(|max| *max > 0 && max.to_string() == digits)?;
    Some(Type::Text { max: Some(max) })
}
