//! Relations between rows: groups, conditions, and rules.
//!
//! A constraint applies only to rows that were generated for it, and may read any other row. So all constraints of a
//! table can be satisfied together.

use super::author::{Author, Leaf, Need, RecordKind};
use super::kinds::{Condition, Rule};
use super::table::{Known, Table};
use super::yaml::{Map, Node};

impl Author<'_> {
    /// A group of which a certain number of fields is given.
    pub(super) fn group(&mut self, table: &mut Table, give: &str) {
        let of: Vec<String> = (0..2 + self.draw.below(2)).map(|_| self.optional_row(table)).collect();
        table.groups.push(Map::default().with("give", give).with("of", of));
    }

    /// A field that is mandatory, or must be absent, if another is given.
    pub(super) fn given(&mut self, table: &mut Table) {
        let given = self.optional_row(table);
        let condition = Map::default().with("given", given);
        let condition = self.consequence(table, condition);
        table.conditions.push(condition);
    }

    /// A field that is mandatory, or must be absent, if an expression holds.
    pub(super) fn when(&mut self, table: &mut Table) {
        let kind = *self.decks.conditions.next(self.draw, |_| true);
        let when = self.condition(table, kind);
        let condition = self.consequence(table, Map::default().with("when", when));
        table.conditions.push(condition);
    }

    fn consequence(&mut self, table: &mut Table, condition: Map) -> Map {
        let mut some = |author: &mut Self| -> Node {
            let rows: Vec<String> = (0..1 + author.draw.below(2)).map(|_| author.optional_row(table)).collect();
            match rows.as_slice() {
                [one] if author.draw.once_in(2) => one.as_str().into(),
                _ => rows.into(),
            }
        };
        match self.draw.below(3) {
            0 => condition.with("needs", some(self)),
            1 => condition.with("absent", some(self)),
            _ => condition.with("needs", some(self)).with("absent", some(self)),
        }
    }

    fn condition(&mut self, table: &mut Table, kind: Condition) -> String {
        match kind {
            Condition::Code => {
                let (code, value) = self.code(table);
                format!("{code} = '{value}'")
            }
            Condition::NotCode => {
                let (code, value) = self.code(table);
                format!("not {code} = '{value}'")
            }
            Condition::Above => format!("{} > {}", self.seen_amount(table), self.draw.pick(&["0", "0.5", "-1", "100"])),
            Condition::Below => format!("{} <= {}", self.draw.pick(&["1", "-0.01", "50"]), self.seen_amount(table)),
            Condition::Given => format!("given({})", self.seen_row(table)),
            Condition::NotGiven => format!("not given({})", self.seen_row(table)),
            Condition::Length if self.kind == RecordKind::Content => format!("len({}) >= 2", self.seen_list(table)),
            Condition::Length => format!("{} < 20", self.seen_amount(table)),
            Condition::Both => {
                let (code, value) = self.code(table);
                format!("{code} != '{value}' and given({})", self.seen_row(table))
            }
            Condition::Either => {
                format!("not given({}) or ({} > 10 and 1 < 2)", self.seen_row(table), self.seen_amount(table))
            }
            Condition::Computed => {
                let (left, right) = (self.seen_amount(table), self.seen_amount(table));
                format!("round({left} * 0.5, 1) + 1 != ({right} - 2) * 1.50")
            }
            Condition::Texts => format!("{} = {}", self.seen_text(table), self.seen_text(table)),
        }
    }

    /// A rule over rows of its own, and other rows.
    pub(super) fn rule(&mut self, table: &mut Table) {
        let is_json = self.kind == RecordKind::Content;
        let fits = |rule: &Rule| is_json || !rule.is_json();
        let kind = *self.decks.rules.next(self.draw, fits);
        let check = self.stated(table, kind);
        let mut rule = Map::default().with("id", self.rule_id()).with("check", check);
        self.decks.word("severity", &["", "warning", "error"], self.draw, &mut rule);
        table.rules.push(rule.with("zh", "须如规则所述").with("en", "must be as the rule says"));
    }

    fn stated(&mut self, table: &mut Table, kind: Rule) -> String {
        match kind {
            Rule::Sum => {
                let (one, other) = (self.input(table), self.input(table));
                let total = self.total(table);
                if self.draw.once_in(2) {
                    format!("{one} + {other} = {total}")
                } else {
                    format!("{total} = {one} + {other}")
                }
            }
            Rule::Difference => format!("{} - {} = {}", self.input(table), self.input(table), self.total(table)),
            Rule::Times => format!("{} * 100 = {}", self.input(table), self.total(table)),
            Rule::Rounded => {
                let places = self.draw.pick(&["0", "2", "8"]);
                format!("{} = round({} * {}, {places})", self.total(table), self.input(table), self.input(table))
            }
            Rule::Length => format!("{} = len({})", self.total(table), self.seen_list(table)),
            Rule::Total => format!("{} = sum({})", self.total(table), self.seen_sum(table)),
            Rule::Order => {
                let sign = self.draw.pick(&["<", "<=", ">", ">="]);
                format!("{} {sign} {}", self.input(table), self.total(table))
            }
            Rule::Bounds => {
                let (one, other) = (self.total(table), self.total(table));
                format!("{one} >= -5 and {other} < 1000")
            }
            Rule::Differs => format!("{} != {}", self.input(table), self.total(table)),
            Rule::SameText => {
                let leaf = self.leaf(&mut table.members, Need::Optional, |recipe| {
                    recipe.notation() == "String" && recipe.is_free_text()
                });
                let text = table.leaf(leaf);
                format!("not given({}) or {text} = '自费 a'", self.switch(table))
            }
            Rule::OtherText => {
                let leaf = self.leaf(&mut table.members, Need::Optional, |recipe| recipe.is_free_text());
                let text = table.leaf(leaf);
                format!("{text} != {}", self.seen_text(table))
            }
            Rule::Least => format!("{} = min({}, {})", self.total(table), self.input(table), self.input(table)),
            Rule::Most => format!("max({}, 100) >= {}", self.input(table), self.total(table)),
            Rule::Distance => format!("abs({} - {}) <= 50", self.input(table), self.total(table)),
            Rule::OrZero => {
                let (one, other) = (self.total(table), self.total(table));
                format!("or_zero({one}) + or_zero({other}) = {}", self.total(table))
            }
            Rule::Quotient => {
                format!("{} = divide({}, {}, 2)", self.total(table), self.input(table), self.input(table))
            }
            Rule::EachItem
            | Rule::SomeItem
            | Rule::CountedItems
            | Rule::SumOfProducts
            | Rule::SumOfSome
            | Rule::Outward => self.about_items(table, kind),
            Rule::TextLength => {
                let (text, switch) = (self.own_text(table), self.switch(table));
                format!("len({text}) <= 3 or not given({switch})")
            }
            Rule::TextPattern => {
                let (text, switch) = (self.own_text(table), self.switch(table));
                format!("matches({text}, '[^x]*') or not given({switch})")
            }
            Rule::TimeOrder => {
                let (one, other) = self.times(table);
                let sign = self.draw.pick(&["<", "<=", ">", ">=", "!="]);
                format!("{one} {sign} {other}")
            }
            Rule::Alone => {
                let (code, value) = self.code(table);
                format!("{code} != '{value}' or not (given({}) or given({}))", self.switch(table), self.switch(table))
            }
            Rule::Together => {
                let total = self.total(table);
                format!("{} > 100 or not given({}) or not {total} = 1", self.seen_amount(table), self.switch(table))
            }
            Rule::Otherwise => format!("not (given({}) and {} < 3)", self.switch(table), self.seen_amount(table)),
        }
    }

    /// A statement about the items of a list that applies if a switch is given.
    fn about_items(&mut self, table: &mut Table, kind: Rule) -> String {
        let (list, amount) = self.seen_items(table);
        let unless = |author: &mut Self, table: &mut Table, stated: String| {
            format!("not given({}) or {stated}", author.switch(table))
        };
        match kind {
            Rule::EachItem => unless(self, table, format!("all({list}, {amount} >= 0.5)")),
            Rule::SomeItem => unless(self, table, format!("any({list}, {amount} > 1 or not {amount} < 9)")),
            Rule::CountedItems => unless(self, table, format!("count({list}, {amount} > 1) < 2")),
            Rule::SumOfProducts => format!("{} = sum({list}, {amount} * 2)", self.total(table)),
            Rule::SumOfSome => format!("{} >= sum({list}, {amount}, {amount} > 1)", self.total(table)),
            _ => format!("all({list}, {amount} <= parent.{})", self.total(table)),
        }
    }

    /// A text that only the rule reads.
    fn own_text(&mut self, table: &mut Table) -> String {
        let leaf = self.leaf(&mut table.members, Need::Optional, |recipe| recipe.is_free_text());
        table.leaf(leaf)
    }

    /// Two times of one kind.
    fn times(&mut self, table: &mut Table) -> (String, String) {
        let first = self.leaf(&mut table.members, Need::Optional, |recipe| recipe.calendar().is_some());
        let kind = first.recipe.calendar();
        let second = self.leaf(&mut table.members, Need::Optional, |recipe| recipe.calendar() == kind);
        (table.leaf(first), table.leaf(second))
    }

    /// An amount that only the rule reads.
    fn input(&mut self, table: &mut Table) -> String {
        let leaf = self.amount(&mut table.members, Need::Any);
        self.looked_at(table, leaf, "1")
    }

    /// An amount that can have the value that the rule requires, or be absent.
    fn total(&mut self, table: &mut Table) -> String {
        let leaf = self.amount(&mut table.members, Need::Optional);
        table.leaf(leaf)
    }

    /// A row that can be absent to satisfy the rule.
    fn switch(&mut self, table: &mut Table) -> String {
        let leaf = self.leaf(&mut table.members, Need::Optional, |_| true);
        table.leaf(leaf)
    }

    /// A row with a code table, and one of its values.
    fn code(&mut self, table: &mut Table) -> (String, String) {
        let found = self.seen(table, |known| match known.value() {
            Known::Code(name, value) => Some((name.clone(), value.clone())),
            _ => None,
        });
        found.unwrap_or_else(|| {
            let leaf = self.leaf(&mut table.members, Need::Any, |recipe| {
                recipe.get("table") == Some("closed") && !recipe.is_whole()
            });
            let value = leaf.codes.first().cloned().unwrap_or_default();
            (self.looked_at(table, leaf, &value), value)
        })
    }

    pub(super) fn seen_amount(&mut self, table: &mut Table) -> String {
        let found =
            self.seen(table, |known| if let Known::Amount(name) = known.value() { Some(name.clone()) } else { None });
        found.unwrap_or_else(|| self.input(table))
    }

    pub(super) fn seen_text(&mut self, table: &mut Table) -> String {
        let found =
            self.seen(table, |known| if let Known::Text(name) = known.value() { Some(name.clone()) } else { None });
        found.unwrap_or_else(|| {
            let leaf = self.leaf(&mut table.members, Need::Any, |recipe| recipe.is_free_text());
            self.looked_at(table, leaf, "自")
        })
    }

    pub(super) fn seen_row(&mut self, table: &mut Table) -> String {
        let found = self.seen(table, |known| match known {
            Known::Amount(name) | Known::Text(name) | Known::Code(name, _) | Known::List(name) | Known::Row(name) => {
                Some(name.clone())
            }
            Known::Sum(_) | Known::Items(..) | Known::Always(_) => None,
        });
        found.unwrap_or_else(|| self.switch(table))
    }

    fn seen_list(&mut self, table: &mut Table) -> String {
        let list_name = |known: &Known| if let Known::List(name) = known { Some(name.clone()) } else { None };
        let found = self.seen(table, list_name);
        found.unwrap_or_else(|| {
            let name = self.values(table);
            // A name that isn't an identifier is written differently in an expression.
            table.known.iter().rev().find_map(list_name).unwrap_or(name)
        })
    }

    fn seen_sum(&mut self, table: &mut Table) -> String {
        let found = self.seen(table, |known| if let Known::Sum(name) = known { Some(name.clone()) } else { None });
        found.unwrap_or_else(|| {
            let leaf = self.amount(&mut table.members, Need::Any);
            let name = leaf.name_in_rules.clone();
            let of = leaf.recipe.notation();
            table.push(leaf.row.with("of", of).with("type", "list").with("required", "N"));
            name
        })
    }

    /// A list of objects, and an amount of its items.
    fn seen_items(&mut self, table: &mut Table) -> (String, String) {
        let items = |known: &Known| match known {
            Known::Items(list, amount) => Some((list.clone(), amount.clone())),
            _ => None,
        };
        let found = self.seen(table, items);
        found.unwrap_or_else(|| {
            let row = self.object(table, "list", 3).with("required", "N");
            table.push(row);
            table.known.iter().rev().find_map(items).unwrap_or_default()
        })
    }

    /// With a probability of 2 in 3, one of the existing rows that fit.
    fn seen<T>(&mut self, table: &Table, fits: impl Fn(&Known) -> Option<T>) -> Option<T> {
        let mut fitting: Vec<T> = table.known.iter().filter_map(fits).collect();
        if fitting.is_empty() || self.draw.once_in(3) {
            return None;
        }
        Some(fitting.swap_remove(self.draw.below(fitting.len())))
    }

    /// A row that a rule reads. It may have a default, so that there is always a value.
    fn looked_at(&mut self, table: &mut Table, mut leaf: Leaf, default: &str) -> String {
        if self.can_have_default(&leaf) && self.draw.once_in(2) {
            leaf.row.put("default", default);
        }
        table.leaf(leaf)
    }
}
