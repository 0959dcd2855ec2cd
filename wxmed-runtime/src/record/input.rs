//! The arguments of builders' methods.

use wxmed_core::schema::FieldValues;
use wxmed_core::{Rule, Violation, Violations};

/// The arguments that a builder's method accepts for a value of the type `T`: the value, and anything that can be
/// converted to it.
///
/// - types that convert into it: an [`IdCard`](crate::IdCard) or `&IdCard` for an [`IdCardMd5`](crate::IdCardMd5), a
///   [`Fen`](crate::Fen) for a [`Yuan`](crate::Yuan), a validated content for a [`Content`](crate::Content);
/// - a text, which `build` validates: `"9.50"` for an amount, `"20180402"` for a date, `"1"` for a code; an identity
///   number for an [`IdCardMd5`](crate::IdCardMd5), which is hashed;
/// - a `Result` of one of these: `build` reports its error together with all other violations;
/// - for an object or a content, its builder, without a call of `build`.
///
/// An empty text for an optional field is the same as no call.
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
    note = "depending on the field, a text, a `Result` with an error of wxmed, a builder, or a type that converts is accepted, too",
    note = "amounts and numbers are exact: write what would be a floating-point number as a text"
)]
pub trait IntoValue<T> {
    /// The value, or the reason why there is none.
    #[doc(hidden)]
    fn into_value(self) -> Input<T>;

    /// The argument in place of a value of this type, if it is invalid.
    #[doc(hidden)]
    fn invalid(invalid: Invalid) -> Input<T>
    where
        Self: Sized,
    {
        Input::Invalid(invalid)
    }
}

/// An error of a conversion, which `build` reports as a violation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a builder can report",
    note = "handle the error before the builder's method is called, by `?` for example"
)]
pub trait ValueError {
    /// What is wrong.
    #[doc(hidden)]
    fn invalid(self) -> Invalid;
}

/// An argument of a builder's method.
pub enum Input<T> {
    /// A value.
    Value(T),
    /// A text, which is validated with the record.
    Text(String),
    /// The arguments of a nested builder.
    Fields(Parts),
    /// An error instead of a value.
    Invalid(Invalid),
}

/// Why an argument is invalid.
pub enum Invalid {
    /// It violates a rule of its type.
    Rule(Rule),
    /// It is an invalid record.
    Violations(Violations),
}

/// The fields of a record, and the violations of those without a text.
pub struct Parts {
    pub(super) cells: FieldValues<'static>,
    pub(super) wrong: Vec<Violation>,
}
