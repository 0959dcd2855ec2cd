//! The keywords of the language.

use crate::model::{
    CodeMatch, Confidence, Encoding, Event, Exhaustiveness, LengthUnit, Null, Outcome, Required, Resource,
    ResponseSigning, Retry, RetryAdvice, Role, WireType,
};
use wxmed_core::{Format, GroupKind, Severity};

/// Keywords and their meanings.
pub(crate) type Keywords<T> = [(&'static str, T)];

pub(crate) const RETRY: &Keywords<Retry> = &[("safe", Retry::Safe), ("never", Retry::Never)];
pub(crate) const AFTER: &Keywords<Event> = &[("payment", Event::Payment)];
pub(crate) const RESPONSE_SIGNING: &Keywords<ResponseSigning> =
    &[("signed", ResponseSigning::Signed), ("unsigned", ResponseSigning::Unsigned)];
pub(crate) const REQUIRED: &Keywords<Required> = &[
    ("Y", Required::Yes),
    ("N", Required::No),
    ("二选", Required::OneOfTwoAbove),
    ("一", Required::OneOfTwoBelow),
    ("", Required::Blank),
    ("present", Required::Present),
];
pub(crate) const ROLE: &Keywords<Role> = &[("nonce", Role::Nonce), ("signature", Role::Signature)];
pub(crate) const LENGTH: &Keywords<LengthUnit> =
    &[("bytes", LengthUnit::Bytes), ("characters", LengthUnit::Characters), ("uncertain", LengthUnit::Uncertain)];
pub(crate) const GIVE: &Keywords<GroupKind> = &[
    ("at-most-one", GroupKind::AtMostOne),
    ("at-least-one", GroupKind::AtLeastOne),
    ("all-or-none", GroupKind::AllOrNone),
];
pub(crate) const ENCODING: &Keywords<Encoding> = &[
    ("string", Encoding::Text),
    ("number", Encoding::Number),
    ("json-text", Encoding::JsonText),
    ("boolean", Encoding::Boolean),
];
pub(crate) const KIND: &Keywords<Exhaustiveness> =
    &[("closed", Exhaustiveness::Closed), ("open", Exhaustiveness::Open)];
pub(crate) const SEVERITY: &Keywords<Severity> = &[("error", Severity::Error), ("warning", Severity::Warning)];
pub(crate) const CONFIDENCE: &Keywords<Confidence> =
    &[("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)];
pub(crate) const YES: &Keywords<bool> = &[("yes", true), ("no", false)];
pub(crate) const TOKEN: &Keywords<bool> = &[("refused", true)];
pub(crate) const DONE: &Keywords<Outcome> = &[("unknown", Outcome::Unknown)];
pub(crate) const MATCH: &Keywords<CodeMatch> =
    &[("beginning", CodeMatch::Beginning), ("after-name", CodeMatch::AfterName)];
pub(crate) const RETRY_ADVICE: &Keywords<RetryAdvice> = &[("later", RetryAdvice::Later)];
pub(crate) const NULLABLE: &Keywords<Null> = &[("yes", Null::Kept)];
pub(crate) const APPLY: &Keywords<bool> = &[("by-default", true), ("on-request", false)];
/// The types, in each notation that the documents use.
pub const NOTATION: &[(&str, WireType)] = &[
    ("Uint8", WireType::Uint8),
    ("UInt8", WireType::Uint8),
    ("uint8", WireType::Uint8),
    ("Uint32", WireType::Uint32),
    ("UInt32", WireType::Uint32),
    ("uint32", WireType::Uint32),
    ("Uint64", WireType::Uint64),
    ("UInt64", WireType::Uint64),
    ("uint64", WireType::Uint64),
    ("int", WireType::Int),
    ("Int", WireType::Int),
    ("bool", WireType::Bool),
    ("Bool", WireType::Bool),
    ("boolean", WireType::Bool),
    ("Boolean", WireType::Bool),
    ("object", WireType::Object),
];
/// The type of lists.
pub const LIST: &str = "list";
/// A text with or without a maximum length, in the document's notation.
pub const TEXTS: &str = "^[Ss]tring([1-9][0-9]*|[(][1-9][0-9]*[)])?$";
/// One notation of each type, and each notation of texts, for error messages.
pub const NOTATIONS: &[&str] =
    &["String", "String32", "String(14)", "string128", "Uint8", "Uint32", "Uint64", "int", "boolean", "object", LIST];
/// A whole number without sign, as a text.
pub const WHOLE: &str = "^[0-9]+$";

/// The pattern of `Format::Timestamp`, which is accepted as a name like those of the other date formats.
const TIMESTAMP: (&str, Format) = ("yyyyMMddHHmmss", Format::Timestamp);

/// The resources that operations need and create.
pub(crate) fn resources() -> [(&'static str, Resource); Resource::ALL.len()] {
    Resource::ALL.map(|resource| (resource.name(), resource))
}

/// The formats.
pub(crate) fn formats() -> Vec<(&'static str, Format)> {
    Format::ALL.iter().map(|format| (format.name(), *format)).chain([TIMESTAMP]).collect()
}

/// The keywords of a table.
pub(super) fn listed<T>(keywords: &Keywords<T>) -> Vec<&'static str> {
    keywords.iter().map(|(keyword, _)| *keyword).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_a_notation() {
        for (written, ty) in NOTATION {
            let same = |written: &&str| NOTATION.iter().any(|(known, same)| known == written && same == ty);
            assert!(NOTATIONS.iter().any(same), "{written}");
        }
    }
}
