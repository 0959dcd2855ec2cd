//! Items for generated code. Don't use them directly: they change with the generator.

#[cfg(not(feature = "serde"))]
pub use crate::__no_serde_codes as serde_codes;
#[cfg(feature = "serde")]
pub use crate::__serde_codes as serde_codes;
pub use crate::error::content::ContentError;
pub use crate::notification::{Notification, NotificationInfo};
pub use crate::operation::Operation;
pub use crate::operation::error_code::ErrorCode;
pub use crate::operation::error_info::ErrorInfo;
pub use crate::operation::path::names_path;
pub use crate::operation::template::{FilledBy, Template, TemplateField, Templates};
pub use crate::record::draft::Draft;
pub use crate::record::input::{Input, IntoValue, Invalid};
pub use crate::record::{
    Fields, Reader, Record, Unknown, Value, Writer, debug, debug_group, debug_part, from_object_cell, object_cell,
};
pub use crate::request::Request;
pub use crate::request::content::ContentRecord;
pub use crate::request::convert::{Fill, Form, ToValid, same_codes, same_spec};
pub use crate::request::valid::Valid;
#[cfg(feature = "serde")]
pub use crate::serialize::{Coded, kind};
pub use crate::signed_xml::xml::Element;
pub use crate::value::idcard::IdCardMd5;
pub use crate::value::{
    Code, Content, DashedDate, DashedDateMinute, DashedDateTime, Date, Decimal, Fen, OpenEnum, Timestamp, Yuan,
};
pub use crate::{__element as element, field_types};
#[cfg(feature = "serde")]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use std::borrow::Cow::Borrowed;
pub use wxmed_core::schema::Ref::Static;
pub use wxmed_core::schema::{
    Bound, CaseRows, Check, CodeRow, Codes, Comparison, Composed, Demand, Exhaustiveness, Expr, FieldSchema,
    FieldValue, IdPart, List, Member, RecordSchema, StatedRule, TextExpr, Truth,
};
pub use wxmed_core::{Bilingual, Format, GroupKind, Json, ResponseSigning, Retry, Severity, Violations, is_wire_name};

/// Implements serde's traits for the enum of a code table or an error table: it is serialised as its code, a string.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_codes {
    ($table:ident, $name:ty) => {
        impl $crate::rt::Serialize for $name {
            fn serialize<S: $crate::rt::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<<S as $crate::rt::Serializer>::Ok, <S as $crate::rt::Serializer>::Error> {
                <S as $crate::rt::Serializer>::serialize_str(serializer, <Self as $crate::rt::$table>::code(*self))
            }
        }

        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, <D as $crate::rt::Deserializer<'de>>::Error> {
                <Self as $crate::rt::Coded<$crate::rt::kind::$table>>::read(deserializer)
            }
        }
    };
}

/// Expands to nothing without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __no_serde_codes {
    ($table:ident, $name:ty) => {};
}

/// The state of a mandatory field that was given to a builder.
#[derive(Debug)]
pub enum Yes {}

/// The state of a mandatory field that was not given to a builder yet.
#[derive(Debug)]
pub enum No {}

/// The bound on each mandatory field's state in the type of a builder. `build` exists only if all are met.
#[diagnostic::on_unimplemented(
    message = "the mandatory field `{Field}` is not given",
    label = "call the builder's method of that name before `.build()`"
)]
pub trait Given<Field> {}

impl<Field> Given<Field> for Yes {}
