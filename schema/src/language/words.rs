//! The words of the language that stand for a choice: what the parser takes, and what is written about it.

use super::Word;
use crate::model::{
    AnswerSigning, Confidence, LengthUnit, Openness, RefusalOutcome, Required, Retry, Role, Thing, Type, Wire,
};
use crate::{Format, GroupKind, Severity};

/// Words, what each stands for, and what that means.
pub(crate) type Words<T> = [(&'static str, T, &'static str)];

pub(crate) const RETRY: &Words<Retry> = &[
    ("safe", Retry::Safe, "it may be sent again when no answer came"),
    ("never", Retry::Never, "sent twice it may do its work twice"),
];
pub(crate) const ANSWER: &Words<AnswerSigning> = &[
    ("signed", AnswerSigning::Signed, "the document lists `sign` among the answer's fields"),
    ("unsigned", AnswerSigning::Unsigned, "the document does not list it"),
];
pub(crate) const REQUIRED: &Words<Required> = &[
    ("Y", Required::Yes, "mandatory"),
    ("N", Required::No, "may be left out"),
    ("二选", Required::OneOfTwoAbove, "the upper half of 二选一, one of two: a choice names both rows"),
    ("一", Required::OneOfTwoBelow, "the lower half of 二选一"),
    ("", Required::Blank, "an empty cell beside one of the halves: a choice names the row"),
    ("present", Required::Present, "in a content: the key must be there, its value may be empty"),
];
pub(crate) const ROLE: &Words<Role> = &[
    ("nonce", Role::Nonce, "a random text, new for every request"),
    ("signature", Role::Signature, "the signature over all other fields"),
];
pub(crate) const LENGTH: &Words<LengthUnit> = &[
    ("bytes", LengthUnit::Bytes, "bytes of UTF-8: a longer value is refused"),
    ("characters", LengthUnit::Characters, "characters: a longer value is refused"),
    (
        "uncertain",
        LengthUnit::Uncertain,
        "the document does not say: too many characters are refused, too many bytes get a warning",
    ),
];
pub(crate) const GIVE: &Words<GroupKind> = &[
    ("at-most-one", GroupKind::AtMostOne, "one of the fields, or none"),
    ("at-least-one", GroupKind::AtLeastOne, "one of the fields, or more"),
    ("all-or-none", GroupKind::AllOrNone, "all of the fields, or none"),
];
pub(crate) const WIRE: &Words<Wire> = &[
    ("string", Wire::Text, "a JSON string, whatever the type is"),
    ("number", Wire::Number, "a JSON number"),
    ("json-text", Wire::JsonText, "a JSON string that holds JSON: an object, or a list of objects"),
];
pub(crate) const KIND: &Words<Openness> = &[
    ("closed", Openness::Closed, "the table lists every value: another is refused where it is sent"),
    ("open", Openness::Open, "there may be others"),
];
pub(crate) const SEVERITY: &Words<Severity> = &[
    ("error", Severity::Error, "what breaks the rule is not sent"),
    ("warning", Severity::Warning, "it is sent all the same, and reported"),
];
pub(crate) const CONFIDENCE: &Words<Confidence> = &[
    ("high", Confidence::High, "seen in several places, or plain"),
    ("medium", Confidence::Medium, "one good source"),
    ("low", Confidence::Low, "inferred"),
];
pub(crate) const YES: &Words<bool> = &[("yes", true, "it is"), ("no", false, "it is not")];
pub(crate) const TOKEN: &Words<bool> = &[("refused", true, "a new access token cures the error")];
pub(crate) const DONE: &Words<RefusalOutcome> =
    &[("unknown", RefusalOutcome::Unknown, "what was asked for may have been done all the same")];
pub(crate) const APPLY: &Words<bool> =
    &[("by-default", true, "it is on unless switched off"), ("on-request", false, "it is off unless switched on")];
/// The types of the document's notation that are no text, and `object`.
pub(crate) const NOTATION: &[(&str, Type)] = &[
    ("Uint8", Type::Uint8),
    ("UInt8", Type::Uint8),
    ("uint8", Type::Uint8),
    ("Uint32", Type::Uint32),
    ("UInt32", Type::Uint32),
    ("uint32", Type::Uint32),
    ("Uint64", Type::Uint64),
    ("UInt64", Type::Uint64),
    ("uint64", Type::Uint64),
    ("int", Type::Int),
    ("Int", Type::Int),
    ("object", Type::Object),
];
/// The type of a row that has several values.
pub(crate) const LIST: &str = "list";
/// A text with or without a longest length, in the notation of the document.
pub(super) const TEXTS: &str = "^[Ss]tring([1-9][0-9]*|[(][1-9][0-9]*[)])?$";
/// The notations of a type, for the person who wrote another.
pub const NOTATIONS: &[&str] =
    &["String", "String32", "String(14)", "string128", "Uint8", "Uint32", "Uint64", "int", "object", LIST];
/// A whole number without sign, as a text.
pub(super) const WHOLE: &str = "^[0-9]+$";

/// Beside the other formats of dates, this one is looked for under its own look.
const TIMESTAMP: (&str, Format) = ("yyyyMMddHHmmss", Format::Timestamp);

/// The things that operations need and create.
pub(crate) fn things() -> [(&'static str, Thing, &'static str); Thing::ALL.len()] {
    Thing::ALL.map(|thing| (thing.name(), thing, thing.about()))
}

/// The formats, and what each demands.
pub(crate) fn formats() -> Vec<(&'static str, Format, String)> {
    let known = Format::ALL.iter().map(|format| (format.name(), *format)).chain([TIMESTAMP]);
    known.map(|(word, format)| (word, format, format.demands().en.into_owned())).collect()
}

/// The words of a table, and what they mean.
pub(super) fn listed<T, A: ToString>(words: &[(&'static str, T, A)]) -> Vec<Word> {
    words.iter().map(|(word, _, about)| Word { word, about: about.to_string() }).collect()
}
