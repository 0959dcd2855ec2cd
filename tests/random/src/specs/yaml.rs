//! Just enough YAML to write a spec. Every scalar is in double quotes, so that its type is never inferred.

use std::fmt::Write as _;

/// A value of a file.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Text(String),
    List(Vec<Node>),
    Map(Map),
}

/// A mapping that keeps the order of its keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Map(Vec<(String, Node)>);

impl Map {
    /// The mapping with one more key.
    pub(super) fn with(mut self, key: &str, value: impl Into<Node>) -> Self {
        self.put(key, value);
        self
    }

    /// Adds a key, or replaces its value.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Node>) {
        let value = value.into();
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    /// Adds a key unless the list is empty.
    pub(super) fn put_list(&mut self, key: &str, values: Vec<Map>) {
        if !values.is_empty() {
            self.put(key, Node::List(values.into_iter().map(Node::Map).collect()));
        }
    }

    /// Adds a mapping to the list of a key.
    pub(super) fn push(&mut self, key: &str, value: Map) {
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, Node::List(items))) => items.push(Node::Map(value)),
            _ => self.put_list(key, vec![value]),
        }
    }

    /// Whether it has no keys.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mapping of a key, if it is one.
    pub(super) fn map(&self, key: &str) -> Option<&Map> {
        match self.0.iter().find(|(known, _)| known == key) {
            Some((_, Node::Map(map))) => Some(map),
            _ => None,
        }
    }

    /// The first text of a key in the mappings of a list.
    pub(super) fn first_text(&self, list: &str, key: &str) -> Option<&str> {
        let (_, Node::List(items)) = self.0.iter().find(|(known, _)| known == list)? else { return None };
        items.iter().find_map(|item| if let Node::Map(map) = item { map.text(key) } else { None })
    }

    /// Whether it has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| known == key)
    }

    /// The text of a key, if it is one.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.0.iter().find(|(known, _)| known == key) {
            Some((_, Node::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Its keys and texts, including texts in lists.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().filter_map(|(key, value)| match value {
            Node::Text(text) => Some((key.clone(), text.clone())),
            _ => None,
        })
    }

    /// Whether a text is in it, at any depth. Optional fields of a group end in `?`.
    pub(super) fn mentions(&self, text: &str) -> bool {
        self.0.iter().any(|(_, value)| value.mentions(text))
    }

    /// Whether it has a key, at any depth.
    pub(super) fn has_anywhere(&self, key: &str) -> bool {
        self.0.iter().any(|(known, value)| known == key || value.has_anywhere(key))
    }

    /// The texts of a key, at any depth.
    pub(super) fn texts_anywhere(&self, key: &str) -> Vec<&str> {
        let inside = self.0.iter().flat_map(|(known, value)| match value {
            Node::Text(text) if known == key => vec![text.as_str()],
            Node::Text(_) => Vec::new(),
            Node::List(items) => items.iter().flat_map(|item| item.texts_anywhere(key)).collect(),
            Node::Map(map) => map.texts_anywhere(key),
        });
        inside.collect()
    }

    /// Its keys and values.
    pub(super) fn into_entries(self) -> Vec<(String, Node)> {
        self.0
    }

    /// As a whole file.
    pub(super) fn to_yaml(&self) -> String {
        let mut out = String::new();
        write_map(self, 0, &mut out);
        out
    }
}

impl Node {
    fn mentions(&self, wanted: &str) -> bool {
        match self {
            Node::Text(text) => text.trim_end_matches('?') == wanted,
            Node::List(items) => items.iter().any(|item| item.mentions(wanted)),
            Node::Map(map) => map.mentions(wanted),
        }
    }

    fn texts_anywhere(&self, key: &str) -> Vec<&str> {
        match self {
            Node::Text(_) => Vec::new(),
            Node::List(items) => items.iter().flat_map(|item| item.texts_anywhere(key)).collect(),
            Node::Map(map) => map.texts_anywhere(key),
        }
    }

    fn has_anywhere(&self, key: &str) -> bool {
        match self {
            Node::Text(_) => false,
            Node::List(items) => items.iter().any(|item| item.has_anywhere(key)),
            Node::Map(map) => map.has_anywhere(key),
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Node::Text(text)
    }
}

impl From<Map> for Node {
    fn from(map: Map) -> Self {
        Node::Map(map)
    }
}

impl From<Vec<String>> for Node {
    fn from(texts: Vec<String>) -> Self {
        Node::List(texts.into_iter().map(Node::Text).collect())
    }
}

/// A text in Chinese and English.
pub(super) fn bilingual(zh: &str, en: &str) -> Map {
    Map::default().with("zh", zh).with("en", en)
}

/// The provenance of a part of a spec.
pub(super) fn provenance() -> Map {
    Map::default().with("source", bilingual("另有来源。", "Another source.")).with("confidence", "medium")
}

/// The same, with low confidence.
pub(super) fn doubt() -> Map {
    Map::default().with("source", bilingual("由一份报文推断。", "Inferred from one message.")).with("confidence", "low")
}

fn write_map(map: &Map, indent: usize, out: &mut String) {
    for (index, (key, value)) in map.0.iter().enumerate() {
        // The first key of an item follows its dash.
        if index > 0 || indent == 0 || !out.ends_with("- ") {
            let _ = write!(out, "{:indent$}", "");
        }
        let _ = write!(out, "{}:", key_of(key));
        write_value(value, indent, out);
    }
}

fn write_value(value: &Node, indent: usize, out: &mut String) {
    match value {
        Node::List(items) if items.iter().any(|item| !is_short(item)) => {
            out.push('\n');
            for item in items {
                let _ = write!(out, "{:1$}- ", "", indent + 2);
                match item {
                    Node::Map(map) if !is_short(item) => write_map(map, indent + 4, out),
                    item => {
                        flow(item, out);
                        out.push('\n');
                    }
                }
            }
        }
        Node::Map(map) if !is_short(value) => {
            out.push('\n');
            write_map(map, indent + 2, out);
        }
        value => {
            out.push(' ');
            flow(value, out);
            out.push('\n');
        }
    }
}

/// Whether it fits in one line.
fn is_short(node: &Node) -> bool {
    let is_leaf = |node: &Node| match node {
        Node::Text(_) => true,
        Node::List(items) => items.iter().all(|item| matches!(item, Node::Text(_))),
        Node::Map(map) => map.0.iter().all(|(_, value)| matches!(value, Node::Text(_))),
    };
    match node {
        Node::Map(map) => !map.0.is_empty() && map.0.iter().all(|(_, value)| is_leaf(value)),
        node => is_leaf(node),
    }
}

fn flow(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(&quoted(text)),
        Node::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                flow(item, out);
            }
            out.push(']');
        }
        Node::Map(map) => {
            out.push_str("{ ");
            for (index, (key, value)) in map.0.iter().enumerate() {
                let _ = write!(out, "{}{}: ", if index > 0 { ", " } else { "" }, key_of(key));
                flow(value, out);
            }
            out.push_str(" }");
        }
    }
}

/// A key of the language unquoted, a name in quotes.
fn key_of(key: &str) -> String {
    let is_plain = key.len() > 1 && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && key != "null";
    if is_plain { key.to_owned() } else { quoted(key) }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_graphic() || c.is_alphanumeric() || " “”，。".contains(c) => quoted.push(c),
            c => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
        }
    }
    quoted.push('"');
    quoted
}
