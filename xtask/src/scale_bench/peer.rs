//! The same city as somebody would write it by hand, with serde's derives.

use std::fmt::Write as _;

use super::city::{City, Codes, Kind, Object, Presence};

/// The Rust of a module, as a hospital without a generator has it: types for the JSON, and no checks.
pub(crate) fn peer(city: &City) -> String {
    let mut out = String::new();
    for table in &city.codes {
        codes(table, &mut out);
    }
    object("Form", &format!("{} · {}", city.zh, city.en), &city.root, city, &mut out);
    out
}

const DERIVES: &str = "#[derive(Clone, Debug, ::serde::Serialize, ::serde::Deserialize)]";

fn object(name: &str, about: &str, object_: &Object, city: &City, out: &mut String) {
    let mut inner = Vec::new();
    let _ = writeln!(out, "/// {about}\n{DERIVES}\npub struct {name} {{");
    for field in &object_.fields {
        let ty = match &field.kind {
            Kind::Number | Kind::CountOf(_) => "u32".to_owned(),
            Kind::Code(table) => city.codes.get(*table).map_or(String::new(), |table| camel(&table.name.wire)),
            Kind::Texts => "Vec<String>".to_owned(),
            Kind::Object(object) => {
                inner.push((field, object));
                camel(&field.name.wire)
            }
            Kind::List(object) => {
                inner.push((field, object));
                format!("Vec<{}>", camel(&field.name.wire))
            }
            Kind::Text(_) | Kind::Pattern(_) | Kind::Yuan | Kind::Share | Kind::Date | Kind::DateTime => {
                "String".to_owned()
            }
        };
        let _ = writeln!(out, "    /// {} · {}", field.name.zh, field.name.en);
        if field.presence == Presence::Optional {
            out.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n");
        }
        let ty = if field.presence == Presence::Mandatory { ty } else { format!("Option<{ty}>") };
        let _ = writeln!(out, "    pub {}: {ty},", field.name.wire);
    }
    out.push_str("}\n\n");
    for (field, inside) in inner {
        let about = format!("{} · {}", field.name.zh, field.name.en);
        object(&camel(&field.name.wire), &about, inside, city, out);
    }
}

fn codes(table: &Codes, out: &mut String) {
    let _ = writeln!(out, "/// {} · {}", table.name.zh, table.name.en);
    let _ = writeln!(
        out,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]\npub enum {} {{",
        camel(&table.name.wire)
    );
    for (code, value) in (1..).zip(&table.values) {
        let (zh, en) = (&value.zh, &value.en);
        let _ = writeln!(out, "    /// {zh} · {en}\n    #[serde(rename = \"{code}\")]\n    {},", camel(&value.wire));
    }
    out.push_str("}\n\n");
}

/// A name with its first letter as a capital: names here have no other boundary.
fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
