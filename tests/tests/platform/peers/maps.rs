//! Random fields for signers, writers and readers of several languages.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::sample::select;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use wxmed::codec::xml::is_wire_name;

/// Names and values, by the order of their bytes.
pub(crate) type Map = BTreeMap<String, String>;

const COUNT: usize = 400;

/// No character beyond U+FFFF: JavaScript sorts those before U+E000, every other language behind it, and no field has
/// such a name.
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

/// For signers: names and values of whatever text.
pub(crate) fn to_sign() -> Vec<Map> {
    let name = vec(select(NAMES), 1..5).prop_map(|pieces| pieces.concat());
    drawn(name, value(VALUES.to_vec()))
}

/// For readers of what wxmed writes.
pub(crate) fn to_read() -> Vec<Map> {
    drawn(wire_name(), trimmed(value(VALUES.to_vec())))
}

/// For writers: nothing that CDATA does not hold as it is, which the libraries do not care for.
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

/// Without white space at its ends, which both libraries cut off when they read.
fn trimmed(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    value.prop_map(|value| value.trim().to_owned())
}

fn drawn(name: impl Strategy<Value = String>, value: impl Strategy<Value = String>) -> Vec<Map> {
    // As every request has a nonce, no map is without any value: what is signed then, tenpay has its own idea of.
    let map = btree_map(name, value, 0..16).prop_map(|mut map| {
        map.insert("nonce_str".to_owned(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned());
        map
    });
    let maps = vec(map, COUNT).new_tree(&mut TestRunner::default()).unwrap().current();
    let has = |text: &str| maps.iter().flat_map(Map::values).any(|value| value == text);
    assert!(has("0") && has(""), "a value that is signed though it is false, and one that is not, in {COUNT} maps");
    maps
}
