//! A city as the YAML that somebody would write for it.

use std::fmt::Write as _;

use super::city::{City, Codes, Field, Kind, Object, Presence};

/// The spec of a city.
pub(crate) fn spec(city: &City) -> String {
    let City { name, zh, en, .. } = city;
    let mut out = format!("content: {name}\nsection: \"1.3\"\ntitle: {{ zh: {zh}, en: {en} }}\n\n");
    object(&city.root, city, 0, &mut out);
    out.push_str("\ncodes:\n");
    for table in &city.codes {
        codes(table, &mut out);
    }
    let _ = write!(out, "\nexamples:\n  - title: {{ zh: 示例, en: a sample }}\n    json: '");
    sample(&city.root, &mut out);
    out.push_str("'\n");
    out
}

fn object(object: &Object, city: &City, depth: usize, out: &mut String) {
    let indent = " ".repeat(depth);
    let _ = writeln!(out, "{indent}fields:");
    for one in &object.fields {
        field(one, city, depth + 2, out);
    }
    if let Some([kind, code, needed]) = &object.condition {
        let _ = writeln!(out, "{indent}conditions:\n{indent}  - {{ when: \"{kind} = '{code}'\", needs: [{needed}] }}");
    }
    if let Some([one, other]) = &object.group {
        let _ = writeln!(out, "{indent}groups:\n{indent}  - {{ give: at-most-one, of: [{one}, {other}] }}");
    }
    if !object.rules.is_empty() {
        let _ = writeln!(out, "{indent}rules:");
    }
    for rule in &object.rules {
        let (id, check, zh, en) = (rule.id, &rule.check, rule.zh, rule.en);
        let _ = writeln!(out, "{indent}  - {{ id: {id}, check: \"{check}\", zh: {zh}, en: {en} }}");
    }
}

fn field(field: &Field, city: &City, depth: usize, out: &mut String) {
    let indent = " ".repeat(depth);
    let (name, label, en) = (&field.name.wire, &field.name.zh, &field.name.en);
    let required = match field.presence {
        Presence::Mandatory => "Y",
        Presence::Present => "present",
        Presence::Optional => "N",
    };
    let plain = |ty: &str, more: &str| {
        let sensitive = if field.is_sensitive { ", sensitive: yes" } else { "" };
        format!("{{ name: {name}, label: {label}, en: {en}, type: {ty}, required: {required}{more}{sensitive} }}")
    };
    let text = match &field.kind {
        Kind::Text(most) => plain(&format!("String{most}"), ""),
        Kind::Pattern(digits) => plain("String", &format!(", pattern: \"[A-Z][0-9]{{{digits}}}\"")),
        Kind::Yuan => plain("String", ", format: yuan"),
        Kind::Share => plain("String", ", format: decimal, range: { min: \"0\", max: \"1\" }, decimals: 4"),
        Kind::Date => plain("String", ", format: yyyy-MM-dd"),
        Kind::DateTime => plain("String", ", format: \"yyyy-MM-dd HH:mm:ss\""),
        Kind::Number => plain("Uint32", ", wire: number"),
        Kind::Code(table) => {
            let table = city.codes.get(*table).map_or("", |table| &table.name.wire);
            plain("String", &format!(", codes: {table}"))
        }
        Kind::Texts => plain("list", ", of: String32, max: 9"),
        Kind::CountOf(list) => plain("Uint32", &format!(", wire: number, count_of: {list}")),
        Kind::Object(inner) | Kind::List(inner) => {
            let ty = if matches!(field.kind, Kind::List(_)) { "list" } else { "object" };
            let _ = writeln!(out, "{indent}- name: {name}\n{indent}  label: {label}\n{indent}  en: {en}");
            let _ = writeln!(out, "{indent}  type: {ty}\n{indent}  required: {required}");
            return object(inner, city, depth + 2, out);
        }
    };
    let _ = writeln!(out, "{indent}- {text}");
}

fn codes(table: &Codes, out: &mut String) {
    let kind = if table.is_closed { "closed" } else { "open" };
    let (name, zh, en) = (&table.name.wire, &table.name.zh, &table.name.en);
    let _ = writeln!(out, "  - name: {name}\n    kind: {kind}\n    section: \"1.3\"");
    let _ = writeln!(out, "    title: {{ zh: {zh}, en: {en} }}\n    values:");
    for (code, value) in (1..).zip(&table.values) {
        let (name, zh, en) = (&value.wire, &value.zh, &value.en);
        let _ = writeln!(out, "      - {{ code: \"{code}\", name: {name}, zh: {zh}, en: {en} }}");
    }
}

/// A content that keeps all rules: one item, every amount and every share a whole one.
fn sample(object: &Object, out: &mut String) {
    out.push('{');
    let given = object.fields.iter().filter(|field| {
        let is_second = object.group.as_ref().is_some_and(|[_, other]| *other == field.name.wire);
        !is_second
    });
    for (index, field) in given.enumerate() {
        let _ = write!(out, "{}\"{}\":", if index > 0 { "," } else { "" }, field.name.wire);
        match &field.kind {
            Kind::Text(_) => out.push_str("\"x\""),
            Kind::Pattern(digits) => {
                let _ = write!(out, "\"A{}\"", "7".repeat(*digits));
            }
            Kind::Yuan | Kind::Share => out.push_str("\"1.00\""),
            Kind::Date => out.push_str("\"2018-05-23\""),
            Kind::DateTime => out.push_str("\"2018-05-23 09:30:00\""),
            Kind::Code(_) => out.push_str("\"1\""),
            Kind::Number | Kind::CountOf(_) => out.push('1'),
            Kind::Texts => out.push_str("[\"x\",\"y\"]"),
            Kind::Object(inner) => sample(inner, out),
            Kind::List(inner) => {
                out.push('[');
                sample(inner, out);
                out.push(']');
            }
        }
    }
    out.push('}');
}
