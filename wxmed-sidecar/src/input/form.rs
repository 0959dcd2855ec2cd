//! A body that is a form: `name=value&…`, percent-encoded bytes of its character set.

use wxmed::{Bilingual, Json};

use crate::charset::Charset;

/// Reads the entries of a form. `a.b=value` is the member `b` of the field `a`.
pub(super) fn read(bytes: &[u8], charset: Charset) -> Result<Vec<(String, Json)>, Bilingual> {
    let mut entries: Vec<(String, Json)> = Vec::new();
    for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
            Some(at) => (pair.get(..at).unwrap_or_default(), pair.get(at + 1..).unwrap_or_default()),
            None => (pair, &[][..]),
        };
        let name = charset.decode(&decoded(name).ok_or_else(wrong_escape)?)?;
        let value = Json::Text(charset.decode(&decoded(value).ok_or_else(wrong_escape)?)?);
        match name.split_once('.') {
            Some((outer, member)) => push_member(&mut entries, outer, (member.to_owned(), value)),
            None => entries.push((name, value)),
        }
    }
    Ok(entries)
}

fn push_member(entries: &mut Vec<(String, Json)>, outer: &str, member: (String, Json)) {
    let known = entries.iter_mut().find_map(|(name, value)| match value {
        Json::Object(members) if name == outer => Some(members),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => None,
    });
    match known {
        Some(members) => members.push(member),
        None => entries.push((outer.to_owned(), Json::Object(vec![member]))),
    }
}

fn wrong_escape() -> Bilingual {
    Bilingual::of(
        "表单中有不完整的百分号编码；% 本身写作 %25",
        "the form has an incomplete percent-encoding; % itself is %25",
    )
}

/// Decodes percent-encoding. Returns `None` if it is invalid.
fn decoded(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(*rest.next()?).to_digit(16);
        out.push(match byte {
            b'%' => u8::try_from(digit()? << 4 | digit()?).ok()?,
            b'+' => b' ',
            other => *other,
        });
    }
    Some(out)
}
