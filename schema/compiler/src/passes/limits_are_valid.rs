use rust_decimal::Decimal;

use super::{RecordKind, each_record, patterns};
use crate::ast::{FieldSyntax, RangeSyntax, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::WireType;
use wxmed_core::{Format, Pattern};

/// The maximum number of decimal places of an exact decimal.
const MOST_DECIMALS: u32 = 28;

/// A limit is valid, fits the type of its row, and allows at least one value.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    each_record(specs, |kind, record, _| {
        for field in &mut record.fields {
            limits(kind, field, d);
        }
    });
}

fn limits(kind: RecordKind, field: &mut FieldSyntax, d: &mut Diagnostics) {
    let name = field.name.value.clone();
    let format = format_of(field);
    let is_single_value = field.ty != WireType::Object;
    let limits = &mut field.limits;
    limits.range.take_if(|range| {
        let fits = fits(&name, "range", range.span, format.is_amount(), "give the row a number's type or format", d);
        !(fits && bounds(range, d))
    });
    limits.decimals.take_if(|decimals| {
        let takes_decimals = format.has_decimal_places();
        let fits = fits(&name, "decimals", decimals.span, takes_decimals, "only `yuan` and `decimal` have them", d);
        !(fits && decimal_places(decimals, d))
    });
    limits.scale.take_if(|scale| {
        let takes_decimals = format.has_decimal_places() && limits.decimals.is_none();
        let help = "only `yuan` and `decimal` have it, and it takes the place of `decimals:`";
        let fits = fits(&name, "scale", scale.span, takes_decimals, help, d);
        !(fits && decimal_places(scale, d) && has_room(scale, format, d))
    });
    limits.pattern.take_if(|pattern| {
        let fits = fits(&name, "pattern", pattern.span, is_single_value, "a pattern is about a text or a number", d);
        !(fits && is_pattern(pattern, d))
    });
    let limits = [limits.range.as_ref().map(|range| range.span), limits.decimals.as_ref().map(|text| text.span)];
    let texts = [&field.limits.scale, &field.limits.pattern].map(|text| text.as_ref().map(|text| text.span));
    let limits = limits.into_iter().chain(texts);
    if let (RecordKind::Response, Some(span)) = (kind, limits.flatten().next()) {
        d.error(Id::WrongType, span, format!("`{name}` is received, and what is received is read whatever it is"))
            .help("limits stand in the rows of a request or a content");
        field.limits = Default::default();
    }
}

/// The format of a row before lowering.
pub(super) fn format_of(field: &FieldSyntax) -> Format {
    match (field.ty, field.format) {
        (_, Some((format, _))) => format,
        (WireType::Uint8, None) => Format::Uint8,
        (WireType::Uint32, None) => Format::Uint32,
        (WireType::Uint64, None) => Format::Uint64,
        (WireType::Int, None) => Format::Int,
        (WireType::Bool, None) => Format::Boolean,
        (WireType::Text { .. } | WireType::Object, None) => Format::Text,
    }
}

fn fits(name: &str, key: &str, span: crate::model::Span, fits: bool, help: &str, d: &mut Diagnostics) -> bool {
    if !fits {
        d.error(Id::WrongType, span, format!("`{name}` cannot have `{key}:`")).help(help);
    }
    fits
}

fn bounds(range: &RangeSyntax, d: &mut Diagnostics) -> bool {
    if range.min.is_none() && range.max.is_none() {
        d.error(Id::MissingKey, range.span, "a range without bounds excludes nothing").help("give it `min:` or `max:`");
        return false;
    }
    let mut read = |text: &Option<Text>| text.as_ref().map(|text| bound(text, d)).unwrap_or(Some(None));
    let (Some(min), Some(max)) = (read(&range.min), read(&range.max)) else { return false };
    let is_empty = min.zip(max).is_some_and(|(min, max)| min > max);
    if is_empty {
        d.error(Id::Limit, range.span, "no amount is in this range").help("`min` is not above `max`");
    }
    !is_empty
}

/// Parses a bound; `None` if it is invalid.
fn bound(text: &Text, d: &mut Diagnostics) -> Option<Option<Decimal>> {
    let amount = amount(text);
    if amount.is_none() {
        d.error(Id::Limit, text.span, format!("`{}` is no amount", text.value)).help("write a decimal number");
    }
    amount.map(Some)
}

/// The amount of a bound.
pub(crate) fn amount(text: &Text) -> Option<Decimal> {
    Some(text.as_str()).filter(|text| Format::Decimal.accepts(text)).and_then(|text| Decimal::from_str_exact(text).ok())
}

fn decimal_places(text: &Text, d: &mut Diagnostics) -> bool {
    let is_number = text.value.parse::<u32>().is_ok_and(|decimal_places| decimal_places <= MOST_DECIMALS);
    if !is_number {
        d.error(Id::Limit, text.span, format!("`{}` is no number of decimal places", text.value))
            .help(format!("write a whole number, {MOST_DECIMALS} at most"));
    }
    is_number
}

/// Whether amounts of a format can have this many decimal places.
fn has_room(scale: &Text, format: Format, d: &mut Diagnostics) -> bool {
    let Some(most) = format.most_decimal_places() else { return true };
    let has_room = scale.value.parse::<u32>().is_ok_and(|decimal_places| decimal_places <= most);
    if !has_room {
        d.error(Id::Limit, scale.span, format!("`{}` has {most} decimal places at most", format.name()))
            .help(format!("write {most} or less, or `format: decimal`"));
    }
    has_room
}

/// Whether a pattern is valid and matches at least one text. Reports an error if not.
pub(crate) fn is_pattern(text: &Text, d: &mut Diagnostics) -> bool {
    let read = Pattern::parse(&text.value);
    if text.value.is_empty() {
        d.error(Id::Pattern, text.span, "an empty pattern takes nothing").help("remove it, or write it out");
    } else if let Err(error) = &read {
        d.error(Id::Pattern, text.span, format!("the pattern cannot be read: {error}"))
            .help("the pattern is a regular expression for the whole text, such as `[0-9]{4}`");
    }
    let is_read = !text.value.is_empty() && read.is_ok();
    let takes_something = is_read && patterns::takes_something(&text.value);
    if is_read && !takes_something {
        d.error(Id::Pattern, text.span, "no text is as this pattern asks")
            .help("nothing stands before `^` or behind `$`, and a class has a character");
    }
    takes_something
}
