//! Masks everything that could be personal data. Only names of fields and short codes are shown.

use wxmed::spec::schema::Privacy;

/// The longest name or code that is shown.
const LONGEST: usize = 40;
/// More digits could be a part of an identity or card number.
const MOST_DIGITS: usize = 6;

/// A code or a name from a message, or `***` if it could be personal data.
pub(super) fn identifier(text: &str) -> String {
    let is_short = !text.is_empty() && text.len() <= LONGEST;
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if is_short && is_plain && digits <= MOST_DIGITS { text } else { Privacy::MASK }.to_owned()
}

/// A path, with each name shown or masked. Names in the spec are always shown.
pub(super) fn path(path: &str, is_known: impl Fn(&str) -> bool) -> String {
    let parts: Vec<String> = path
        .split('.')
        .map(|part| {
            let name = part.split('[').next().unwrap_or_default();
            let index = part.get(name.len()..).unwrap_or_default();
            let is_index = index.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'[' | b']'));
            match is_known(name) && is_index {
                true => part.to_owned(),
                false => identifier(part.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']'))),
            }
        })
        .collect();
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possible_personal_data_is_masked() {
        for shown in ["SYSTEM_ERROR", "40001", "err-1", "SUCCESS"] {
            assert_eq!(identifier(shown), shown);
        }
        for masked in ["张三", "44030019000101123X", "13800138000", "", "a b", "192006250b4c09247ec02edce69f6a2d"] {
            assert_eq!(identifier(masked), "***");
        }
        assert_eq!(
            path("list[2].名称.张三.other[0]", |name| name == "list" || name == "名称"),
            "list[2].名称.***.other"
        );
    }
}
