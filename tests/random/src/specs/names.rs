//! Names as in a bureau's document: Rust keywords, capitals, digits, and names that generated code uses.

use std::collections::BTreeSet;

use super::draw::{Deck, Draw};

/// Wire names.
const WIRE: &str = "\
    type fn match async gen try loop box yield where ref mod use dyn abstract impl enum move Type TYPE self Self super \
    crate _ __ _1 _x a1 a_1 A1 tier2 tier_2 Tier2 transType trans_type TransType ID Id id i_d x X Y n no yes null true \
    build unknown builder new clone default fmt from into drop value values T B V str string String option Option some \
    none ok err vec Vec result u8 bool core std wxmed error violations table TABLE rows change check valid to_fields \
    from_fields from_json len sum round given and_ outer_ content record nested item items list fields json text \
    yyyyMMdd MZ002 aae019 ake005 bz xm_l ylzh aA Aa aa self_ _self r f slot cell cells state with_field into_inner \
    as_ref partial_eq Draft draft set get take push iter continue_ MD5 md5 nonce sign_ appId openid_ kind label en zh \
    max min wire any all count divide matches";

/// Words for the API, which also become types.
const WORDS: &str = "\
    kind option vec string result boxed default some none state record content table violations json ok err send sync \
    iterator self_ type match fn a b2 tier_2 first other yuan fen date decimal valid field rule slot cell request \
    reply_to clone debug from into drop copy eq means way case n1 x_y_z u8_ str_ bool_ static_ core std wxmed unknown_ \
    builder_of draft_of unlisted_one error_of";

/// Names that a member can't have unchanged.
const NOT_A_MEMBER: &[&str] = &["self", "crate", "super", "_", "build", "unknown"];

/// The words of a text, leaked: there are few decks that draw from them.
fn each(words: &'static str) -> &'static [&'static str] {
    words.split_whitespace().collect::<Vec<_>>().leak()
}

/// The names of one table: on the wire, and in the API.
#[derive(Debug, Default)]
pub(super) struct Members {
    wire: BTreeSet<String>,
    api: BTreeSet<String>,
}

/// The source of names.
#[derive(Debug)]
pub(super) struct Pool {
    wire: Deck<&'static str>,
    words: Deck<&'static str>,
}

impl Pool {
    pub(super) fn new() -> Self {
        Self { wire: Deck::new(each(WIRE)), words: Deck::new(each(WORDS)) }
    }

    /// A wire name that is new in the table, and another name for the API if it needs one.
    pub(super) fn member(&mut self, members: &mut Members, draw: &mut Draw) -> (String, Option<String>) {
        let name = *self.wire.next(draw, |name| !members.wire.contains(*name));
        let api = members.take(name);
        (name.to_owned(), api)
    }

    /// A name that is new in the table, on the wire and in the API, for an alias.
    pub(super) fn alias(&mut self, members: &mut Members, draw: &mut Draw) -> String {
        let name = *self.wire.next(draw, |name| !members.wire.contains(*name));
        members.wire.insert(name.to_owned());
        name.to_owned()
    }

    /// A type name that differs from the other types of the spec.
    pub(super) fn spelling(&mut self, types: &mut Types, draw: &mut Draw) -> String {
        let word = *self.words.next(draw, |word| camel(word) != "Self");
        camel(&types.distinct(word))
    }

    /// A word for the API whose type differs from the other types of the spec.
    pub(super) fn word(&mut self, types: &mut Types, draw: &mut Draw) -> String {
        let word = *self.words.next(draw, |_| true);
        types.distinct(word)
    }
}

impl Members {
    /// Reserves a wire name; returns the API's name if it can't be the same.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        self.wire.insert(name.to_owned());
        let is_free = !NOT_A_MEMBER.contains(&name.to_ascii_lowercase().as_str()) && self.api.insert(bare(name));
        if is_free {
            return None;
        }
        let number = (1..).find(|number| self.api.insert(format!("member{number}"))).unwrap_or_default();
        Some(format!("member_{number}"))
    }

    /// Reserves the name of a choice or a tag; false if a member of the builder has the same name.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.api.insert(bare(word))
    }
}

/// The types of one spec.
#[derive(Debug, Default)]
pub(super) struct Types(BTreeSet<String>);

impl Types {
    /// The types of a spec with this name.
    pub(super) fn of(spec: &str) -> Self {
        let mut types = Self::default();
        types.take(&camel(spec));
        types.0.extend(["Reply", "Error"].map(|end| camel(spec) + end));
        types
    }

    /// The word, with a number appended if its type exists already.
    pub(super) fn distinct(&mut self, word: &str) -> String {
        let numbered = (2..).map(|number| format!("{word}_{number}"));
        let mut words = std::iter::once(word.to_owned()).chain(numbered);
        words.find(|word| self.take(&camel(word))).unwrap_or_default()
    }

    /// Reserves a type and the types that are generated beside a record of its name.
    fn take(&mut self, name: &str) -> bool {
        let names = ["", "Builder", "Draft"].map(|end| format!("{name}{end}"));
        let is_free = names.iter().all(|name| !self.0.contains(name));
        if is_free {
            self.0.extend(names);
        }
        is_free
    }
}

/// The name without separators and capitals.
fn bare(name: &str) -> String {
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let bare = bare.to_ascii_lowercase();
    if bare.starts_with(|c: char| c.is_ascii_alphabetic()) { bare } else { format!("n{bare}") }
}

/// The type name of a word.
pub(super) fn camel(word: &str) -> String {
    let capital =
        |part: &str| part.get(..1).unwrap_or_default().to_ascii_uppercase() + part.get(1..).unwrap_or_default();
    word.split('_').filter(|part| !part.is_empty()).map(capital).collect()
}
