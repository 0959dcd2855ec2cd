//! A table of rows and other constructs.

use super::author::{Author, Leaf, Need, RecordKind, Shared};
use super::kinds::Construct;
use super::names::Members;
use super::rows::Recipe;
use super::yaml::{Map, Node, bilingual, doubt};

/// The row of the objects that have the same name in several sections.
pub(super) const IN_EVERY_CASE: &str = "in_every_case";

/// The ways in which a condition or a rule can read an existing row.
#[derive(Clone, Debug)]
pub(super) enum Known {
    Amount(String),
    Text(String),
    Code(String, String),
    /// A list of any items.
    List(String),
    /// Summable: a list of amounts, or a field of items.
    Sum(String),
    /// A list of objects, and an amount that each of them has.
    Items(String, String),
    /// An optional row.
    Row(String),
    /// A row with a default: expressions can't test whether it is given.
    Always(Box<Known>),
}

impl Known {
    /// How a row of a single value can be read.
    pub(super) fn of(leaf: &Leaf) -> Self {
        let name = leaf.name_in_rules.clone();
        match leaf.codes.first() {
            Some(code) if !leaf.recipe.is_whole() => Known::Code(name, code.clone()),
            None if leaf.recipe.is_amount() => Known::Amount(name),
            None if leaf.recipe.is_free_text() => Known::Text(name),
            _ => Known::Row(name),
        }
    }

    /// The same for a row in an object. Fields of list items can only be summed.
    fn within(&self, object: &str) -> Self {
        let within = |name: &String| format!("{object}.{name}");
        match self {
            Known::Amount(name) => Known::Amount(within(name)),
            Known::Text(name) => Known::Text(within(name)),
            Known::Code(name, code) => Known::Code(within(name), code.clone()),
            Known::List(name) => Known::List(within(name)),
            Known::Sum(name) => Known::Sum(within(name)),
            Known::Items(list, amount) => Known::Items(within(list), amount.clone()),
            Known::Row(name) => Known::Row(within(name)),
            Known::Always(value) => Known::Always(Box::new(value.within(object))),
        }
    }

    /// How its value can be read, without the default.
    pub(super) fn value(&self) -> &Self {
        if let Known::Always(value) = self { value } else { self }
    }
}

/// A table under construction.
#[derive(Default)]
pub(super) struct Table {
    pub(super) members: Members,
    fields: Vec<Map>,
    pub(super) choices: Vec<Map>,
    pub(super) groups: Vec<Map>,
    pub(super) conditions: Vec<Map>,
    pub(super) rules: Vec<Map>,
    pub(super) sections: Vec<Map>,
    pub(super) known: Vec<Known>,
    /// Rows that the next constructs can read, but not the construct that made them.
    pub(super) later: Vec<Known>,
    pub(super) has_tag: bool,
    has_part: bool,
}

impl Table {
    /// Adds a row.
    pub(super) fn push(&mut self, row: Map) {
        self.fields.push(row);
    }

    /// The names of the rows that a caller sets.
    pub(super) fn names(&self) -> Vec<String> {
        let rows = self.fields.iter().filter(|row| !row.has("role"));
        rows.filter_map(|row| row.text("name").map(str::to_owned)).collect()
    }

    /// Adds a row of a single value; returns the name that relations use, which may be an alias.
    pub(super) fn leaf(&mut self, leaf: Leaf) -> String {
        self.push(leaf.row);
        leaf.name_in_rules
    }

    /// Makes some rows with a provenance low-confidence: rows that can be reduced to warnings, and aren't part of a
    /// choice, tags, or objects.
    fn doubt_some(&mut self) {
        let can_refuse = |row: &Map, name: &str| {
            ["tag", "default", "constant", "fields"].iter().any(|key| row.has(key))
                || self.choices.iter().any(|choice| choice.mentions(name))
        };
        for row in &mut self.fields {
            let name = row.text("name").unwrap_or_default().to_owned();
            if row.has("provenance") && name.len().is_multiple_of(2) && !can_refuse(row, &name) && !self.has_part {
                row.put("provenance", doubt());
            }
        }
    }

    /// Adds the table to its mapping, with the rows in random order.
    pub(super) fn into_map(mut self, author: &mut Author<'_>, map: &mut Map) {
        author.draw.shuffle(&mut self.fields);
        self.doubt_some();
        map.put_list("fields", self.fields);
        map.put_list("choices", self.choices);
        map.put_list("groups", self.groups);
        map.put_list("conditions", self.conditions);
        map.put_list("rules", self.rules);
        map.put_list("sections", self.sections);
    }
}

impl Author<'_> {
    /// Writes a table of this many constructs and some plain rows.
    pub(super) fn table(&mut self, table: &mut Table, constructs: usize, depth: usize) {
        for _ in 0..2 {
            self.plain_row(table);
        }
        for _ in 0..constructs {
            if self.rows_left == 0 {
                break;
            }
            let (kind, is_deep) = (self.kind, depth >= 3);
            let (has_tag, has_part) = (table.has_tag, table.has_part || depth > 1);
            let fits = |construct: &Construct| {
                !(kind == RecordKind::Request && construct.is_json() || is_deep && construct.nests())
                    && !(has_tag && *construct == Construct::Tag || has_part && *construct == Construct::Part)
            };
            let construct = *self.decks.constructs.next(self.draw, fits);
            self.construct(construct, table, depth);
            let later = std::mem::take(&mut table.later);
            table.known.extend(later);
        }
    }

    /// A row that isn't part of a relation. Conditions and rules may read it.
    fn plain_row(&mut self, table: &mut Table) {
        let mut leaf = self.leaf(&mut table.members, Need::Any, |_| true);
        let default = leaf.codes.first().map(String::as_str).or(leaf.recipe.default()).map(str::to_owned);
        match default.filter(|_| self.can_have_default(&leaf) && self.draw.once_in(2)) {
            // Rules can't require anything of a constant.
            Some(default) if self.draw.once_in(4) => leaf.row.put("constant", default),
            Some(default) => {
                leaf.row.put("default", default);
                table.known.push(Known::Always(Box::new(Known::of(&leaf))));
            }
            None => {
                self.nullable(&mut leaf.row);
                table.known.push(Known::of(&leaf));
            }
        }
        table.leaf(leaf);
    }

    /// Sometimes lets an optional row keep `null`.
    fn nullable(&mut self, row: &mut Map) {
        if self.kind == RecordKind::Content && row.text("required") == Some("N") && self.draw.once_in(4) {
            row.put("nullable", "yes");
        }
    }

    /// Whether a row can have a default.
    pub(super) fn can_have_default(&self, leaf: &Leaf) -> bool {
        !self.is_received && leaf.row.text("required") != Some("present")
    }

    fn construct(&mut self, construct: Construct, table: &mut Table, depth: usize) {
        match construct {
            Construct::Object => {
                let row = self.object(table, "object", depth);
                table.push(row);
            }
            Construct::JsonObject => {
                let mut row = self.object(table, "object", depth).with("wire", "json-text");
                let required = *self.decks.required.next(self.draw, |_| true);
                row.put("required", required);
                table.push(row);
            }
            Construct::Values => drop(self.values(table)),
            Construct::NestedValues => self.nested_values(table),
            Construct::Identifier => self.identifier(table),
            Construct::Items => drop(self.items(table, depth, false)),
            Construct::JsonItems => drop(self.items(table, depth, true)),
            Construct::CountedValues => {
                let list = self.values(table);
                self.count(table, &list);
            }
            Construct::CountedItems => {
                let is_json_text = self.draw.once_in(3);
                let list = self.items(table, depth, is_json_text);
                self.count(table, &list);
            }
            Construct::Tag => self.tag(table, depth),
            Construct::Choice => self.choice(table),
            Construct::Part => self.part(table),
            Construct::Group(give) => self.group(table, give),
            Construct::Given => self.given(table),
            Construct::When => self.when(table),
            Construct::Rule => self.rule(table),
        }
    }

    /// An optional row of any kind, which later constructs can depend on.
    pub(super) fn optional_row(&mut self, table: &mut Table) -> String {
        if self.kind == RecordKind::Content && self.draw.once_in(5) {
            let ty = self.draw.pick(&["object", "list"]);
            let mut row = self.object(table, ty, 3).with("required", "N");
            let name = row.text("name").unwrap_or_default().to_owned();
            self.nullable(&mut row);
            table.push(row);
            return name;
        }
        let mut leaf = self.leaf(&mut table.members, Need::Optional, |_| true);
        self.nullable(&mut leaf.row);
        let name = leaf.name.clone();
        table.later.push(Known::of(&leaf));
        table.leaf(leaf);
        name
    }

    /// The row of an object, or of a list of objects.
    pub(super) fn object(&mut self, table: &mut Table, ty: &str, depth: usize) -> Map {
        self.object_with(table, ty, depth, false)
    }

    /// The same. If it is the object of a case, it has a row that the objects of all cases have.
    pub(super) fn object_with(&mut self, table: &mut Table, ty: &str, depth: usize, is_of_case: bool) -> Map {
        let (name, row) = self.named(&mut table.members);
        let spelling = self.decks.pool.spelling(&mut self.types, self.draw);
        let required = *self.decks.required.next(self.draw, |word| *word != "present");
        let mut row = row.with("type", ty).with("required", required);
        row.put("spelling", spelling);
        self.extra(&mut table.members, &mut row);
        let mut inner = Table::default();
        if is_of_case {
            inner.members.take(IN_EVERY_CASE);
            let leaf = self.amount(&mut Members::default(), Need::Any);
            let row = Map::default().with("name", IN_EVERY_CASE).with("label", IN_EVERY_CASE).with("en", IN_EVERY_CASE);
            inner.push(rename(leaf.row, &row));
        }
        let constructs = if depth < 3 { self.draw.below(3) } else { 0 };
        self.table(&mut inner, constructs, depth + 1);
        if ty == "list" {
            let leaf = self.leaf(&mut inner.members, Need::Any, Recipe::can_differ);
            match self.draw.once_in(3) {
                true => {
                    let other = self.leaf(&mut inner.members, Need::Any, |recipe| recipe.is_free_text());
                    row.put("unique", vec![leaf.name.clone(), other.name.clone()]);
                    inner.leaf(other);
                }
                false => row.put("unique", leaf.name.as_str()),
            }
            inner.leaf(leaf);
            let leaf = self.amount(&mut inner.members, Need::Any);
            let inner_name = inner.leaf(leaf);
            table.known.extend([Known::Sum(format!("{name}.{inner_name}")), Known::Items(name, inner_name)]);
        } else {
            table.known.extend(inner.known.iter().map(|known| known.within(&name)));
            table.known.push(Known::Row(name));
        }
        inner.into_map(self, &mut row);
        row
    }

    /// A word for a choice or a tag, which becomes a member of the builder and a type.
    pub(super) fn member_word(&mut self, table: &mut Table) -> String {
        loop {
            let word = self.decks.pool.word(&mut self.types, self.draw);
            if table.members.take_word(&word) {
                return word;
            }
        }
    }

    /// A choice of the table's own.
    fn choice(&mut self, table: &mut Table) {
        let name = self.member_word(table);
        let mut member = |author: &mut Self, required: &str| {
            let leaf = author.leaf(&mut table.members, Need::Optional, |_| true);
            let name = leaf.name.clone();
            table.later.push(Known::of(&leaf));
            table.push(leaf.row.with("required", required));
            name
        };
        let (one, other) = (member(self, "二选"), member(self, "一"));
        let groups: Vec<Vec<String>> = match self.draw.below(5) {
            0 => vec![vec![one], vec![other]],
            1 => {
                let third = member(self, "");
                vec![vec![one, format!("{third}?")], vec![other]]
            }
            2 => {
                let common = member(self, "N");
                vec![vec![one, common.clone()], vec![other, common]]
            }
            3 => {
                let common = format!("{}?", member(self, "N"));
                vec![vec![common.clone()], vec![common.clone(), one], vec![other, common]]
            }
            _ => vec![vec![format!("{one}?")], vec![other]],
        };
        let mut names = super::names::Types::default();
        let of = groups.into_iter().map(|fields| {
            let name = self.decks.pool.word(&mut names, self.draw);
            let group = Map::default().with("name", name);
            let about = self.draw.once_in(2).then(|| bilingual("这一组", "this group"));
            let group = if let Some(about) = about { group.with("about", about) } else { group };
            group.with("fields", fields)
        });
        let of = Node::List(of.map(Node::Map).collect());
        let title = bilingual("给出哪一组", "which group is given");
        table.choices.push(Map::default().with("name", name).with("title", title).with("of", of));
    }

    /// A choice that several specs share.
    fn part(&mut self, table: &mut Table) {
        table.has_part = true;
        let Shared { part, rows, .. } = self.shared.clone();
        let is_free = rows.iter().all(|(name, _)| table.members.take(name).is_none()) && table.members.take_word(&part);
        // The pool has none of these names, but a rule or an alias may have taken one before.
        if !is_free {
            return;
        }
        self.rows_left = self.rows_left.saturating_sub(rows.len());
        for (name, required) in rows {
            let row = Map::default().with("name", name.as_str()).with("label", name).with("type", "String32");
            table.push(row.with("required", required));
        }
        table.choices.push(Map::default().with("part", part));
    }
}

/// A row with another name, and without aliases.
pub(super) fn rename(row: Map, shared: &Map) -> Map {
    let mut renamed = shared.clone();
    for (key, value) in row.into_entries() {
        if !["name", "label", "en", "api", "aliases"].contains(&key.as_str()) {
            renamed.put(&key, value);
        }
    }
    renamed
}
