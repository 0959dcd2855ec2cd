//! The single changes that turn the right string to sign into a wrong one.

use std::mem::discriminant;

use super::forms::{Charset, Escape, Trim, UrlStyle};
use super::mistake::Mistake;
use super::order::Order;
use super::plan::{Cdata, Empties, KeyPosition, Plan, SignField, Zeros};
use super::received::ReceivedField;
use super::text::value_text;

/// A change of the string to sign. Changes of the same kind exclude each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Zeros,
    Empties(Empties),
    Sign(SignField),
    Trim(Trim),
    Escape(Escape),
    Cdata,
    Url(UrlStyle),
    Charset(Charset),
    Order(Order),
    KeyAmongFields,
}

impl Change {
    /// All changes, the most frequent first.
    pub(super) fn all() -> Vec<Self> {
        let once = [Self::Zeros, Self::Cdata, Self::Empties(Empties::Sent), Self::Charset(Charset::Gbk)];
        let rare = [
            Self::Sign(SignField::Empty),
            Self::Sign(SignField::Computed),
            Self::KeyAmongFields,
            Self::Empties(Empties::OfTable),
            Self::Charset(Charset::Gb18030),
        ];
        let forms = Escape::ALL.map(Self::Escape).into_iter().chain(UrlStyle::ALL.map(Self::Url));
        let forms = Trim::ALL.map(Self::Trim).into_iter().chain(forms);
        once.into_iter().chain(Order::WRONG.map(Self::Order)).chain(rare).chain(forms).collect()
    }

    pub(super) fn apply(self, plan: Plan) -> Plan {
        match self {
            Self::Zeros => Plan { zeros: Zeros::Dropped, ..plan },
            Self::Empties(empties) => Plan { empties, ..plan },
            Self::Sign(sign) => Plan { sign, ..plan },
            Self::Trim(trim) => Plan { trim: Some(trim), ..plan },
            Self::Escape(escape) => Plan { escape: Some(escape), ..plan },
            Self::Cdata => Plan { cdata: Cdata::Signed, ..plan },
            Self::Url(url) => Plan { url: Some(url), ..plan },
            Self::Charset(charset) => Plan { charset, ..plan },
            Self::Order(order) => Plan { order, ..plan },
            Self::KeyAmongFields => Plan { key: KeyPosition::Among, ..plan },
        }
    }

    pub(super) fn excludes(self, other: Self) -> bool {
        discriminant(&self) == discriminant(&other)
    }

    /// Whether the change may make a difference together with another one although it makes none alone: marks added to
    /// a value can be percent-encoded, and a signed `sign` comes last if the fields aren't sorted.
    pub(super) fn may_matter_later(self) -> bool {
        matches!(self, Self::Url(_) | Self::Order(Order::Sent))
    }

    pub(super) fn mistake(self) -> Mistake {
        match self {
            Self::Zeros => Mistake::ZeroDropped,
            Self::Empties(_) => Mistake::EmptyKept,
            Self::Sign(_) => Mistake::SignIncluded,
            Self::Trim(_) => Mistake::ValuesTrimmed,
            Self::Escape(_) => Mistake::EntitiesSigned,
            Self::Cdata => Mistake::CdataSigned,
            Self::Url(_) => Mistake::UrlEncoded,
            Self::Charset(_) => Mistake::GbkSigned,
            Self::Order(Order::Sent | Order::Document | Order::Descending) => Mistake::NotSorted,
            Self::Order(
                Order::Bytes | Order::LowerCase | Order::UpperCase | Order::Dictionary | Order::LettersOnly,
            ) => Mistake::CaseInsensitiveSort,
            Self::KeyAmongFields => Mistake::KeyMissing,
        }
    }

    /// Whether it changes how this field is signed.
    pub(super) fn is_of(self, field: &ReceivedField<'_>) -> bool {
        let is_sign = field.name == super::text::SIGN;
        match self {
            Self::Zeros => !is_sign && field.value == "0",
            Self::Empties(Empties::Sent | Empties::Dropped) => !is_sign && field.value.is_empty(),
            Self::Sign(_) => is_sign,
            Self::Trim(_) | Self::Escape(_) | Self::Cdata | Self::Url(_) | Self::Charset(_) => {
                let bytes = |plan: Plan| plan.charset.encode(&value_text(field, plan)).into_owned();
                let encoded = |plan: Plan| plan.url.map_or_else(|| bytes(plan), |url| url.apply(&bytes(plan)));
                !is_sign && !field.value.is_empty() && encoded(self.apply(Plan::RIGHT)) != encoded(Plan::RIGHT)
            }
            Self::Empties(Empties::OfTable) | Self::Order(_) | Self::KeyAmongFields => false,
        }
    }
}
