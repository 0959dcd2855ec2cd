//! Lists, the rows that count them, and identifiers.

use super::author::{Author, Leaf, Need};
use super::names::Members;
use super::table::{Known, Table};
use super::yaml::{Map, Node};

impl Author<'_> {
    /// A list of single values.
    pub(super) fn values(&mut self, table: &mut Table) -> String {
        let leaf = self.leaf(&mut table.members, Need::Any, |_| true);
        let Leaf { mut row, name_in_rules, name, recipe, .. } = leaf;
        row.put("of", recipe.notation());
        row.put("type", "list");
        self.sizes(&mut row);
        row.put("required", self.draw.pick(&["Y", "N", "present"]));
        table.known.push(Known::List(name_in_rules.clone()));
        if recipe.is_amount() {
            table.known.push(Known::Sum(name_in_rules));
        }
        table.push(row);
        name
    }

    /// A list of objects.
    pub(super) fn items(&mut self, table: &mut Table, depth: usize, is_json_text: bool) -> String {
        let mut row = self.object(table, "list", depth);
        self.sizes(&mut row);
        row.put("required", self.draw.pick(&["Y", "N", "present"]));
        if is_json_text {
            row.put("wire", "json-text");
        }
        let name = row.text("name").unwrap_or_default().to_owned();
        table.known.push(Known::List(name.clone()));
        table.push(row);
        name
    }

    fn sizes(&mut self, row: &mut Map) {
        let (min, max) = self.draw.pick(&[
            (None, None),
            (Some("1"), None),
            (None, Some("3")),
            (Some("2"), Some("4")),
            (Some("0"), Some("2")),
        ]);
        for (key, size) in [("min", min), ("max", max)] {
            if let Some(size) = size {
                row.put(key, size);
            }
        }
    }

    pub(super) fn count(&mut self, table: &mut Table, list: &str) {
        let row = self.count_row(&mut table.members, list);
        table.push(row);
    }

    /// A row that counts a list.
    pub(super) fn count_row(&mut self, members: &mut Members, list: &str) -> Map {
        let (_, row) = self.named(members);
        let ty = self.draw.pick(&["Uint8", "Uint32", "Uint64", "int"]);
        let row = row.with("type", ty).with("required", "Y").with("count_of", list);
        if self.draw.once_in(2) { row.with("wire", "number") } else { row }
    }

    /// A list of lists of single values.
    pub(super) fn nested_values(&mut self, table: &mut Table) {
        let leaf = self.leaf(&mut table.members, Need::Any, |_| true);
        let Leaf { mut row, name_in_rules, recipe, .. } = leaf;
        row.put("of", format!("list({})", recipe.notation()));
        row.put("type", "list");
        self.sizes(&mut row);
        row.put("required", self.draw.pick(&["Y", "N", "present"]));
        table.known.push(Known::List(name_in_rules));
        table.push(row);
    }

    /// A text that consists of another one, a date and digits, in some order.
    pub(super) fn identifier(&mut self, table: &mut Table) {
        let part = self.leaf(&mut table.members, Need::Any, |recipe| recipe.is_free_text());
        let field = Map::default().with("field", part.name.as_str());
        table.leaf(part);
        let format = self.draw.pick(&["yyyyMMdd", "yyyy-MM", "timestamp", "HH:mm", "yyyyMMddHHmmss:SSS"]);
        let pattern = self.draw.pick(&["[0-9]{7}", "[A-Z]{0,3}", "-?[0-9]+"]);
        let part = |key: &str, value: &str| Map::default().with(key, value);
        let mut parts = vec![field, part("format", format), part("pattern", pattern), part("text", "-")];
        self.draw.shuffle(&mut parts);
        if self.draw.once_in(3) {
            parts.truncate(3);
        }
        let mut leaf = self
            .leaf(&mut table.members, Need::Optional, |recipe| recipe.notation() == "String" && recipe.is_free_text());
        leaf.row.put("composed", Node::List(parts.into_iter().map(Node::Map).collect()));
        table.leaf(leaf);
    }
}
