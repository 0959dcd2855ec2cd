//! Recognises the operation or content of a message, by its fields and by the messages and paths before it.

use wxmed::spec::Format;
use wxmed::spec::model::{Content, Field, Model, Operation, Record, StatedPresence};
use wxmed::{Json, JsonError};

/// A message and its fields.
pub(super) enum Message {
    /// Names and texts of a request, a response or a notification.
    Fields { kind: Kind, fields: Fields },
    /// A content for or from a city's bureau, by its index in the model.
    Content { index: usize, json: Json },
}

/// Names and texts.
pub(super) type Fields = Vec<(String, String)>;

/// The kind of a message with fields, with an index in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A request.
    Request(usize),
    /// The response to a request.
    Response(usize),
    /// A response with too few fields to recognise its operation.
    AnyResponse,
    /// A notification.
    Notification(usize),
    /// A message that isn't in the specs.
    Unknown,
}

/// Keeps the context for recognising the next message.
#[derive(Default)]
pub(super) struct Context {
    /// The operation whose path or request was seen last.
    operation: Option<usize>,
}

/// The names that every response has.
const ENVELOPE: [&str; 7] =
    ["return_code", "return_msg", "result_code", "err_code", "err_code_des", "nonce_str", "sign"];

impl Context {
    /// Records that the path of an operation was seen.
    pub(super) fn path(&mut self, operation: usize) {
        self.operation = Some(operation);
    }

    /// Recognises a message with these fields.
    pub(super) fn fields(&mut self, model: &Model, fields: Fields) -> Message {
        let kind = self.kind(model, &fields);
        match kind {
            Kind::Request(operation) => self.operation = Some(operation),
            Kind::Response(_) | Kind::AnyResponse | Kind::Notification(_) | Kind::Unknown => {}
        }
        Message::Fields { kind, fields }
    }

    fn kind(&self, model: &Model, fields: &Fields) -> Kind {
        let has = |name: &str| fields.iter().any(|(other, _)| other == name);
        let is_response = has("return_code");
        let own: Vec<&str> =
            fields.iter().map(|(name, _)| name.as_str()).filter(|name| !ENVELOPE.contains(name)).collect();
        if is_response && own.is_empty() {
            return self.operation.map_or(Kind::AnyResponse, Kind::Response);
        }
        let operations = model.operations.iter().enumerate();
        let requests = operations.clone().map(|(index, one)| (Kind::Request(index), &one.request));
        let responses = operations.map(|(index, one)| (Kind::Response(index), &one.response));
        let notifications =
            model.notifications.iter().enumerate().map(|(index, one)| (Kind::Notification(index), &one.request));
        let candidates: Vec<(Kind, &Record)> = match is_response {
            true => responses.chain(notifications).collect(),
            false => requests.collect(),
        };
        let likeness = |(kind, record)| (likeness(record, &own) + self.nearness(kind), kind);
        match candidates.into_iter().map(likeness).max() {
            Some((likeness, kind)) if likeness > 0 => kind,
            _ if is_response => self.operation.map_or(Kind::AnyResponse, Kind::Response),
            _ => Kind::Unknown,
        }
    }

    /// The bonus of a kind for the path or request seen before.
    fn nearness(&self, kind: Kind) -> i64 {
        match kind {
            Kind::Request(index) | Kind::Response(index) if self.operation == Some(index) => 4,
            Kind::Request(_) | Kind::Response(_) => 0,
            Kind::Notification(_) | Kind::AnyResponse | Kind::Unknown => 0,
        }
    }
}

/// A score of how well a record matches these names.
fn likeness(record: &Record, names: &[&str]) -> i64 {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let known = names.iter().filter(|name| record.field(name).is_some()).count();
    let mandatory = record.fields.iter().filter(|field| is_mandatory(field));
    let missing =
        mandatory.filter(|field| !ENVELOPE.contains(&&*field.name) && !names.iter().any(|name| field.reads(name)));
    2 * count(known) - count(names.len() - known) - count(missing.count())
}

fn is_mandatory(field: &Field) -> bool {
    field.presence == StatedPresence::Required && field.when.is_empty()
}

/// The messages in a JSON object: the object itself, or any in it.
pub(super) fn in_json(model: &Model, json: Json) -> Vec<JsonMessage> {
    let mut found = Vec::new();
    walk(model, json, 0, &mut found);
    found
}

/// A message in JSON.
pub(super) enum JsonMessage {
    /// A flat object with the fields of a request or a response.
    Fields(Fields),
    /// A content, by its index in the model.
    Content(usize, Json),
}

/// The nesting depth to which objects and texts are searched.
const DEEPEST: usize = 16;

fn walk(model: &Model, json: Json, depth: usize, found: &mut Vec<JsonMessage>) {
    if depth > DEEPEST {
        return;
    }
    match json {
        Json::Object(entries) => {
            if let Some(index) = content(model, &entries) {
                found.push(JsonMessage::Content(index, Json::Object(entries)));
            } else if let Some(fields) = flat(model, &entries) {
                found.push(JsonMessage::Fields(fields));
            } else {
                entries.into_iter().for_each(|(_, value)| walk(model, value, depth + 1, found));
            }
        }
        Json::List(items) => items.into_iter().for_each(|item| walk(model, item, depth + 1, found)),
        Json::Text(text) if text.trim_start().starts_with('{') => {
            if let Ok(json) = Json::parse(&text) {
                walk(model, json, depth + 1, found);
            }
        }
        Json::Text(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Recognises an object as a content, by the key that wraps it or by the names of its fields.
fn content(model: &Model, entries: &[(String, Json)]) -> Option<usize> {
    let has = |name: &str| entries.iter().any(|(other, _)| other == name);
    let wrapped = model.contents.iter().position(|content| content.wrapped_in.as_deref().is_some_and(has));
    wrapped.or_else(|| {
        let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
        let is_like = |(index, content): (usize, &Content)| {
            let likeness = likeness(&content.record, &names);
            (content.wrapped_in.is_none() && likeness > 0).then_some((likeness, index))
        };
        model.contents.iter().enumerate().filter_map(is_like).max().map(|(_, index)| index)
    })
}

/// The fields of an object, if it has the fields of a request or response and nothing nested except contents.
fn flat(model: &Model, entries: &[(String, Json)]) -> Option<Fields> {
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    // Some names, such as `name` and `url`, are common elsewhere.
    let is_of = |record: &Record| names.iter().filter(|name| record.field(name).is_some()).count() * 2 > names.len();
    let is_message = names.contains(&"return_code") || (names.contains(&"sign") && names.len() > 2);
    let is_known = model.operations.iter().any(|operation| is_of(&operation.request) || is_of(&operation.response));
    if !is_message || !is_known {
        return None;
    }
    entries.iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

fn text(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        Json::Null => Some(String::new()),
        Json::Object(_) | Json::List(_) => Some(value.to_string()),
        Json::Bool(_) => None,
    }
}

/// The content of a request.
pub(super) enum ContentText {
    /// A content that is in the specs, by its index in the model.
    Content { field: String, index: usize, json: Json },
    /// A text that begins like JSON but isn't valid.
    Broken { field: String, error: JsonError },
}

/// The content in a request, if it is in the specs or can't be read.
pub(super) fn content_of_request(model: &Model, operation: &Operation, fields: &Fields) -> Option<ContentText> {
    let row = operation.request.fields.iter().find(|field| field.format == Format::Content)?;
    let (_, text) = fields.iter().find(|(name, _)| row.reads(name))?;
    let field = row.name.clone();
    match Json::parse(text) {
        Ok(json) => {
            let Json::Object(entries) = &json else { return None };
            let index = content(model, entries)?;
            Some(ContentText::Content { field, index, json })
        }
        // A content without a spec may be any text.
        Err(error) if text.trim_start().starts_with(['{', '[']) => Some(ContentText::Broken { field, error }),
        Err(_) => None,
    }
}
