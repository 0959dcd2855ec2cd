//! Texts that are generated from the pattern of a row. Each matches by a check that doesn't use the library, and every
//! part of the pattern is reached.

mod common;

use std::collections::BTreeSet;

use common::row;
use wxmed_compiler::model::Field;
use wxmed_core::Format;
use wxmed_random::dice::{Dice, Scatter};
use wxmed_random::texts;

/// The number of texts that are generated for each row.
const TEXTS: u32 = 600;

fn drawn(field: &Field) -> BTreeSet<String> {
    let text = |seed| texts::good(field, &mut Dice::new(&Scatter::seeded(seed).numbers(20)));
    (0..TEXTS).map(text).collect()
}

/// A pattern, the row's type and other keys, a check of each text, and checks that some text must satisfy.
type Case = (&'static str, &'static str, fn(&str) -> bool, &'static [fn(&str) -> bool]);

fn all(text: &str, is_one: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is_one)
}

fn digits(text: &str) -> bool {
    all(text, |c| c.is_ascii_digit())
}

const CASES: &[Case] = &[
    (
        "[1-4]",
        "String2",
        |t| ["1", "2", "3", "4"].contains(&t),
        &[|t| t == "1", |t| t == "2", |t| t == "3", |t| t == "4"],
    ),
    (
        "1[0-9]{10}",
        "String11",
        |t| t.len() == 11 && t.starts_with('1') && digits(t),
        &[|t| t.ends_with('0'), |t| t.ends_with('9')],
    ),
    (
        // Nested alternatives, a named group, and inner anchors.
        "(?:^(?P<kind>MZ|ZY)-\\d{4}$)|自费(?:A|B)?|x{0}none",
        "String",
        |t| {
            ["自费", "自费A", "自费B", "none"].contains(&t)
                || ["MZ-", "ZY-"]
                    .iter()
                    .any(|kind| t.strip_prefix(kind).is_some_and(|rest| rest.len() == 4 && digits(rest)))
        },
        &[
            |t| t.starts_with("MZ"),
            |t| t.starts_with("ZY"),
            |t| t == "自费",
            |t| t == "自费A",
            |t| t == "自费B",
            |t| t == "none",
        ],
    ),
    (
        // Negated classes, repeated without limit, in a row of a few bytes.
        "[^\\s0-9a-z]+?\\D*",
        "String9, length: bytes",
        |t| t.len() <= 9 && !t.starts_with(|c: char| c.is_ascii_lowercase()) && t.chars().all(|c| !c.is_ascii_digit()),
        &[|t| t.chars().count() == 1, |t| t.len() > 6, |t| t.is_ascii(), |t| !t.is_ascii()],
    ),
    (
        // Flags: for a group, from here on, and off again.
        "(?i)a(?-i:b)(?i:c)d|(?s:.)\\x{4E2D}",
        "String",
        |t| {
            t.ends_with('中') && t.chars().count() == 2
                || t.len() == 4 && t.eq_ignore_ascii_case("abcd") && t.as_bytes()[1] == b'b'
        },
        &[|t| t == "abcd", |t| t == "AbCD", |t| t == "Abcd", |t| t.ends_with('中')],
    ),
    (
        // Word boundaries between words.
        "\\b\\w{1,3}\\b( \\b[[:upper:]]+\\b){1,2}",
        "String",
        |t| {
            t.split(' ').skip(1).all(|word| all(word, |c| c.is_ascii_uppercase()))
                && (2..=3).contains(&t.split(' ').count())
        },
        &[
            |t| t.split(' ').count() == 2,
            |t| t.split(' ').count() == 3,
            |t| t.starts_with(|c: char| c.is_ascii_lowercase()),
        ],
    ),
    (
        // Written with white space between its parts.
        "(?x: [A-F] [[:xdigit:]]{2,} )",
        "String6",
        |t| {
            (3..=6).contains(&t.len())
                && ('A'..='F').contains(&t.chars().next().unwrap())
                && all(t, |c| c.is_ascii_hexdigit())
        },
        &[|t| t.len() == 3, |t| t.len() == 6],
    ),
    (
        // Lines, each with its own end.
        "(?m)^a+$\\n^[^a\\n]$",
        "String",
        |t| {
            t.split_once('\n')
                .is_some_and(|(a, other)| all(a, |c| c == 'a') && other.chars().count() == 1 && other != "a")
        },
        &[|t| t.starts_with("a\n"), |t| t.starts_with("aa")],
    ),
    (
        "((a|b)c){2,3}\\.?",
        "String",
        |t| {
            let t = t.trim_end_matches('.');
            [4, 6].contains(&t.len())
                && t.bytes().enumerate().all(|(at, c)| if at % 2 == 1 { c == b'c' } else { c == b'a' || c == b'b' })
        },
        &[|t| t == "acac", |t| t.starts_with("bcac"), |t| t.ends_with('.'), |t| t.len() >= 6],
    ),
    (
        ".+",
        "String5, length: characters",
        |t| (1..=5).contains(&t.chars().count()) && t.trim() == t && !t.contains('\n'),
        &[|t| t.chars().count() == 5, |t| !t.is_ascii()],
    ),
];

#[test]
fn texts_are_generated_from_any_pattern() {
    for (pattern, ty, is_right, some) in CASES {
        // In YAML, single quotes need no escapes.
        let (ty, rest) = ty.split_once(',').map_or((*ty, String::new()), |(ty, rest)| (ty, format!(",{rest}")));
        let field = row(ty, &format!(", pattern: '{pattern}'{rest}"));
        let texts = drawn(&field);
        for text in &texts {
            assert!(is_right(text), "{text:?} is not of {pattern}");
            assert!(field.limits.pattern.as_ref().unwrap().accepts(text), "{text:?} is refused by {pattern}");
        }
        for (at, is_one) in some.iter().enumerate() {
            assert!(texts.iter().any(|text| is_one(text)), "{at} of {pattern} is not among {texts:?}");
        }
    }
}

/// A pattern together with a format, a range, decimal places or a code table.
#[test]
fn texts_satisfy_a_pattern_and_the_other_limits_of_the_row() {
    let cases: &[Case] = &[
        (
            "[0-9]{2}",
            "Uint8, wire: number",
            |t| t.len() == 2 && digits(t) && !t.starts_with('0'),
            &[|t| t == "10", |t| t > "90"],
        ),
        (
            "[0-9]+[.][0-9]{2}",
            "String, format: yuan, range: { min: 10, max: 20.5 }",
            |t| t.parse::<f64>().is_ok_and(|t| (10.0..=20.5).contains(&t)) && t.len() == 5,
            &[|t| t > "20", |t| t < "12"],
        ),
        (
            "2016[0-9]+",
            "String, format: yyyyMMddHHmmss",
            |t| t.len() == 14 && t.starts_with("2016") && digits(t),
            &[|t| &t[4..6] < "06", |t| &t[4..6] > "06"],
        ),
        (
            "-?[0-9]+([.]5)?",
            "String, format: decimal, decimals: 1, range: { min: -3 }",
            |t| t.parse::<f64>().is_ok_and(|t| t >= -3.0),
            &[|t| t.starts_with('-'), |t| t.ends_with(".5")],
        ),
        (
            "https://[a-z]+[.]example/.*",
            "String64, format: url",
            |t| t.starts_with("https://") && t.len() <= 64,
            &[|t| t.len() > 20],
        ),
        (
            "[0-9]{2,}",
            "Uint32, range: { max: 120 }",
            |t| t.parse::<u8>().is_ok_and(|t| (10..=120).contains(&t)),
            &[|t| t.len() == 2, |t| t.len() == 3],
        ),
    ];
    for (pattern, ty, is_right, some) in cases {
        let (ty, rest) = ty.split_once(',').unwrap();
        let texts = drawn(&row(ty, &format!(", pattern: '{pattern}',{rest}")));
        for text in &texts {
            assert!(is_right(text), "{text:?} is not of {pattern} in {ty}");
        }
        for (at, is_one) in some.iter().enumerate() {
            assert!(texts.iter().any(|text| is_one(text)), "{at} of {pattern} in {ty} is not among {texts:?}");
        }
    }
}

#[test]
fn every_format_has_texts() {
    for format in Format::ALL {
        let texts = drawn(&Field { format, ..row("String", "") });
        assert!(texts.len() > 1 && texts.iter().all(|text| format.accepts(text)), "{}: {texts:?}", format.name());
    }
}

/// In short rows, little of a format's range is left.
#[test]
fn amounts_fit_in_short_rows() {
    for format in ["uint32", "int", "fen", "yuan", "decimal"] {
        let texts = drawn(&row("String2", &format!(", format: {format}")));
        assert!(texts.len() > 8 && texts.iter().all(|text| text.len() <= 2), "{format}: {texts:?}");
    }
}
