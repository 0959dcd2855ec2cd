//! Random fields for signers, writers and readers of several languages.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::sample::select;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use wxmed::codec::xml::is_wire_name;

/// Names and values, in byte order.
pub(crate) type Map = BTreeMap<String, String>;

const COUNT: usize = 400;

/// No character beyond U+FFFF: JavaScript sorts those before U+E000, and every other language after it. No documented
/// field has such a name.
const NAMES: &[&str] = &["a", "b", "Z", "_", "0", "9", "-", ".", "医", "院", "&", "=", " ", "key", "ü"];
const WIRE_NAMES: &[&str] = &["b", "Z", "_", "0", "9", "-", ".", "key"];
const VALUES: &[&str] = &[
    "0",
    "1",
    "x",
    "张三",
    "医保",
    "&",
    "=",
    "&key=",
    "<",
    ">",
    "\"",
    "'",
    "]]>",
    "<![CDATA[",
    "&amp;",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u{3000}",
    "é",
    "😀",
    "%",
    "+",
    "\\",
];

/// For signers: names and values of any text.
pub(crate) fn to_sign() -> Vec<Map> {
    let name = vec(select(NAMES), 1..5).prop_map(|pieces| pieces.concat());
    drawn(name, value(VALUES.to_vec()))
}

/// For readers of wxmed's messages.
pub(crate) fn to_read() -> Vec<Map> {
    drawn(wire_name(), trimmed(value(VALUES.to_vec())))
}

/// For writers: only texts that CDATA can contain unchanged, because the libraries don't escape them.
pub(crate) fn to_write() -> Vec<Map> {
    let held = VALUES.iter().copied().filter(|piece| !piece.contains("]]>") && !piece.contains('\r'));
    drawn(wire_name(), trimmed(value(held.collect())))
}

fn wire_name() -> impl Strategy<Value = String> {
    let name = vec(select(WIRE_NAMES), 0..4).prop_map(|pieces| format!("a{}", pieces.concat()));
    name.prop_filter("a name that can be sent", |name| is_wire_name(name))
}

fn value(pieces: Vec<&'static str>) -> impl Strategy<Value = String> {
    vec(select(pieces), 0..8).prop_map(|pieces| pieces.concat())
}

/// Without white space at the ends, which both libraries trim when they read.
fn trimmed(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    value.prop_map(|value| value.trim().to_owned())
}

fn drawn(name: impl Strategy<Value = String>, value: impl Strategy<Value = String>) -> Vec<Map> {
    // Every request has a nonce, so no map is without a value: tenpay signs an empty map differently.
    let map = btree_map(name, value, 0..16).prop_map(|mut map| {
        map.insert("nonce_str".to_owned(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned());
        map
    });
    let maps = vec(map, COUNT).new_tree(&mut TestRunner::default()).unwrap().current();
    let has = |text: &str| maps.iter().flat_map(Map::values).any(|value| value == text);
    assert!(has("0") && has(""), "a falsy value that is signed and one that isn't, in {COUNT} maps");
    maps
}
