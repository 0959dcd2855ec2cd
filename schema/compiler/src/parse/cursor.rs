use crate::ast::Text;
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{BILINGUAL, Need, Shape, synonyms};
use crate::model::Span;
use crate::yaml::{Kind, Node};
use wxmed_core::Bilingual;

/// A mapping whose keys have been checked against its shape.
pub(super) struct Cursor<'n> {
    entries: Vec<(&'n str, &'n Node)>,
    pub(super) span: Span,
}

impl<'n> Cursor<'n> {
    /// Starts to read a mapping. Reports unknown and missing keys.
    pub(super) fn new(node: &'n Node, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Kind::Map(pairs) = &node.kind else {
            wrong_shape(
                node,
                &format!("a mapping that describes {}", with_article(shape.name)),
                &written(shape),
                diagnostics,
            );
            return None;
        };
        let mut entries: Vec<(&str, &Node)> = Vec::new();
        let mut misspelt: Vec<&str> = Vec::new();
        for (key, value) in pairs {
            let Kind::Scalar(name) = &key.kind else {
                wrong_shape(key, "a key", "write a word before the `:`", diagnostics);
                continue;
            };
            if is_cut_off(key, value) && !shape.keys.iter().any(|known| known.name == name) {
                diagnostics
                    .error(
                        Id::UnknownKey,
                        key.span,
                        format!("`{name}` has no `:`, so that the comma ends the text before it"),
                    )
                    .help("put a text that has a comma into quotes");
            } else if !shape.keys.iter().any(|known| known.name == name) {
                let unknown = diagnostics.error(
                    Id::UnknownKey,
                    key.span,
                    format!("{} has no key `{name}`", with_article(shape.name)),
                );
                let known = || shape.keys.iter().map(|key| key.name);
                match synonyms::key(name, known()) {
                    Some(meant) => {
                        unknown.help(match length(name, value).filter(|_| meant == "type") {
                            Some(length) => format!("write `type: String{length}`"),
                            None => format!("write `{meant}`"),
                        });
                        misspelt.push(meant);
                    }
                    None => misspelt.extend(unknown.did_you_mean(name, known())),
                }
            } else if entries.iter().any(|(seen, _)| seen == name) {
                diagnostics
                    .error(Id::DuplicateKey, key.span, format!("`{name}` stands twice"))
                    .help("remove one of the two");
            } else {
                entries.push((name, value));
            }
        }
        let span = pairs.first().map_or(node.span, |(key, _)| key.span);
        for key in shape.keys.iter().filter(|key| key.need == Need::Must) {
            if !entries.iter().any(|(name, _)| *name == key.name) && !misspelt.contains(&key.name) {
                diagnostics
                    .error(Id::MissingKey, span, format!("this {} has no `{}`", shape.name, key.name))
                    .help(format!("add `{}:` ({})", key.name, key.about()));
            }
        }
        Some(Self { entries, span })
    }

    /// The value of a key.
    pub(super) fn node(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, node)| *node)
    }

    /// The text of a key, if it is present and is a single value.
    pub(super) fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.node(key).and_then(|node| text(node, diagnostics))
    }

    /// The text of a key whose absence was already reported.
    pub(super) fn text_or_empty(&self, key: &str, diagnostics: &mut Diagnostics) -> Text {
        self.text(key, diagnostics).unwrap_or_else(|| Text { value: String::new(), span: self.span })
    }

    /// The text of a key in both languages.
    pub(super) fn bilingual(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Bilingual> {
        self.node(key).and_then(|node| bilingual(node, diagnostics))
    }

    /// The text of a key, which must not be empty.
    pub(super) fn nonempty_text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
        let text = self.text(key, diagnostics)?;
        if text.value.trim().is_empty() {
            diagnostics.error(Id::MissingKey, text.span, format!("`{key}` says nothing")).help("write the words out");
        }
        Some(text)
    }

    /// The texts under `zh` and `en` of this mapping.
    pub(super) fn own_bilingual(&self, diagnostics: &mut Diagnostics) -> Bilingual {
        let mut text = |key: &str| -> Option<String> { Some(self.nonempty_text(key, diagnostics)?.value) };
        let (zh, en) = (text("zh"), text("en"));
        Bilingual::new(zh.unwrap_or_default(), en.unwrap_or_default())
    }

    /// The value of a key that is one of these keywords.
    pub(super) fn keyword<T: Copy>(
        &self,
        key: &str,
        keywords: &[(&str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        self.node(key).and_then(|node| keyword(node, keywords, diagnostics))
    }

    /// The items of a list; empty if the key is absent.
    pub(super) fn list(&self, key: &str, diagnostics: &mut Diagnostics) -> &'n [Node] {
        self.node(key).map_or(&[], |node| list(node, diagnostics))
    }

    /// The texts of a list.
    pub(super) fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Text> {
        self.list(key, diagnostics).iter().filter_map(|item| text(item, diagnostics)).collect()
    }
}

/// The length that a key such as `max` states, which belongs into the type in this language.
fn length(key: &str, value: &Node) -> Option<u32> {
    let is_length = key.contains("长度") || key.to_lowercase().contains("len");
    let Kind::Scalar(text) = &value.kind else { return None };
    text.trim().parse().ok().filter(|_| is_length)
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}

pub(super) fn text(node: &Node, diagnostics: &mut Diagnostics) -> Option<Text> {
    match &node.kind {
        Kind::Scalar(value) => Some(Text { value: value.clone(), span: node.span }),
        _ => {
            wrong_shape(node, "a single value", "write one text behind the key", diagnostics);
            None
        }
    }
}

pub(super) fn bilingual(node: &Node, diagnostics: &mut Diagnostics) -> Option<Bilingual> {
    Cursor::new(node, &BILINGUAL, diagnostics).map(|cursor| cursor.own_bilingual(diagnostics))
}

pub(super) fn keyword<T: Copy>(node: &Node, keywords: &[(&str, T)], diagnostics: &mut Diagnostics) -> Option<T> {
    read_keyword(node, keywords, diagnostics)?.ok()
}

/// One of these keywords, or the one that was probably meant, with which parsing continues.
pub(super) fn keyword_as_meant<T: Copy>(
    node: &Node,
    keywords: &[(&str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    read_keyword(node, keywords, diagnostics)?.map_or_else(|meant| meant, Some)
}

/// The meaning of a keyword, or `Err` with the meaning that was probably intended.
fn read_keyword<T: Copy>(
    node: &Node,
    keywords: &[(&str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<Result<T, Option<T>>> {
    let written = text(node, diagnostics)?;
    let meaning = |written: &str| keywords.iter().find(|(keyword, _)| *keyword == written).map(|(_, meaning)| *meaning);
    if let Some(found) = meaning(&written.value) {
        return Some(Ok(found));
    }
    let unknown =
        diagnostics.error(Id::UnknownKeyword, written.span, format!("`{}` means nothing here", written.value));
    let known = || keywords.iter().map(|(keyword, _)| *keyword);
    let meant = match synonyms::keyword(&written.value, known()) {
        Some(meant) => {
            unknown.help(format!("write `{meant}`"));
            Some(meant)
        }
        None => unknown.did_you_mean(&written.value, known()),
    };
    Some(Err(meant.and_then(meaning)))
}

pub(super) fn list<'n>(node: &'n Node, diagnostics: &mut Diagnostics) -> &'n [Node] {
    match &node.kind {
        Kind::List(items) => items,
        _ => {
            wrong_shape(node, "a list", "begin each item with `- `, or write them as `[a, b]`", diagnostics);
            &[]
        }
    }
}

/// The pairs of a mapping with arbitrary keys, such as the values of an example.
pub(super) fn pairs<'n>(node: &'n Node, diagnostics: &mut Diagnostics) -> Vec<(Text, &'n Node)> {
    match &node.kind {
        Kind::Map(pairs) => pairs.iter().filter_map(|(key, value)| Some((text(key, diagnostics)?, value))).collect(),
        _ => {
            wrong_shape(node, "a mapping", "write `key: value` for each value", diagnostics);
            Vec::new()
        }
    }
}

/// Whether a key between brackets has no colon, because it is the end of a text with a comma.
pub(super) fn is_cut_off(key: &Node, value: &Node) -> bool {
    let is_nothing = matches!(&value.kind, Kind::Scalar(text) if text.is_empty()) && value.span.start == value.span.end;
    is_nothing && value.span.start <= key.span.end
}

/// The maximum number of keys that are written in one line.
const MOST_KEYS: usize = 4;

/// An example of a mapping of this shape.
fn written(shape: &Shape) -> String {
    let must = || shape.keys.iter().filter(|key| key.need == Need::Must);
    let keys: Vec<&str> = if must().next().is_some() {
        must().map(|key| key.name).collect()
    } else {
        shape.keys.iter().map(|key| key.name).collect()
    };
    let shown: Vec<String> = keys.iter().take(MOST_KEYS).map(|key| format!("{key}: …")).collect();
    format!("write `{{ {}{} }}`", shown.join(", "), if keys.len() > MOST_KEYS { ", …" } else { "" })
}

fn wrong_shape(node: &Node, due: &str, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(Id::WrongShape, node.span, format!("here stands {}, where {due} is due", node.kind_name()))
        .help(help);
}
