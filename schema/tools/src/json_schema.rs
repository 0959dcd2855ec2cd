//! Generates a JSON Schema of the language for completion and hover in editors, from the tables of the language.

use crate::keywords::meaning;
use crate::pages::{PAGES, slug};
use wxmed_compiler::grammar::{FILES, Key, KeyValue, LIST, NOTATION, Need, Shape, TEXTS, WHOLE, shapes};
use wxmed_core::{Bilingual, Json};

/// The file name of the schema in the folder of specs.
pub const JSON_SCHEMA_FILE: &str = "wxmed.schema.json";

/// A JSON Schema (draft 7) of every kind of file.
pub fn json_schema() -> String {
    let definitions = shapes().into_iter().map(|shape| (slug(shape), definition(shape))).collect();
    let files = FILES.iter().map(|shape| reference(shape)).collect();
    let schema = object([
        ("$schema", text("http://json-schema.org/draft-07/schema#")),
        ("title", text("wxmed")),
        ("description", text("A spec of WeChat's medical-insurance payment interface")),
        ("anyOf", Json::List(files)),
        ("definitions", Json::Object(definitions)),
    ]);
    format!("{schema:#}\n")
}

fn definition(shape: &'static Shape) -> Json {
    let about = PAGES.iter().find(|page| std::ptr::eq(page.shape, shape));
    let about = about.map_or_else(|| text(""), |page| both(&page.about));
    let needed = shape.keys.iter().filter(|key| key.need == Need::Must).map(|key| text(key.name)).collect();
    object([
        ("title", text(shape.name)),
        ("description", about),
        ("type", text("object")),
        ("properties", Json::Object(shape.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect())),
        ("required", Json::List(needed)),
        ("additionalProperties", Json::Bool(false)),
    ])
}

fn property(key: &Key) -> Json {
    let mut parts = vec![("description".to_owned(), both(&key.about()))];
    let Json::Object(value) = value(key) else { return Json::Object(parts) };
    parts.extend(value);
    Json::Object(parts)
}

fn value(key: &Key) -> Json {
    match key.value {
        KeyValue::Text => single(),
        KeyValue::WholeNumber => written_as("integer", WHOLE),
        KeyValue::Amount => written_as("number", "^-?[0-9]+([.][0-9]+)?$"),
        KeyValue::Notation => notation(),
        KeyValue::Expression => object([("type", text("string"))]),
        KeyValue::Keyword(keywords) => {
            let keywords = keywords();
            // An empty text can also be written as null.
            let empty =
                keywords.iter().any(|keyword| keyword.is_empty()).then_some((Json::Null, text("同上\n\nthe same")));
            let all = keywords.iter().map(|keyword| (text(keyword), both(&meaning(key, keyword)))).chain(empty);
            let (keywords, meanings) = all.unzip();
            object([("enum", Json::List(keywords)), ("enumDescriptions", Json::List(meanings))])
        }
        KeyValue::Texts => list(single()),
        KeyValue::TextOrTexts => object([("anyOf", Json::List(vec![single(), list(single())]))]),
        KeyValue::Pairs => object([("type", text("object")), ("additionalProperties", single())]),
        // Draft 7 ignores all keywords next to `$ref`.
        KeyValue::Mapping(shape) => object([("allOf", Json::List(vec![reference(shape)]))]),
        KeyValue::List(shape) => list(reference(shape)),
    }
}

/// A single value: numbers, booleans and null of YAML are read as their text.
fn single() -> Json {
    let types = ["string", "number", "boolean", "null"].map(text);
    object([("type", Json::List(types.into()))])
}

/// A number, or a text that is written as one.
fn written_as(kind: &str, pattern: &str) -> Json {
    object([("type", Json::List(vec![text(kind), text("string")])), ("pattern", text(pattern))])
}

fn notation() -> Json {
    let known = NOTATION.iter().map(|(notation, _)| text(notation));
    let known = known.chain([text(LIST)]).collect();
    let known = object([("enum", Json::List(known))]);
    let texts = object([("type", text("string")), ("pattern", text(TEXTS))]);
    let lists = object([("type", text("string")), ("pattern", text("^list[(].+[)]$"))]);
    object([("anyOf", Json::List(vec![known, texts, lists]))])
}

fn list(items: Json) -> Json {
    object([("type", text("array")), ("items", items)])
}

fn reference(shape: &Shape) -> Json {
    object([("$ref", Json::Text(format!("#/definitions/{}", slug(shape))))])
}

fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// A text in both languages, one below the other.
fn both(bilingual: &Bilingual) -> Json {
    Json::Text(format!("{}\n\n{}", bilingual.zh, bilingual.en))
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}
