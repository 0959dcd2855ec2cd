//! The values of a request, by the paths in violations.

use std::collections::HashMap;

use wxmed::Json;
use wxmed::codec::xml;

/// The values of a request. Each content is parsed once.
pub(crate) struct SentValues {
    fields: HashMap<String, String>,
    contents: HashMap<String, Json>,
}

impl SentValues {
    pub(crate) fn of(body: &[u8]) -> Self {
        let fields: HashMap<String, String> = xml::read(body)
            .map(|fields| fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
            .unwrap_or_default();
        let content = |(name, value): (&String, &String)| {
            value.trim_start().starts_with(['{', '[']).then(|| Some((name.clone(), Json::parse(value).ok()?)))?
        };
        let contents = fields.iter().filter_map(content).collect();
        Self { fields, contents }
    }

    /// The values of a content alone.
    pub(crate) fn of_content(json: &Json) -> Self {
        Self { fields: HashMap::new(), contents: HashMap::from([(String::new(), json.clone())]) }
    }

    /// The text that was sent at a path, if it is a single value.
    pub(crate) fn get(&self, path: &str) -> Option<String> {
        if let Some(value) = self.fields.get(path) {
            return Some(value.clone());
        }
        let (root, inside) = match self.contents.get("") {
            Some(root) => (root, path),
            None => {
                let (outer, inside) = path.split_once('.')?;
                (self.contents.get(outer)?, inside)
            }
        };
        text(find(root, inside).or_else(|| find(only(root)?, inside))?)
    }
}

/// The only member of an object, which a content may be wrapped in.
fn only(json: &Json) -> Option<&Json> {
    match json {
        Json::Object(members) => match members.as_slice() {
            [(_, inner)] => Some(inner),
            _ => None,
        },
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
    }
}

/// The value at a path. Names may contain the separators, so the longest matching name is tried first.
fn find<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    if path.is_empty() {
        return Some(json);
    }
    match json {
        Json::List(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            find(items.get(index.parse::<usize>().ok()?)?, rest.strip_prefix('.').unwrap_or(rest))
        }
        Json::Object(members) => {
            let mut fitting: Vec<(&Json, &str)> = members
                .iter()
                .filter_map(|(name, inner)| Some((inner, rest(path.strip_prefix(name.as_str())?)?)))
                .collect();
            fitting.sort_by_key(|(_, rest)| rest.len());
            fitting.into_iter().find_map(|(inner, rest)| find(inner, rest))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => None,
    }
}

/// The rest of a path after a name. `None` if the name continues.
fn rest(path: &str) -> Option<&str> {
    match path.chars().next() {
        None | Some('[') => Some(path),
        Some('.') => path.get(1..),
        Some(_) => None,
    }
}

fn text(json: &Json) -> Option<String> {
    match json {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Null => Some("null".to_owned()),
        Json::List(_) | Json::Object(_) => None,
    }
}
