//! Finds the end of a text in a sample. Its quotes may be missing, of another kind, or also occur inside the text.

use super::Reader;

/// The role of a text in its object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Value,
}

/// Whether this character is an opening quote.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '\'' | '＂')
}

/// Reads the text at the current position.
pub(super) fn read(reader: &mut Reader<'_>, role: Role) -> String {
    let start = reader.at;
    let open = reader.rest().chars().next().unwrap_or('"');
    let body = start + open.len_utf8();
    if open != '"' {
        reader.repair(start, body, "引号的种类不对", "this is not the quote that JSON has");
    }
    let text = reader.text.get(body..).unwrap_or_default();
    let end = end(text, open, role);
    reader.at = body + end.next;
    match end.fault {
        Some(Fault::Missing) => {
            reader.repair(body + end.length, body + end.length, "这里缺少右引号", "the closing quote is missing here");
        }
        Some(Fault::Inside) => reader.repair(start, reader.at, "文字里有引号", "the text has quotes in it"),
        None => {}
    }
    unescaped(text.get(..end.length).unwrap_or_default())
}

struct End {
    /// The length of the text.
    length: usize,
    /// The offset after the text.
    next: usize,
    fault: Option<Fault>,
}

enum Fault {
    Missing,
    Inside,
}

/// The end of a text: the first quote after which the syntax is valid.
fn end(text: &str, open: char, role: Role) -> End {
    let mut inner = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        escaped = c == '\\';
        if !closes(open, c) {
            continue;
        }
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        if can_follow(after, role) || (role == Role::Value && !inner && is_another(after)) {
            return End { length: at, next: at + c.len_utf8(), fault: inner.then_some(Fault::Inside) };
        }
        if is_name_at(text.get(at..).unwrap_or_default()) {
            return cut(text.get(..at).unwrap_or_default());
        }
        inner = true;
    }
    cut(text)
}

fn closes(open: char, c: char) -> bool {
    match open {
        '\'' => c == '\'',
        '“' | '”' | '＂' => matches!(c, '”' | '“' | '"' | '＂'),
        _ => c == '"',
    }
}

fn can_follow(after: &str, role: Role) -> bool {
    let next = after.trim_start().chars().next();
    match role {
        Role::Name => {
            matches!(next, None | Some(':' | '：' | '=' | '＝')) || next.is_some_and(|c| opens(c) || c.is_ascii_digit())
        }
        Role::Value => matches!(next, None | Some(',' | '，' | '}' | ']' | '/')),
    }
}

/// Whether the text begins with a quote that ends a value.
pub(super) fn closes_value(text: &str) -> bool {
    text.strip_prefix('"').is_some_and(|after| can_follow(after, Role::Value))
}

/// Whether another entry follows without a comma.
fn is_another(after: &str) -> bool {
    is_name_at(after.trim_start())
}

/// Whether the text begins with a quoted name and a colon.
fn is_name_at(text: &str) -> bool {
    let Some(name) = text.strip_prefix(opens) else { return false };
    let length = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len());
    let after = name.get(length..).unwrap_or_default();
    let closed = after.strip_prefix(opens).map(str::trim_start);
    length > 0 && closed.is_some_and(|after| after.starts_with([':', '：']))
}

/// An unclosed text ends before the closing brackets around it, or at the end of its line.
fn cut(text: &str) -> End {
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    let line = text.get(..line).unwrap_or_default();
    let closer = line.find(['}', ']']).unwrap_or(line.len());
    let kept = line.get(..closer).unwrap_or_default().trim_end();
    let kept = if closer < line.len() { kept } else { kept.strip_suffix([',', '，']).unwrap_or(kept) };
    End { length: kept.len(), next: kept.len(), fault: Some(Fault::Missing) }
}

fn unescaped(raw: &str) -> String {
    let printable: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let quoted = |text: &str| serde_json::from_str::<String>(&format!("\"{text}\"")).ok();
    if printable.contains('\\') { quoted(&printable).unwrap_or(printable) } else { printable }
}
