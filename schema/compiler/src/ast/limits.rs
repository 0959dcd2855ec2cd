//! Limits of a row's values in addition to the type.

use super::Text;
use crate::model::{Items, Span};
use wxmed_core::Format;

/// The length of a list, the fields in which its items differ, and the type of each item.
#[derive(Clone, Debug)]
pub(crate) struct ListSyntax {
    pub(crate) min: Option<Text>,
    pub(crate) max: Option<Text>,
    pub(crate) unique: Vec<Text>,
    pub(crate) items: Items,
}

/// Limits of a value in addition to its format and its length.
#[derive(Clone, Debug, Default)]
pub(crate) struct LimitsSyntax {
    pub(crate) range: Option<RangeSyntax>,
    pub(crate) decimals: Option<Text>,
    pub(crate) scale: Option<Text>,
    pub(crate) pattern: Option<Text>,
    pub(crate) constant: Option<Text>,
}

#[derive(Clone, Debug)]
pub(crate) struct RangeSyntax {
    pub(crate) min: Option<Text>,
    pub(crate) max: Option<Text>,
    pub(crate) span: Span,
}

/// A part of an identifier.
#[derive(Clone, Debug)]
pub(crate) enum IdPartSyntax {
    Field(Text),
    Time(Format, Span),
    Pattern(Text),
    Literal(Text),
}
