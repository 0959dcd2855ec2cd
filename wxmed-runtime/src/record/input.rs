//! What a builder's method takes, and what becomes of it.

use wxmed_core::schema::FieldValues;
use wxmed_core::{Rule, Violation, Violations};

/// What a builder's method takes for a value of the type `T`: the value, and whatever can be made into one.
///
/// - what converts into it: an [`IdCard`](crate::IdCard) or `&IdCard` for an [`IdCardMd5`](crate::IdCardMd5), a [`Fen`](crate::Fen) for a [`Yuan`](crate::Yuan), a checked content
///   for a [`Content`](crate::Content);
/// - a text, which `build` validates: `"9.50"` for an amount, `"20180402"` for a date, `"1"` for a code; an identity number
///   for an [`IdCardMd5`](crate::IdCardMd5), which is hashed;
/// - a `Result` of one of these: `build` reports the error with everything else that is wrong;
/// - for an object or a content, its builder, before `build` is called.
///
/// ```
/// use wxmed::{GetMedInfo, IdCard};
///
/// let request = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三");
/// let wrong = request.idcard_md5("4403001900010112").build().unwrap_err();
/// assert_eq!(wrong.keys(), [("idcard_md5", "value")]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made into `{T}`",
    label = "expected a value of the type `{T}`",
    note = "a text, a `Result` with an error of wxmed, and what implements `Into<{T}>` are accepted, too: `build()` validates them",
    note = "amounts and numbers are exact: write what would be a floating-point number as a text"
)]
pub trait IntoValue<T> {
    /// The value, or why there is none.
    #[doc(hidden)]
    fn into_value(self) -> Input<T>;
}

/// An error that says why something is no value, which `build` reports as a violation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a builder can report",
    note = "handle the error before the builder's method is called, by `?` for example"
)]
pub trait ValueError {
    /// What is wrong.
    #[doc(hidden)]
    fn invalid(self) -> Invalid;
}

/// What a builder's method was given for a value of a type.
pub enum Input<T> {
    /// A value.
    Value(T),
    /// A text, which is validated with the record.
    Text(String),
    /// What a nested builder was given.
    Fields(Parts),
    /// No value, and why.
    Invalid(Invalid),
}

impl<T> Input<T> {
    /// The same for a type that this one converts into.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Input<U> {
        match self {
            Input::Value(value) => Input::Value(convert(value)),
            Input::Text(text) => Input::Text(text),
            Input::Fields(parts) => Input::Fields(parts),
            Input::Invalid(invalid) => Input::Invalid(invalid),
        }
    }
}

/// Why something is no value.
pub enum Invalid {
    /// It breaks a rule of its type.
    Rule(Rule),
    /// It is a record that is not valid.
    Violations(Violations),
}

/// The fields of a record, and what is wrong with those that have no text.
pub struct Parts {
    pub(super) cells: FieldValues<'static>,
    pub(super) wrong: Vec<Violation>,
}
