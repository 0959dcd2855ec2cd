//! Finds values of the user's card in the fields of other ones.
//!
//! Contents are the bureau's, and no table says which value of a card belongs into which of their fields. But fields
//! with the same label have the same meaning: a field labelled 医疗证号 takes the value of a card that is labelled so.

use wxmed::spec::model::{Content, Field, Model, Record, Resource, ValueSource};
use wxmed::{Bilingual, Json, Rule, Severity, Violation};

use crate::request::ReceivedRequest;
use crate::resource::Item;
use crate::state::State;
use crate::user::OPENID;

/// A value of the user's card, in the row of the response that returns it.
struct CardValue<'a> {
    operation: &'a str,
    row: &'a Field,
    value: &'a str,
}

/// The fields of a content whose value is another value of the user's card than the one with their label. The paths
/// are relative to the content.
pub(super) fn mixed_up(
    model: &Model,
    state: &State,
    received: &ReceivedRequest,
    content: &Content,
    json: &Json,
) -> Vec<Violation> {
    let card = received.get(OPENID).and_then(|openid| state.item(state.find(Resource::BoundCard, [(OPENID, openid)])?));
    let Some(card) = card else { return Vec::new() };
    let inside = content.wrapped_in.as_deref().map_or(Some(json), |key| member(json, |name| name == key));
    let mut found = Vec::new();
    if let Some(inside) = inside {
        collect(&content.record, inside, "", &card_values(model, card), &mut found);
    }
    found
}

/// The values that some response returns of a card.
fn card_values<'a>(model: &'a Model, card: &'a Item) -> Vec<CardValue<'a>> {
    let rows = model.operations.iter().flat_map(|operation| {
        let rows = operation.response.fields.iter();
        let rows = rows.filter(|row| row.value_source == ValueSource::From(Resource::BoundCard));
        rows.map(|row| (operation.name.as_str(), row))
    });
    rows.filter_map(|(operation, row)| Some(CardValue { operation, row, value: card.get(&row.name)? })).collect()
}

fn collect(record: &Record, json: &Json, path: &str, card: &[CardValue<'_>], found: &mut Vec<Violation>) {
    for field in &record.fields {
        let is_name = |name: &str| field.name == name || field.aliases.iter().any(|alias| alias.name == name);
        let Some(value) = member(json, is_name) else { continue };
        let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
        if let Some(inner) = &field.object {
            collect(inner, value, &path, card, found);
        } else if let Json::Text(text) = value {
            found.extend(of_field(field, text, path, card));
        }
    }
}

fn of_field(field: &Field, text: &str, path: String, card: &[CardValue<'_>]) -> Option<Violation> {
    let own = card.iter().find(|one| one.row.label.zh == field.label.zh && one.value != text)?;
    let other = card.iter().find(|one| one.row.label.zh != field.label.zh && one.value == text)?;
    let message = Bilingual::new(
        format!(
            "的值是该用户的 {}（{}），应填 {} 返回的 {}（{}）",
            other.row.name, other.row.label.zh, own.operation, own.row.name, own.row.label.zh
        ),
        format!(
            "is the user's {} ({}): put {} ({}) of the response of {} here",
            other.row.name, other.row.label.en, own.row.name, own.row.label.en, own.operation
        ),
    );
    Some(Violation {
        path,
        rule: Rule::Value { message },
        severity: Severity::Warning,
        label: field.label.clone(),
        section: field.section.clone().into(),
        source: Bilingual::default(),
    })
}

fn member(json: &Json, is_name: impl Fn(&str) -> bool) -> Option<&Json> {
    let Json::Object(entries) = json else { return None };
    entries.iter().find(|(name, _)| is_name(name)).map(|(_, value)| value)
}
