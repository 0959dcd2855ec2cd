//! Writes contents.

use super::author::{Author, Decks, RecordKind, Shared};
use super::draw::Draw;
use super::table::Table;
use super::yaml::{Map, bilingual};

/// The outer fields that a content may declare: the rows of `tests/specs/carrier.yaml`.
const OUTER: [[(&str, &str); 3]; 4] = [
    [("name", "bill_no"), ("type", "String32"), ("format", "")],
    [("name", "serial_no"), ("type", "String20"), ("format", "text")],
    [("name", "total_fee"), ("type", "Uint32"), ("format", "fen")],
    [("name", "cash_fee"), ("type", "Uint32"), ("format", "fen")],
];

/// Writes a content.
pub(super) fn content(decks: &mut Decks, draw: &mut Draw, name: &str, rows: usize, shared: &Shared) -> Map {
    let last = name.rsplit('/').next().unwrap_or_default();
    let mut spec = Map::default().with("content", name);
    if draw.once_in(3) {
        spec.put("spelling", last.to_ascii_uppercase());
    }
    if draw.once_in(4) {
        spec.put("wrapped_in", draw.pick(&["wrapper", "type", "list", "item", "外层", "a.b"]));
    }
    decks.word("length", LENGTHS, draw, &mut spec);
    decks.word("received", &["yes", "no", "", "", "", "", "", ""], draw, &mut spec);
    let is_received = spec.text("received") == Some("yes");
    spec.put("section", "9.1");
    if draw.once_in(8) {
        spec.put("since", "V1.2");
        spec.put("until", "V1.3");
        spec.put("deprecated", bilingual("改用另一份内容。", "Use another content."));
    }
    spec.put("title", bilingual("随机的内容", "a random content"));
    if draw.once_in(4) {
        let mut provenance = Map::default().with("source", bilingual("生成的", "generated"));
        decks.word("confidence", &["high", "medium", "low"], draw, &mut provenance);
        spec.put("provenance", provenance);
    }
    let mut author = Author::new(decks, draw, RecordKind::Content, last, rows);
    author.shared = shared.clone();
    author.is_received = is_received;
    let mut table = Table::default();
    let constructs = (3 + author.draw.below(6)).max(rows / 7);
    author.table(&mut table, constructs, 0);
    let bindings = if author.draw.once_in(3) { author.bindings(&mut table) } else { Vec::new() };
    table.into_map(&mut author, &mut spec);
    if !bindings.is_empty() {
        let row = |row: &[(&str, &str); 3]| {
            let row = row.iter().filter(|(_, value)| !value.is_empty());
            let row = row.fold(Map::default(), |row, (key, value)| row.with(key, *value));
            row.with("label", "外层字段").with("en", "field of the request")
        };
        spec.put_list("outer", OUTER.iter().map(row).collect());
        spec.put_list("bindings", bindings);
    }
    spec.put_list("codes", author.codes);
    let is_low = spec.map("provenance").and_then(|provenance| provenance.text("confidence")) == Some("low");
    if is_low && can_refuse(&spec) {
        spec.put("provenance", super::yaml::provenance());
    }
    spec
}

/// The length unit of a file's limits, or none.
pub(super) const LENGTHS: &[&str] = &["", "", "", "bytes", "characters", "uncertain"];

/// Whether a part of it refuses values despite low confidence.
fn can_refuse(spec: &Map) -> bool {
    let stated = spec.texts_anywhere("severity");
    ["choices", "tag", "default", "constant"].iter().any(|key| spec.has_anywhere(key)) || stated.contains(&"error")
}

impl Author<'_> {
    /// The bindings of the content to the request that contains it.
    fn bindings(&mut self, table: &mut Table) -> Vec<Map> {
        let mut bindings = Vec::new();
        for _ in 0..1 + self.draw.below(3) {
            let check = match self.draw.below(5) {
                0 => format!("outer.serial_no = {}", self.seen_text(table)),
                1 => format!("{} = outer.bill_no", self.seen_text(table)),
                2 => format!("outer.total_fee = {} * 100", self.seen_amount(table)),
                3 => format!(
                    "outer.cash_fee <= {} + outer.total_fee or not given(outer.bill_no)",
                    self.seen_amount(table)
                ),
                _ => format!("given(outer.bill_no) or not given({})", self.seen_row(table)),
            };
            let mut binding = Map::default().with("id", self.rule_id()).with("check", check);
            self.decks.word("severity", &["", "warning", "error"], self.draw, &mut binding);
            bindings.push(binding.with("zh", "须与外层一致").with("en", "must agree with the request"));
        }
        bindings
    }
}
