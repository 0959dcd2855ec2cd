//! Masks tokens and secrets in what is saved.

use std::mem;

use wxmed::spec::schema::Privacy;

use crate::account::Account;

/// The parameters, and the members of JSON, whose values are credentials.
const NAMES: [&str; 2] = ["access_token", "secret"];

/// Whether the value of a parameter is a credential.
pub(super) fn is_secret(name: &str) -> bool {
    NAMES.contains(&name)
}

/// A text without credentials: those of the account, and the values of these names in JSON and in forms, which are found
/// in broken JSON, too.
pub(super) fn masked(text: &str, account: &Account) -> String {
    let own = [account.app_secret().expose(), account.api_key_text().expose()];
    let text = own
        .into_iter()
        .filter(|secret| !secret.is_empty())
        .fold(text.to_owned(), |text, secret| text.replace(secret, Privacy::MASK));
    NAMES.into_iter().fold(text, |text, name| without_values(&text, name))
}

fn without_values(text: &str, name: &str) -> String {
    let mut parts = text.split(name);
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        masked.push_str(name);
        let start = value_start(part).unwrap_or(part.len());
        let (before, value) = part.split_at(start);
        let rest = &value[value_end(value, before.chars().next_back())..];
        masked.push_str(before);
        if rest.len() < value.len() {
            masked.push_str(Privacy::MASK);
        }
        masked.push_str(rest);
    }
    masked
}

/// The offset of the value behind a name.
fn value_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['"', '\'']).unwrap_or(text).trim_start();
    let rest = rest.strip_prefix([':', '='])?.trim_start();
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    Some(text.len() - rest.len())
}

/// The length of a value, up to the quote that ends it, or else to the next delimiter.
fn value_end(value: &str, before: Option<char>) -> usize {
    let quote = before.filter(|quote| matches!(quote, '"' | '\''));
    let mut is_escaped = false;
    let ends = |(_, c): &(usize, char)| match quote {
        Some(_) if mem::take(&mut is_escaped) => false,
        Some(quote) => {
            is_escaped = *c == '\\';
            *c == quote
        }
        None => matches!(c, '&' | ',' | '}' | '<' | '"' | '\'') || c.is_whitespace(),
    };
    value.char_indices().find(ends).map_or(value.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::masked;
    use crate::account::Account;

    #[test]
    fn credentials_are_masked_in_json_in_forms_and_in_broken_json() {
        let account = Account::new("wx1", "own-secret", "own-key");
        for (text, wanted) in [
            (r#"{"access_token":"abc","expires_in":7200}"#, r#"{"access_token":"***","expires_in":7200}"#),
            (r#"{ "secret" : "abc", "appid":"wx1"#, r#"{ "secret" : "***", "appid":"wx1"#),
            (r#"{"secret": "abc"#, r#"{"secret": "***"#),
            (r#"{"secret":"a\"b\\","x":"c"}"#, r#"{"secret":"***","x":"c"}"#),
            ("{'secret': 'abc', 'x': 'c'}", "{'secret': '***', 'x': 'c'}"),
            (r#"{secret: abc, "x": 1}"#, r#"{secret: ***, "x": 1}"#),
            ("grant_type=client_credential&secret=abc&appid=wx1", "grant_type=client_credential&secret=***&appid=wx1"),
            ("access_token=abc", "access_token=***"),
            (r#"{"secret":"","x":"own-key"}"#, r#"{"secret":"","x":"***"}"#),
            ("the own-secret of <a>", "the *** of <a>"),
            ("invalid credential, access_token is invalid", "invalid credential, access_token is invalid"),
            ("secret", "secret"),
            ("", ""),
        ] {
            assert_eq!(masked(text, &account), wanted);
        }
    }
}
