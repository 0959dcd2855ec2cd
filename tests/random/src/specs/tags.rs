//! A field whose value selects other rows.

use super::author::{Author, Need, RecordKind};
use super::table::{IN_EVERY_CASE, Known, Table, rename};
use super::yaml::Map;

impl Author<'_> {
    /// A tag, and the rows that it selects.
    pub(super) fn tag(&mut self, table: &mut Table, depth: usize) {
        table.has_tag = true;
        let kind = if self.kind == RecordKind::Content && self.draw.once_in(2) { "open" } else { "closed" };
        let are_numbers = self.draw.once_in(3);
        let codes = self.code_table(kind, are_numbers, true);
        let (name, row) = self.named(&mut table.members);
        let mut row = row.with("type", "String16").with("required", "Y").with("codes", codes.name);
        if are_numbers && self.kind == RecordKind::Content && self.draw.once_in(2) {
            row.put("wire", "number");
        }
        row.put("tag", self.member_word(table));
        self.extra(&mut table.members, &mut row);
        table.push(row);
        // A name that is in several sections, with a different row in each.
        let shared = self.named(&mut table.members);
        let mut codes: Vec<String> = codes.values.into_iter().take(3).map(|(code, _)| code).collect();
        // Sometimes a value has two sections.
        if self.draw.once_in(4) {
            codes.push(codes[0].clone());
        }
        let mut seen: Vec<String> = Vec::new();
        for code in codes {
            if self.draw.once_in(6) {
                continue;
            }
            let is_again = seen.contains(&code);
            let rows = self.rows_of_case(table, (!is_again).then_some(&shared), depth);
            let mut section = Map::default().with("when", Map::default().with(&name, code.as_str()));
            if !is_again && self.draw.once_in(2) {
                section.put("spelling", self.decks.pool.spelling(&mut self.types, self.draw));
            }
            section.put_list("fields", rows);
            table.sections.push(section);
            seen.push(code);
        }
    }

    fn rows_of_case(&mut self, table: &mut Table, shared: Option<&(String, Map)>, depth: usize) -> Vec<Map> {
        let mut rows = Vec::new();
        if let Some((name, shared)) = shared {
            let mut own = Table::default();
            let is_deep = self.kind == RecordKind::Request || depth >= 3;
            match self.draw.below(if is_deep { 2 } else { 7 }) {
                0 => {}
                1 => {
                    let leaf = self.leaf(&mut own.members, Need::Any, |_| true);
                    rows.push(rename(leaf.row, shared));
                }
                kind => {
                    let ty = if kind == 2 { "list" } else { "object" };
                    let row = self.object_with(&mut own, ty, depth + 1, true);
                    let mut row = rename(row, shared);
                    if self.draw.once_in(3) {
                        row.put("wire", "json-text");
                    }
                    rows.push(row);
                    if ty == "list" && self.draw.once_in(2) {
                        rows.push(self.count_row(&mut table.members, name));
                    }
                    if ty == "object" {
                        table.later.push(Known::Amount(format!("{name}.{IN_EVERY_CASE}")));
                        table.later.push(Known::Row(format!("{name}.{IN_EVERY_CASE}")));
                    }
                }
            }
        }
        for _ in 0..1 + self.draw.below(2) {
            let leaf = self.leaf(&mut table.members, Need::Any, |_| true);
            table.later.push(Known::of(&leaf));
            rows.push(leaf.row);
        }
        rows
    }
}
