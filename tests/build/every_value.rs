//! A spec with a row for every combination of type and format that the language allows, and the Rust that fills it in
//! with the derive and with the builder: both must take the type that is documented for the row.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use wxmed_compiler::grammar::NOTATIONS;
use wxmed_compiler::model::{Field, Items, List, Record, ValueKind};
use wxmed_compiler::{Options, Scope, Sources, compile};
use wxmed_core::Format;

/// Writes the specs and the Rust into a folder.
pub(crate) fn write(out: &Path) -> io::Result<()> {
    let mut rust = String::new();
    let mut kinds = BTreeSet::new();
    for spec in [Spec::Content, Spec::Request] {
        let rows = spec.rows();
        let file = out.join(format!("{}.yaml", spec.name()));
        let text = spec.text(&rows.iter().map(|(row, _)| row.as_str()).collect::<Vec<_>>());
        fs::write(&file, &text)?;
        let fields: Vec<&Field> = rows.iter().map(|(_, field)| field).collect();
        kinds.extend(fields.iter().map(|field| format!("{:?}", field.value_kind())));
        spec.rust(&file, &fields, &mut rust);
    }
    let missing: Vec<String> =
        ValueKind::ALL.iter().map(|kind| format!("{kind:?}")).filter(|kind| !kinds.contains(kind)).collect();
    let _ = writeln!(rust, "/// The kinds of values of which there is no row.\nconst MISSING: &[&str] = &{missing:?};");
    fs::write(out.join("every_value.rs"), rust)
}

/// A list of lists, which has no notation.
const NESTED: &str = "list of lists";

#[derive(Clone, Copy)]
enum Spec {
    Content,
    Request,
}

impl Spec {
    fn name(self) -> &'static str {
        match self {
            Spec::Content => "every_value",
            Spec::Request => "every_field",
        }
    }

    fn text(self, rows: &[&str]) -> String {
        let rows: String = rows.iter().map(|row| format!("    - {row}\n")).collect();
        let codes = "codes:\n  - name: letter\n    kind: closed\n    section: \"9\"\n    title: { zh: 字母, en: letter }\n    \
                     values:\n      - { code: \"1\", name: a, zh: 甲, en: A }\n";
        match self {
            Spec::Content => format!(
                "content: every_value\nsection: \"9\"\ntitle: {{ zh: 各类值, en: every value }}\nfields:\n{rows}{codes}"
            ),
            Spec::Request => format!(
                "operation: every_field\npath: /made/up/every_field\nsection: \"9\"\ntitle: {{ zh: 各类值, en: every value }}\n\
                 retry: safe\nanswer: unsigned\nrequest:\n  fields:\n{rows}response:\n  fields:\n    - {{ name: card_no, label: \
                 卡号, en: card number, type: String8, required: Y, sample: \"1\" }}\n{codes}"
            ),
        }
    }

    /// The rows that the language allows, each with the field that it compiles to.
    fn rows(self) -> Vec<(String, Field)> {
        let formats = Format::ALL.iter().map(|format| format!(", format: \"{}\"", format.name()));
        let more: Vec<String> = formats.chain([String::new(), ", codes: letter".to_owned()]).collect();
        let mut rows = Vec::new();
        let nested = [NESTED].iter();
        for notation in NOTATIONS.iter().filter(|notation| has_room(notation)).chain(nested) {
            for more in &more {
                // An object or a list of objects needs rows; a list of single values needs their type.
                let inner = match *notation {
                    "object" => ", fields: [{ name: inner, label: 内, en: inner, type: Uint64, required: Y }]",
                    "list" => ", of: Uint64",
                    NESTED => ", of: list(String)",
                    _ => "",
                };
                let notation = if *notation == NESTED { "list" } else { notation };
                let name = format!("row_{}", rows.len());
                let row =
                    format!("{{ name: {name}, label: 值, en: value, type: {notation}, required: Y{more}{inner} }}");
                let mut sources = Sources::new();
                sources.add("row.yaml", self.name(), self.text(&[&row]));
                let (model, found) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
                let record: Option<&Record> = match self {
                    Spec::Content => model.contents.first().map(|content| &content.record),
                    Spec::Request => model.operations.first().map(|operation| &operation.request),
                };
                if let (false, Some(field)) = (found.has_errors(), record.and_then(|record| record.field(&name))) {
                    rows.push((row, field.clone()));
                }
            }
        }
        rows
    }

    fn rust(self, file: &Path, fields: &[&Field], out: &mut String) {
        let (name, spelling) = match self {
            Spec::Content => ("every_value", "EveryValue"),
            Spec::Request => ("every_field", "EveryField"),
        };
        let _ = writeln!(out, "#[wxmed::schema(path = {file:?}, derive(PartialEq))]\nmod {name} {{}}");
        let _ = writeln!(out, "#[derive(wxmed::Request)]\n#[wxmed(path = {file:?}, into = {name}::{spelling})]");
        let _ = writeln!(out, "struct {spelling}Form {{");
        for field in fields {
            let ty = own_type(field, name);
            let ty = in_lists(field, ty, ["Vec<", ">"]);
            let _ = writeln!(out, "    {}: {ty},", field.name);
        }
        let _ = writeln!(out, "}}");
        for field in fields.iter().filter(|field| field.object.is_some()) {
            let (row, inner) = (&field.name, inner(field));
            let _ = writeln!(
                out,
                "#[derive(wxmed::Request)]\n#[wxmed(path = {file:?}, object = {row:?})]\nstruct {inner}Form {{ inner: u64 }}"
            );
        }
        let _ = writeln!(out, "/// The same values, by the derive and by the builder.");
        let _ = writeln!(out, "fn {name}() -> (wxmed::Valid<{name}::{spelling}>, wxmed::Valid<{name}::{spelling}>) {{");
        let _ = writeln!(out, "    let form = {spelling}Form {{");
        for field in fields {
            let value = own_value(field, name);
            let value = in_lists(field, value, ["vec![", "]"]);
            let _ = writeln!(out, "        {}: {value},", field.name);
        }
        let _ = writeln!(out, "    }};\n    let built = {name}::{spelling}::builder()");
        for field in fields {
            let value = match field.value_kind() {
                ValueKind::Object => format!("{name}::{}::builder().inner(u64::MAX).build()", inner(field)),
                _ => own_value(field, name),
            };
            let value = in_lists(field, value, ["vec![", "]"]);
            let _ = writeln!(out, "        .{}({value})", field.name);
        }
        let _ = writeln!(out, "        .build().unwrap();\n    (wxmed::ToValid::to_valid(&form).unwrap(), built)\n}}");
    }
}

/// Whether a value of any format fits. Shorter texts have the same type, so they are skipped.
fn has_room(notation: &str) -> bool {
    let digits: String = notation.chars().filter(char::is_ascii_digit).collect();
    !notation.to_ascii_lowercase().starts_with("string")
        || digits.parse::<u32>().is_ok_and(|most| most >= 32)
        || digits.is_empty()
}

/// The value, wrapped in as many lists as the row has.
fn in_lists(field: &Field, one: String, [open, close]: [&str; 2]) -> String {
    match field.list {
        None => one,
        Some(List { items: Items::Values, .. }) => format!("{open}{one}{close}"),
        Some(List { items: Items::Lists, .. }) => format!("{open}{open}{one}{close}{close}"),
    }
}

/// The name of an object's type.
fn inner(field: &Field) -> String {
    field.name.replace("row_", "Row")
}

/// The type of the row in the generated code, which a program would give the field of its own struct.
fn own_type(field: &Field, module: &str) -> String {
    match field.value_kind() {
        ValueKind::Text => "String".to_owned(),
        ValueKind::Code => format!("{module}::Letter"),
        ValueKind::Object => format!("{}Form", inner(field)),
        ValueKind::Uint8 => "u8".to_owned(),
        ValueKind::Uint32 => "u32".to_owned(),
        ValueKind::Uint64 => "u64".to_owned(),
        ValueKind::Int => "i32".to_owned(),
        ValueKind::Int64 => "i64".to_owned(),
        ValueKind::Timestamp => "wxmed::Timestamp".to_owned(),
        ValueKind::Ipv4 => "std::net::Ipv4Addr".to_owned(),
        ValueKind::IdcardMd5 => "wxmed::IdCardMd5".to_owned(),
        ValueKind::Content => "wxmed::Content".to_owned(),
        ValueKind::Yuan => "wxmed::Yuan".to_owned(),
        ValueKind::Fen => "wxmed::Fen".to_owned(),
        ValueKind::Decimal => "wxmed::Decimal".to_owned(),
        ValueKind::Date => "wxmed::Date".to_owned(),
        ValueKind::DashedDate => "wxmed::DashedDate".to_owned(),
        ValueKind::DashedDateTime => "wxmed::DashedDateTime".to_owned(),
        ValueKind::DashedDateMinute => "wxmed::DashedDateMinute".to_owned(),
        ValueKind::Bool => "bool".to_owned(),
    }
}

/// A sample of a format whose values are texts in Rust.
fn own_text(format: Format) -> &'static str {
    match format {
        Format::Text | Format::Url => "https://a.example/",
        Format::Time => "16:31:02",
        Format::TimeMinute => "16:31",
        Format::Month => "201605",
        Format::DashedMonth => "2016-05",
        Format::TimestampMillis => "20160501163102123",
        Format::ColonMillis => "20160501163102:123",
        Format::DashedDateTimeMillis => "2016-05-01 16:31:02.123",
        Format::Base64 => "5Yy75L+d",
        Format::Json => "{}",
        Format::IdNumber => "44030019000101123X",
        Format::Float => "1.5E+2",
        Format::Sm2Signature | Format::Sm4Ciphertext => "3045022100aB",
        Format::Uint8
        | Format::Uint32
        | Format::Uint64
        | Format::Int
        | Format::Int64
        | Format::Timestamp
        | Format::Ipv4
        | Format::IdcardMd5
        | Format::Content
        | Format::Yuan
        | Format::Fen
        | Format::Decimal
        | Format::Date
        | Format::DashedDate
        | Format::DashedDateTime
        | Format::DashedDateMinute
        | Format::Boolean => unreachable!("{} has a type of its own", format.name()),
    }
}

/// A value of the row's type: the largest one, where the size matters.
fn own_value(field: &Field, module: &str) -> String {
    let text = match field.value_kind() {
        ValueKind::Code => return format!("{module}::Letter::A"),
        ValueKind::Object => return format!("{}Form {{ inner: u64::MAX }}", inner(field)),
        ValueKind::Uint8 => return "u8::MAX".to_owned(),
        ValueKind::Uint32 => return "u32::MAX".to_owned(),
        ValueKind::Uint64 => return "u64::MAX".to_owned(),
        ValueKind::Int => return "i32::MIN".to_owned(),
        ValueKind::Int64 => return "i64::MIN".to_owned(),
        ValueKind::Bool => return "true".to_owned(),
        ValueKind::IdcardMd5 => return "wxmed::IdCard::parse(\"44030019000101123x\").unwrap().md5()".to_owned(),
        ValueKind::Content => return "wxmed::Content::from(\"{}\")".to_owned(),
        ValueKind::Text => own_text(field.format),
        ValueKind::Timestamp => "20160501163102",
        ValueKind::Ipv4 => "10.193.0.1",
        ValueKind::Yuan => "9.50",
        ValueKind::Fen => "950",
        ValueKind::Decimal => "-1.25",
        ValueKind::Date => "20160501",
        ValueKind::DashedDate => "2016-05-01",
        ValueKind::DashedDateTime => "2016-05-01 16:31:02",
        ValueKind::DashedDateMinute => "2016-05-01 16:31",
    };
    format!("{text:?}.parse::<{}>().unwrap()", own_type(field, module))
}
