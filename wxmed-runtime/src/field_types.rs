//! The types that the fields of a struct with `#[derive(Request)]` can have: see [`Request`](macro@crate::Request).
//!
//! There is one trait for each kind of field. Every kind accepts texts, which are validated when the struct is
//! converted to a request, and those types that are unambiguous. To use your own type, implement the trait:
//!
//! ```
//! use std::borrow::Cow;
//!
//! struct Openid(String);
//!
//! impl wxmed::field_types::Text for Openid {
//!     fn to_text(&self) -> Option<Cow<'_, str>> {
//!         Some(Cow::Borrowed(&self.0))
//!     }
//! }
//!
//! #[derive(wxmed::Request)]
//! #[wxmed(spec = "getbindurl")]
//! struct BindPage {
//!     openid: Openid,
//!     url: String,
//! }
//!
//! # fn main() -> Result<(), wxmed::Violations> {
//! use wxmed::ToValid;
//!
//! let page = BindPage { openid: Openid("oUpF8uMuAJO".to_owned()), url: "https://hospital.example/bound".to_owned() };
//! assert_eq!(page.to_valid()?.openid, "oUpF8uMuAJO");
//! # Ok(())
//! # }
//! ```

use std::borrow::Cow;
use std::net::Ipv4Addr;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil;

use crate::record::Value;
use crate::request::content::{self, ContentRecord};
use crate::request::convert::Fill;
use crate::{Fen as FenAmount, IdCard, IdCardMd5 as Hash, OpenEnum, Valid, value};
use wxmed_core::schema::{Bindings, Codes};

// The trait's own note lists the supported types: the compiler's list of implementations would repeat it, and leave out
// half.

/// A trait for a kind of field, implemented for texts and for containers of types that implement it.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident: $message:literal, $takes:literal;)*) => {$(
        $(#[$about])*
        #[diagnostic::on_unimplemented(message = $message, label = "unsupported type", note = $takes)]
        pub trait $kind {
            /// The text that is sent; `None` if the field is omitted.
            fn to_text(&self) -> Option<Cow<'_, str>>;
        }

        texts!($kind: str, String, Cow<'_, str>);
        holders!($kind {}: &V, Box<V>, Rc<V>, Arc<V>);
        optional!($kind {});
    )*};
}

/// Texts are accepted for every kind.
macro_rules! texts {
    ($kind:ident: $($text:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl $kind for $text {
            fn to_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Borrowed(self))
            }
        }
    )*};
}

/// Containers of a value are accepted where the value is; the braces contain the other items of the trait.
macro_rules! holders {
    ($kind:ident $more:tt: $($holder:ty),*) => {$(holders!(@one $kind $more $holder);)*};
    (@one $kind:ident { $($more:tt)* } $holder:ty) => {
        #[diagnostic::do_not_recommend]
        impl<V: $kind + ?Sized> $kind for $holder {
            $($more)*

            fn to_text(&self) -> Option<Cow<'_, str>> {
                V::to_text(self)
            }
        }
    };
}

/// The same for containers that may be empty.
macro_rules! optional {
    ($kind:ident { $($more:tt)* }) => {
        #[diagnostic::do_not_recommend]
        impl<V: $kind> $kind for Option<V> {
            $($more)*

            fn to_text(&self) -> Option<Cow<'_, str>> {
                self.as_ref().and_then(V::to_text)
            }
        }
    };
}

/// Types whose `Display` is the text that is sent.
macro_rules! printed {
    ($($kind:ident: $($ty:ty),*;)*) => {$($(
        #[diagnostic::do_not_recommend]
        impl $kind for $ty {
            fn to_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }
        }
    )*)*};
}

/// Types that are converted to the kind's own type and written like it.
macro_rules! converted {
    ($($kind:ident: $own:ty, $from:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl $kind for $from {
            fn to_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(<$own>::from(*self).to_string()))
            }
        }
    )*};
}

kinds! {
    /// Texts and URLs.
    Text: "`{Self}` cannot be used in a field for text",
        "supported types: `String`, `&str`, `Cow<str>`, types that implement `wxmed::field_types::Text`, and an `Option` of one of them";
    /// A whole number.
    Whole: "`{Self}` cannot be used in a field for a whole number",
        "supported types: the integers of up to 64 bits, texts, types that implement `wxmed::field_types::Whole`, and an `Option` of one of them";
    /// An exact number with decimal places.
    Decimal: "`{Self}` cannot be used in a field for an exact number",
        "supported types: `wxmed::Decimal`, integers, texts, types that implement `wxmed::field_types::Decimal`, and an `Option` of one of them";
    /// An amount in yuan.
    Yuan: "`{Self}` cannot be used in a field for an amount in yuan",
        "supported types: `wxmed::Yuan`, `wxmed::Fen`, `wxmed::Decimal`, texts, types that implement `wxmed::field_types::Yuan`, and an `Option` of one of them";
    /// An amount in fen, the hundredth part of a yuan.
    Fen: "`{Self}` cannot be used in a field for an amount in fen",
        "supported types: `wxmed::Fen`, integers, texts, types that implement `wxmed::field_types::Fen`, and an `Option` of one of them";
    /// A point in time in the format `yyyyMMddHHmmss`.
    Timestamp: "`{Self}` cannot be used in a field for a point in time",
        "supported types: `wxmed::Timestamp`, `jiff::civil::DateTime`, texts, types that implement `wxmed::field_types::Timestamp`, and an `Option` of one of them";
    /// A date in the format `yyyyMMdd`.
    Date: "`{Self}` cannot be used in a field for a date",
        "supported types: `wxmed::Date`, `jiff::civil::Date`, texts, types that implement `wxmed::field_types::Date`, and an `Option` of one of them";
    /// A date in the format `yyyy-MM-dd`.
    DashedDate: "`{Self}` cannot be used in a field for a date",
        "supported types: `wxmed::DashedDate`, `jiff::civil::Date`, texts, types that implement `wxmed::field_types::DashedDate`, and an `Option` of one of them";
    /// A date and time in the format `yyyy-MM-dd HH:mm:ss`.
    DashedDateTime: "`{Self}` cannot be used in a field for a date and a time of day",
        "supported types: `wxmed::DashedDateTime`, `jiff::civil::DateTime`, texts, types that implement `wxmed::field_types::DashedDateTime`, and an `Option` of one of them";
    /// A date and time in the format `yyyy-MM-dd HH:mm`.
    DashedDateMinute: "`{Self}` cannot be used in a field for a date and a time of day",
        "supported types: `wxmed::DashedDateMinute`, `jiff::civil::DateTime`, texts, types that implement `wxmed::field_types::DashedDateMinute`, and an `Option` of one of them";
    /// `true` or `false`.
    Bool: "`{Self}` cannot be used in a field for a boolean",
        "supported types: `bool`, texts, types that implement `wxmed::field_types::Bool`, and an `Option` of one of them";
    /// An IPv4 address.
    Ipv4: "`{Self}` cannot be used in a field for an IPv4 address",
        "supported types: `std::net::Ipv4Addr`, texts, types that implement `wxmed::field_types::Ipv4`, and an `Option` of one of them";
    /// The MD5 of an identity number.
    IdCardMd5: "`{Self}` cannot be used in a field for the MD5 of an identity number",
        "supported types: `wxmed::IdCardMd5`, `wxmed::IdCard`, texts, types that implement `wxmed::field_types::IdCardMd5`, and an `Option` of one of them";
}

printed! {
    Whole: u8, u16, u32, u64, usize, i8, i16, i32, i64, isize;
    Decimal: value::Decimal, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize;
    Yuan: value::Yuan, value::Decimal;
    Fen: FenAmount, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize;
    Timestamp: value::Timestamp;
    Date: value::Date;
    DashedDate: value::DashedDate;
    DashedDateTime: value::DashedDateTime;
    DashedDateMinute: value::DashedDateMinute;
    Ipv4: Ipv4Addr;
    Bool: bool;
}

converted! {
    Yuan: value::Yuan, FenAmount;
    Date: value::Date, civil::Date;
    DashedDate: value::DashedDate, civil::Date;
    DashedDateTime: value::DashedDateTime, civil::DateTime;
    DashedDateMinute: value::DashedDateMinute, civil::DateTime;
}

/// A year that the format can't represent is written nevertheless, and rejected by the validation.
#[diagnostic::do_not_recommend]
impl Timestamp for civil::DateTime {
    fn to_text(&self) -> Option<Cow<'_, str>> {
        let text =
            value::Timestamp::try_from(*self).map_or_else(|_| civil::DateTime::to_string(self), |t| t.to_string());
        Some(Cow::Owned(text))
    }
}

#[diagnostic::do_not_recommend]
impl IdCardMd5 for Hash {
    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_str()))
    }
}

#[diagnostic::do_not_recommend]
impl IdCardMd5 for IdCard {
    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(self.md5().as_str().to_owned()))
    }
}

/// The content of a city's bureau.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used in a field for a city's content",
    label = "unsupported type",
    note = "supported types: `wxmed::Content`, `wxmed::Valid` of a content, texts, types that implement `wxmed::field_types::Content`, and \
            an `Option` of one of them"
)]
pub trait Content {
    /// The text that is sent; `None` if the field is omitted.
    fn to_text(&self) -> Option<Cow<'_, str>>;

    /// Its bindings to the request.
    #[doc(hidden)]
    fn bindings(&self) -> Option<Bindings> {
        None
    }
}

texts!(Content: str, String, Cow<'_, str>);
holders!(Content { fn bindings(&self) -> Option<Bindings> { V::bindings(self) } }: &V, Box<V>, Rc<V>, Arc<V>);
optional!(Content { fn bindings(&self) -> Option<Bindings> { self.as_ref().and_then(V::bindings) } });

#[diagnostic::do_not_recommend]
impl Content for value::Content {
    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_str()))
    }

    fn bindings(&self) -> Option<Bindings> {
        Value::bindings(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ContentRecord> Content for Valid<T> {
    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(content::to_json(&**self)))
    }

    fn bindings(&self) -> Option<Bindings> {
        content::bindings::<T>()
    }
}

/// A value of a code table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used in a field for a code",
    label = "unsupported type",
    note = "supported types: the generated enum of the code table, `wxmed::OpenEnum` of it, texts, what has \
            `wxmed::field_types::Code`, and an `Option` of one of them"
)]
pub trait Code {
    /// The type's code table, if it has one. It must be the same as the field's.
    #[doc(hidden)]
    const TABLE: Option<&'static Codes> = None;

    /// The text that is sent; `None` if the field is omitted.
    fn to_text(&self) -> Option<Cow<'_, str>>;
}

texts!(Code: str, &str, String, Box<str>, Cow<'_, str>);
holders!(Code { const TABLE: Option<&'static Codes> = V::TABLE; }: Rc<V>, Arc<V>);
optional!(Code { const TABLE: Option<&'static Codes> = V::TABLE; });

#[diagnostic::do_not_recommend]
impl<C: value::Code> Code for C {
    const TABLE: Option<&'static Codes> = Some(C::CODES);

    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.code()))
    }
}

#[diagnostic::do_not_recommend]
impl<C: value::Code> Code for OpenEnum<C> {
    const TABLE: Option<&'static Codes> = Some(C::CODES);

    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_str()))
    }
}

/// A list of values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used in a field for a list",
    label = "unsupported type",
    note = "supported types: `Vec<T>`, `[T; N]`, `&[T]`, and an `Option` of one of them"
)]
pub trait List {
    /// The type of the items.
    type Item;

    /// The values; `None` if the field is omitted.
    fn items(&self) -> Option<&[Self::Item]>;
}

/// List types, their items, and how to access them.
macro_rules! lists {
    ($(impl[$($generics:tt)*] $ty:ty: $item:ty = $items:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> List for $ty {
            type Item = $item;

            fn items(&self) -> Option<&[$item]> {
                let items: fn(&Self) -> Option<&[$item]> = $items;
                items(self)
            }
        }
    )*};
}

lists! {
    impl[V] [V]: V = |list| Some(list);
    impl[V, const N: usize] [V; N]: V = |list| Some(list);
    impl[V] Vec<V>: V = |list| Some(list);
    impl[L: List] Option<L>: L::Item = |list| list.as_ref().and_then(L::items);
    impl[L: List + ?Sized] &L: L::Item = |list| L::items(list);
    impl[L: List + ?Sized] Box<L>: L::Item = |list| L::items(list);
}

/// An object of a content: a struct that derives [`Request`](macro@crate::Request) for that object.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not describe this object of the content",
    label = "this type does not",
    note = "derive `wxmed::Request` for it, with the same `spec` or `path`, and the object's path in `object = \"…\"`"
)]
pub trait Object<const OF: u64> {
    /// The object; `None` if the field is omitted.
    fn object(&self) -> Option<&dyn Fill>;
}

#[diagnostic::do_not_recommend]
impl<const OF: u64, V: Object<OF>> Object<OF> for Option<V> {
    fn object(&self) -> Option<&dyn Fill> {
        self.as_ref().and_then(V::object)
    }
}

#[diagnostic::do_not_recommend]
impl<const OF: u64, V: Object<OF> + ?Sized> Object<OF> for &V {
    fn object(&self) -> Option<&dyn Fill> {
        V::object(self)
    }
}

#[diagnostic::do_not_recommend]
impl<const OF: u64, V: Object<OF> + ?Sized> Object<OF> for Box<V> {
    fn object(&self) -> Option<&dyn Fill> {
        V::object(self)
    }
}
