//! The same contents as handwritten types with serde's derives.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wxmed_compiler::model::{CodeTable, Content, Encoding, Record, StatedPresence};

const DERIVES: &str = "#[derive(Clone, Debug, ::serde::Serialize, ::serde::Deserialize)]";

/// The Rust code of a module that a hospital would write without a generator: types for the JSON, without validation.
pub(super) fn by_hand(content: &Content) -> String {
    let mut module = Module::default();
    let mut structs = String::new();
    module.object(&content.record, &content.title.en, &mut structs);
    module.tables.into_values().fold(structs, |out, (_, text)| out + &text)
}

/// Types are numbered, because random contents have colliding names.
#[derive(Default)]
struct Module<'m> {
    structs: usize,
    /// The name and the Rust code of each code table's type.
    tables: BTreeMap<&'m str, (String, String)>,
}

impl<'m> Module<'m> {
    /// Writes a struct and its nested structs, and returns its name.
    fn object(&mut self, record: &'m Record, about: &str, out: &mut String) -> String {
        self.structs += 1;
        let name = format!("Object{}", self.structs);
        // Fields of several variants with the same name become one key.
        let fields: BTreeMap<_, _> = record.fields.iter().map(|field| (&field.name, field)).collect();
        let mut members = String::new();
        for (number, (wire_name, field)) in fields.into_iter().enumerate() {
            let one = match (&field.object, &field.codes) {
                (Some(object), _) => self.object(object, &field.label.en, out),
                (None, Some(table)) => self.table(table),
                (None, None) if field.encoding == Encoding::Number => "u32".to_owned(),
                (None, None) => "String".to_owned(),
            };
            let ty = if field.list.is_some() { format!("Vec<{one}>") } else { one };
            let _ = writeln!(members, "    /// {}\n    #[serde(rename = {wire_name:?})]", field.label.en);
            let ty = if field.presence == StatedPresence::Required { ty } else { format!("Option<{ty}>") };
            if field.presence == StatedPresence::Optional {
                members.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n");
            }
            let _ = writeln!(members, "    pub field_{number}: {ty},");
        }
        let _ = writeln!(out, "/// {about}\n{DERIVES}\npub struct {name} {{\n{members}}}\n");
        name
    }

    /// The name of a code table's type.
    fn table(&mut self, table: &'m CodeTable) -> String {
        let name = format!("Code{}", self.tables.len());
        let write = || {
            let mut out = format!("/// {}\n{DERIVES}\npub enum {name} {{\n", table.title.en);
            for (number, value) in table.values.iter().enumerate() {
                let _ = writeln!(
                    out,
                    "    /// {}\n    #[serde(rename = {:?})]\n    V{number},",
                    value.label.en, value.code
                );
            }
            out.push_str("}\n\n");
            (name.clone(), out)
        };
        self.tables.entry(&table.name).or_insert_with(write).0.clone()
    }
}
