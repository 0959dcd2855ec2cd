//! Writes texts so that YAML parses the same text: plain if possible, otherwise in quotes.

use wxmed_compiler::confusable::only_looks_like_ascii;

/// The context of a plain scalar, as YAML calls it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarContext {
    /// At the end of a line.
    Block,
    /// Between brackets, where a comma ends it.
    Flow,
}

/// The original style of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// It was written without quotes.
    Plain,
    /// It was written between quotes, or as a block scalar.
    Quoted,
    /// It is the value of a numeric key, which needs no quotes.
    Number,
}

/// A text on one line.
pub(super) fn quoted(text: &str, context: ScalarContext, style: Style) -> String {
    let is_as_it_seems = match style {
        // Plain texts that only look like ASCII get no quotes, which would hide the problem.
        Style::Plain => !is_something_else(text),
        Style::Quoted => !is_something_else(text) && !only_looks_like_ascii(text),
        Style::Number if is_decimal(text) => return text.to_owned(),
        Style::Number => !is_something_else(text),
    };
    if is_as_it_seems && is_plain(text, context) {
        return text.to_owned();
    }
    let escapes = text.chars().filter(|c| matches!(c, '"' | '\\')).count();
    let doubled = text.matches('\'').count();
    if text.chars().all(is_printable) && (escapes > doubled || is_json(text)) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// The lines of a multi-line text with the indicator of the block scalar; `None` if they couldn't be parsed back.
pub(super) fn lines(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let (mark, body) = text.strip_suffix('\n').map_or(("|-", text), |body| ("|", body));
    let lines: Vec<&str> = body.split('\n').collect();
    let is_kept = |line: &&str| line.chars().all(|c| is_printable(c) || c == '\t') && line.trim_end() == *line;
    let begins = lines.first().is_some_and(|first| first.starts_with(|c: char| !c.is_whitespace()));
    let ends = lines.last().is_some_and(|last| !last.is_empty());
    (lines.len() > 1 && begins && ends && lines.iter().all(is_kept)).then_some((mark, lines))
}

fn is_plain(text: &str, context: ScalarContext) -> bool {
    const INDICATORS: &[char] = &[
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '=', '<', '~',
    ];
    let ends_it = |c: char| match c {
        ',' | '?' | '[' | ']' | '{' | '}' => context == ScalarContext::Flow,
        c => !is_printable(c),
    };
    !(text.is_empty()
        || text.trim() != text
        || text.starts_with(INDICATORS)
        || text.starts_with("...")
        || text.ends_with(':')
        || text.contains(": ")
        || text.contains(" #")
        || text.contains(ends_it)
        // The lines of templates are quoted consistently, even if they don't begin with a brace.
        || text.contains("{{"))
}

/// Whether a character can be written unescaped. Invisible characters are escaped.
fn is_printable(c: char) -> bool {
    let is_space = c.is_whitespace() && c != ' ' && c != '\u{3000}';
    let is_hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    !c.is_control() && !is_space && !is_hidden
}

/// Whether YAML 1.2 or 1.1 parses a plain text as null, a boolean, a number or a date.
///
/// `yes`, `no` and `Y` are texts in 1.2, and keywords of the language.
fn is_something_else(text: &str) -> bool {
    const KEYWORDS: &[&str] = &["null", "true", "false"];
    KEYWORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) || is_number(text) || is_date(text)
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if [".inf", ".nan", "nan", "inf", "infinity"].contains(&lower.as_str()) {
        return true;
    }
    let digits = |rest: &str, radix: u32| {
        rest.chars().any(|c| c.is_digit(radix)) && rest.chars().all(|c| c.is_digit(radix) || c == '_')
    };
    let of_radix = [("0x", 16), ("0o", 8), ("0b", 2)];
    if of_radix.iter().any(|(prefix, radix)| lower.strip_prefix(prefix).is_some_and(|rest| digits(rest, *radix))) {
        return true;
    }
    // A section such as 2.1.1 is quoted like one such as 1.3, which is a number.
    let (mantissa, exponent) = lower.split_once('e').map_or((&*lower, None), |(left, right)| (left, Some(right)));
    let is_exponent = |exponent: &str| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent), 10);
    let is_mantissa = mantissa.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && mantissa.contains(|c: char| c.is_ascii_digit())
        && mantissa.chars().all(|c| c.is_ascii_digit() || c == '_' || c == '.')
        && mantissa.matches('.').count() <= 2;
    (is_mantissa && exponent.is_none_or(is_exponent)) || is_base_60(unsigned)
}

/// Whether every YAML parser reads a number as written: a decimal number that doesn't look like an octal one.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_of_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_of_digits(whole) && is_of_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// `12:30:45` is a number in YAML 1.1.
fn is_base_60(text: &str) -> bool {
    let is_part = |part: &str| {
        let (whole, rest) = part.split_once('.').unwrap_or((part, ""));
        !whole.is_empty() && [whole, rest].iter().all(|digits| digits.chars().all(|c| c.is_ascii_digit() || c == '_'))
    };
    text.contains(':') && text.split(':').all(is_part)
}

/// A date, or a date and a time with seconds, as in YAML 1.1.
fn is_date(text: &str) -> bool {
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split('-').collect();
    let is_of =
        |part: &str, lengths: &[usize]| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] => {
            let lengths: &[usize] = if time.is_empty() { &[2] } else { &[1, 2] };
            is_of(year, &[4])
                && is_of(month, lengths)
                && is_of(day, lengths)
                && (time.is_empty() || time.trim_start().split(':').count() == 3)
        }
        _ => false,
    }
}

/// Whether a text is a JSON object or list. Single quotes keep it readable, because its double quotes need no escapes.
fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
