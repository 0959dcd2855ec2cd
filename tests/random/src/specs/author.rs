//! The author of one spec: the decks to draw from, and the state of the spec.

use std::collections::BTreeMap;

use super::draw::{Deck, Draw};
use super::kinds::{CONDITIONS, CONSTRUCTS, Condition, Construct, RULES, Rule};
use super::names::{Members, Pool, Types};
use super::rows::{AMOUNTS, CODES, NUMBERS, RECIPES, Recipe};
use super::yaml::{Map, bilingual, provenance};

/// The decks that all specs draw from, so that together they use everything.
#[derive(Debug)]
pub(super) struct Decks {
    pub(super) pool: Pool,
    pub(super) recipes: Deck<Recipe>,
    pub(super) amounts: Deck<Recipe>,
    pub(super) constructs: Deck<Construct>,
    pub(super) rules: Deck<Rule>,
    pub(super) conditions: Deck<Condition>,
    pub(super) required: Deck<&'static str>,
    pub(super) extras: Deck<&'static str>,
    pub(super) resources: Deck<&'static str>,
    /// The sources of the values of a response.
    pub(super) origins: Deck<&'static str>,
    /// The keywords of the language, by key.
    keywords: BTreeMap<&'static str, Deck<&'static str>>,
}

const RESOURCES: &[&str] = &["bound-card", "order", "message", "bind-link", "auth-code"];

impl Decks {
    pub(super) fn new() -> Self {
        Self {
            pool: Pool::new(),
            recipes: Deck::new(RECIPES),
            amounts: Deck::new(AMOUNTS),
            constructs: Deck::new(CONSTRUCTS),
            rules: Deck::new(RULES),
            conditions: Deck::new(CONDITIONS),
            required: Deck::new(&["Y", "N", "N", "present"]),
            keywords: BTreeMap::new(),
            resources: Deck::new(RESOURCES),
            origins: Deck::new(RESOURCES),
            extras: Deck::new(&[
                "",
                "",
                "",
                "",
                "",
                "alias",
                "aliases",
                "note",
                "since",
                "sensitive",
                "shown",
                "no en",
            ]),
        }
    }
}

impl Decks {
    /// Adds a key with one of its keywords; an empty keyword omits the key.
    pub(super) fn word(
        &mut self,
        key: &'static str,
        keywords: &'static [&'static str],
        draw: &mut Draw,
        map: &mut Map,
    ) {
        let word = *self.keywords.entry(key).or_insert_with(|| Deck::new(keywords)).next(draw, |_| true);
        if !word.is_empty() {
            map.put(key, word);
        }
    }
}

/// The kind of record that a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    /// All values are texts.
    Request,
    /// Objects, lists and numbers exist.
    Content,
}

/// Whether a row is mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Optional, so that a relation to other rows can require or exclude it.
    Optional,
    /// Optional, mandatory, or present and empty.
    Any,
}

/// The state of an author.
pub(super) struct Author<'g> {
    pub(super) decks: &'g mut Decks,
    pub(super) draw: &'g mut Draw,
    pub(super) kind: RecordKind,
    /// Whether the content is only received, so that no caller sets its rows.
    pub(super) is_received: bool,
    /// The number of rows that are still missing.
    pub(super) rows_left: usize,
    pub(super) types: Types,
    /// The spec's own code tables.
    pub(super) codes: Vec<Map>,
    /// The spec's name, which begins the IDs of its rules.
    spec: String,
    /// The number of rules so far, for distinct IDs.
    rules: usize,
    pub(super) shared: Shared,
}

/// The items in other files that a spec can refer to.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// A code table.
    pub(super) codes: String,
    /// A part, and its rows: name, and whether it is mandatory.
    pub(super) part: String,
    pub(super) rows: Vec<(String, &'static str)>,
}

impl Shared {
    /// The shipped items.
    pub(super) fn shipped() -> Self {
        let rows = [("appid", "Y"), ("mch_id", "Y"), ("sub_appid", "N"), ("sub_mch_id", "N")];
        let rows = rows.map(|(name, required)| (name.to_owned(), required)).to_vec();
        Self { codes: "result_code".to_owned(), part: "merchant".to_owned(), rows }
    }
}

/// A row of a single value.
pub(super) struct Leaf {
    /// Its name in rules: the name itself, or an alias.
    pub(super) name_in_rules: String,
    /// Its name.
    pub(super) name: String,
    pub(super) row: Map,
    pub(super) recipe: &'static Recipe,
    /// The values of its code table.
    pub(super) codes: Vec<String>,
}

/// A generated code table.
pub(super) struct CodesOf {
    pub(super) name: String,
    /// The wire values, and their names in the API.
    pub(super) values: Vec<(String, String)>,
}

impl<'g> Author<'g> {
    pub(super) fn new(decks: &'g mut Decks, draw: &'g mut Draw, kind: RecordKind, spec: &str, rows: usize) -> Self {
        let (types, shared, spec) = (Types::of(spec), Shared::shipped(), spec.to_owned());
        Self {
            decks,
            draw,
            kind,
            is_received: false,
            rows_left: rows,
            types,
            codes: Vec::new(),
            spec,
            rules: 0,
            shared,
        }
    }

    /// The name of a row, and its mapping with labels and, if the wire name can't be used in the API, the API's name.
    pub(super) fn named(&mut self, members: &mut Members) -> (String, Map) {
        self.rows_left = self.rows_left.saturating_sub(1);
        let (name, api) = self.decks.pool.member(members, self.draw);
        let row = Map::default().with("name", name.as_str()).with("label", format!("标签“{name}”"));
        let row = row.with("en", format!("label of {name}"));
        (name, if let Some(api) = api { row.with("api", api) } else { row })
    }

    /// A row of a single value that satisfies the condition.
    pub(super) fn leaf(&mut self, members: &mut Members, need: Need, fits: impl Fn(&Recipe) -> bool) -> Leaf {
        let is_content = self.kind == RecordKind::Content;
        let fits = |recipe: &Recipe| fits(recipe) && (is_content || recipe.get("wire").is_none());
        let recipe = self.decks.recipes.next(self.draw, fits);
        self.made(members, need, recipe)
    }

    /// An amount that rules can compute with.
    pub(super) fn amount(&mut self, members: &mut Members, need: Need) -> Leaf {
        let is_content = self.kind == RecordKind::Content;
        let recipe = self.decks.amounts.next(self.draw, |recipe| is_content || recipe.get("wire").is_none());
        self.made(members, need, recipe)
    }

    fn made(&mut self, members: &mut Members, need: Need, recipe: &'static Recipe) -> Leaf {
        let (name, row) = self.named(members);
        let mut row = row.with("type", recipe.notation());
        row.put("required", self.required(need, recipe));
        let mut codes = Vec::new();
        for (key, value) in recipe.keys() {
            row.put(key, value);
        }
        let mut range = Map::default();
        for (bound, key) in [("least", "min"), ("most", "max")] {
            if let Some(amount) = recipe.get(bound) {
                range.put(key, amount);
                row.put("range", range.clone());
            }
        }
        match recipe.get("table") {
            Some("shared") => row.put("codes", self.shared.codes.as_str()),
            Some(kind) => {
                let are_numbers = recipe.is_whole() || recipe.is_json_number();
                let table = self.code_table(kind, are_numbers, false);
                row.put("codes", table.name);
                codes = table.values.into_iter().map(|(code, _)| code).collect();
            }
            None => {}
        }
        let alias = self.extra(members, &mut row);
        let odd = self.odd_key(&name, &mut row);
        let name_in_rules =
            alias.or_else(|| odd.as_ref().map(|name| format!("`{name}`"))).unwrap_or_else(|| name.clone());
        Leaf { name_in_rules, name: odd.unwrap_or(name), row, recipe, codes }
    }

    /// Sometimes an unusual wire name, which only JSON allows.
    fn odd_key(&mut self, name: &str, row: &mut Map) -> Option<String> {
        let is_word = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if self.kind != RecordKind::Content || !is_word || row.has("api") || !self.draw.once_in(12) {
            return None;
        }
        let odd = match self.draw.below(3) {
            0 => format!("{name}-1.x"),
            1 => format!("1 {name}"),
            _ => format!("备注{name}"),
        };
        row.put("name", odd.as_str());
        row.put("api", name);
        Some(odd)
    }

    fn required(&mut self, need: Need, recipe: &Recipe) -> &'static str {
        let can_be_empty = self.kind == RecordKind::Content && !recipe.is_json_number();
        match need {
            Need::Optional => "N",
            Need::Any => self.decks.required.next(self.draw, |word| can_be_empty || *word != "present"),
        }
    }

    /// Adds an extra key to a row; returns the alias if it is one.
    pub(super) fn extra(&mut self, members: &mut Members, row: &mut Map) -> Option<String> {
        let mut names = Vec::new();
        match *self.decks.extras.next(self.draw, |_| true) {
            "alias" => names.push(self.decks.pool.alias(members, self.draw)),
            "aliases" => {
                names.push(self.decks.pool.alias(members, self.draw));
                names.push(self.decks.pool.alias(members, self.draw));
            }
            "note" => {
                row.put("note", bilingual("文档另有说明。", "The document says more."));
                row.put("provenance", provenance());
            }
            "since" => {
                row.put("since", "V1.4");
                row.put("until", "V1.5");
                row.put("deprecated", bilingual("改用别的字段。", "Use another field."));
            }
            "sensitive" => row.put("sensitive", "yes"),
            "shown" => row.put("sensitive", "no"),
            "no en" => row.put("en", "as printed"),
            _ => {}
        }
        let alias = |name: &String| Map::default().with("name", name.as_str()).with("section", "9.2");
        row.put_list("aliases", names.iter().map(alias).collect());
        names.into_iter().next()
    }

    /// A code table of the spec.
    pub(super) fn code_table(&mut self, kind: &str, are_numbers: bool, is_of_tag: bool) -> CodesOf {
        let mut table = Map::default();
        let name = if self.draw.once_in(3) {
            let name = format!("table{}", self.codes.len());
            table.put("name", name.as_str());
            table.put("spelling", self.decks.pool.spelling(&mut self.types, self.draw));
            name
        } else {
            let word = self.decks.pool.word(&mut self.types, self.draw);
            table.put("name", word.as_str());
            word
        };
        let known = if are_numbers { NUMBERS } else { CODES };
        let mut codes: Vec<&str> = known.to_vec();
        self.draw.shuffle(&mut codes);
        codes.truncate(2 + self.draw.below(3));
        let mut own = Types::default();
        let mut values = Vec::new();
        for code in codes {
            let types = if is_of_tag { &mut self.types } else { &mut own };
            values.push((code.to_owned(), self.decks.pool.word(types, self.draw)));
        }
        let value = |(code, name): &(String, String)| {
            let value = Map::default().with("code", code.as_str()).with("name", name.as_str());
            value.with("zh", format!("“{code}”的含义")).with("en", format!("what {code} means"))
        };
        let value = |(index, pair): (usize, &(String, String))| {
            let value = value(pair);
            match index {
                0 => value.with("since", "V1.1"),
                1 => value.with("provenance", provenance()),
                2 => value.with("until", "V1.2").with("deprecated", bilingual("改用别的值。", "Use another value.")),
                _ => value,
            }
        };
        let mut table =
            table.with("kind", kind).with("section", "9.3").with("title", bilingual("代码表", "a code table"));
        if name.starts_with("table") {
            table.put("provenance", provenance());
        }
        table.put_list("values", values.iter().enumerate().map(value).collect());
        self.codes.push(table);
        CodesOf { name, values }
    }

    /// The ID of the next rule.
    pub(super) fn rule_id(&mut self) -> String {
        self.rules += 1;
        format!("{}-{}", self.spec, self.rules)
    }
}
