//! Generated values satisfy all rules of a spec together.

mod common;

use std::collections::BTreeSet;

use common::content;
use wxmed_compiler::model::Content;
use wxmed_compiler::validate_content;
use wxmed_core::Json;
use wxmed_random::contents;
use wxmed_random::dice::{Dice, Scatter};

/// The number of values for each spec.
const VALUES: u32 = 60;

/// Some valid values of a content.
fn made(content: &Content) -> Vec<Json> {
    let make = |seed: u32| {
        // Few numbers, as in a shrunk failure.
        let numbers = Scatter::seeded(seed).numbers(if seed.is_multiple_of(10) { 3 } else { 120 });
        let json = contents::good(content, &mut Dice::new(&numbers)).unwrap_or_else(|unkept| panic!("{unkept}"));
        let found = validate_content(content, &json);
        assert!(!found.has_errors(), "{json} breaks\n{found}");
        json
    };
    (0..VALUES).map(make).collect()
}

/// The distinct texts of a field in the outermost object, with `-` if it is absent.
fn texts(values: &[Json], name: &str) -> BTreeSet<String> {
    let text = |json: &Json| {
        let Json::Object(entries) = json else { panic!("{json}") };
        match entries.iter().find(|(key, _)| key == name).map(|(_, value)| value) {
            Some(Json::Text(text) | Json::Number(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => "-".to_owned(),
        }
    };
    values.iter().map(text).collect()
}

fn rules(checks: &[&str]) -> String {
    let rule = |(at, check): (usize, &&str)| {
        format!("  - {{ id: made-up-{at}, check: \"{check}\", zh: 须如此, en: must be so }}\n")
    };
    format!("rules:\n{}", checks.iter().enumerate().map(rule).collect::<String>())
}

const PAY: &str = "{ name: pay_type, type: Uint8, required: Y, range: { min: 1, max: 3 } }\n\
                   { name: cash_fee, type: Uint32, required: Y }\n";

#[test]
fn a_value_restricts_another_value() {
    let values = made(&content(PAY, &rules(&["pay_type != 3 or cash_fee > 0", "pay_type != 2 or cash_fee = 0"])));
    assert_eq!(texts(&values, "pay_type").len(), 3);
    let fees = texts(&values, "cash_fee");
    assert!(fees.contains("0") && fees.len() > 20, "{fees:?}");
}

fn amounts(names: &[&str], required: &str) -> String {
    names.iter().map(|name| format!("{{ name: {name}, type: String, required: {required}, format: yuan }}\n")).collect()
}

#[test]
fn equations_hold_together() {
    let rows = amounts(&["a", "b", "c", "d", "e"], "Y");
    for checks in [
        &["a + b = 10", "a - b = 4"][..],
        &["a + b + c = d", "a = round(d * 0.3, 2)", "b = round(d * 0.5, 2)", "d >= 100"],
        &["a + b = c", "c + d = e", "e - a = 50", "d > b", "b >= 3.5", "e < 1000"],
        &["a * b = 36", "a > b", "b > 1", "c = a - b", "c != 5"],
        &["a = b", "b = c", "c = d", "d = e", "e > 7", "e < 7.1"],
        &["a < b", "b < c", "c < d", "d < e", "e < 0.05"],
        &["round(a * 0.1, 1) = 2.5", "round(a * 0.1, 0) = 2", "b = a * a"],
        &["(a + b) * 2 = c + 1", "c * 3 - d = 2", "not (d = e or a > 500)"],
    ] {
        made(&content(&rows, &rules(checks)));
    }
}

#[test]
fn lists_are_counted_and_summed() {
    let rows = "{ name: total, type: String, required: Y, format: yuan }\n{ name: number, type: Uint8, required: Y, count_of: items }\n\
                { name: fees, type: list, of: String, required: N, format: yuan }\n\
                { name: items, type: list, required: Y, unique: code, fields: [\n\
                   { label: 码, en: code, name: code, type: String8, required: Y, pattern: '[A-C]' },\n\
                   { label: 额, en: fee, name: fee, type: String, required: Y, format: yuan },\n\
                   { label: 数, en: times, name: times, type: Uint8, required: Y } ], \
                   rules: [ { id: whole-fee, check: \"fee >= 1 and times < 100 and times > 0\", zh: 须如此, en: must be so } ] }\n";
    let rows = rows.replace("], rules", "],\n    rules");
    for checks in [
        &["total = sum(items.fee)", "number > 1"][..],
        &["sum(items.times) = 7", "len(items) != 1", "total = sum(fees) + sum(items.fee)"],
        &["number = 3", "not given(fees) or len(fees) = number", "total < 10"],
        &["len(items) * 5 = total", "sum(items.fee) <= total", "given(fees)", "sum(fees) = 1"],
    ] {
        made(&content(&rows, &rules(checks)));
    }
}

#[test]
fn texts_are_the_same_or_not() {
    let rows = "{ name: kind, type: String2, required: Y, pattern: '[A-D]' }\n{ name: other, type: String4, required: Y, pattern: '[B-Z]{1,2}' }\n\
                { name: third, type: String8, required: N }\n{ name: fee, type: String, required: N, format: yuan }\n";
    let checks = [
        "kind = other",
        "kind != 'C'",
        "third = kind or third = 'x y'",
        "kind = 'B' or (given(third) and fee > 3)",
        "kind != 'B' or not given(fee)",
    ];
    let values = made(&content(rows, &rules(&checks)));
    assert_eq!(texts(&values, "kind"), ["B", "D"].map(str::to_owned).into());
    assert_eq!(texts(&values, "kind"), texts(&values, "other"));
    assert!(texts(&values, "third").contains("x y"));
}

#[test]
fn conditions_and_groups_are_satisfied_with_rules() {
    let rows =
        ["a", "b", "c", "d", "e"].map(|name| format!("{{ name: {name}, type: Uint32, required: N }}\n")).concat();
    let rest = "groups:\n  - { give: at-most-one, of: [a, b, c] }\n  - { give: at-least-one, of: [c, d] }\n  - { give: all-or-none, of: [b, e] }\n\
                conditions:\n  - { when: \"a > 5\", needs: [d], absent: [e] }\n  - { given: d, needs: [a] }\n  - { when: \"c < 10\", needs: e }\n";
    let values = made(&content(&rows, &format!("{rest}{}", rules(&["d != 1", "a + d = 40 or c = 11"]))));
    assert!(texts(&values, "a").len() > 5);
    assert!(texts(&values, "c").len() > 1);
}

#[test]
fn rules_read_objects_and_cases() {
    let rows = "{ name: kind, type: String2, required: Y, codes: kind, tag: way }\n\
                { name: fee, type: String, required: Y, format: yuan }\n\
                { name: person, type: object, required: N, fields: [ { label: 岁, en: age, name: age, type: Uint8, required: N }, { label: 名, en: name, name: name, type: String8, required: Y } ] }\n";
    let rest = "sections:\n\
                \x20 - { when: { kind: \"1\" }, fields: [ { label: 卡, en: card, name: card, type: String8, required: Y }, { label: 额, en: part, name: part, type: String, required: Y, format: yuan } ] }\n\
                \x20 - { when: { kind: \"2\" }, fields: [ { label: 号, en: number, name: number, type: Uint32, required: N }, { label: 额, en: part, name: part, type: Uint32, required: N } ] }\n\
                codes:\n  - { name: kind, kind: closed, section: \"9.1\", title: { zh: 类, en: kind }, values: [\n\
                \x20     { code: \"1\", name: one, zh: 一, en: one }, { code: \"2\", name: two, zh: 二, en: two } ] }\n";
    let checks = [
        "given(person.age)",
        "person.age >= 18",
        "part = fee * 2",
        "kind = '1' or given(number)",
        "not given(number) or number = person.age * 3",
    ];
    let values = made(&content(rows, &format!("{rest}{}", rules(&checks))));
    assert_eq!(texts(&values, "kind"), ["1", "2"].map(str::to_owned).into());
    let only = made(&content(rows, &format!("{rest}{}", rules(&["given(card)", "card != person.name"]))));
    assert_eq!(texts(&only, "kind"), ["1"].map(str::to_owned).into());
}

#[test]
fn unsatisfiable_rules_are_named_in_a_few_lines() {
    let impossible = [
        (
            PAY.to_owned(),
            rules(&["pay_type = 3", "pay_type + cash_fee = 2", "cash_fee < 9"]),
            vec!["made-up-0", "made-up-1"],
        ),
        (amounts(&["a", "b"], "Y"), rules(&["a > b", "b > a"]), vec!["made-up-0", "made-up-1"]),
        ("{ name: a, type: String8, required: Y, pattern: 'x{9}' }\n".to_owned(), String::new(), vec!["`a`", "x{9}"]),
        (
            "{ name: a, type: Uint8, required: Y, range: { min: 300 } }\n".to_owned(),
            String::new(),
            vec!["`a`", "Uint8"],
        ),
    ];
    for (rows, rest, named) in impossible {
        let content = content(&rows, &rest);
        // Shrinking runs the same search again.
        for numbers in [&[1, 2, 3][..], &[]] {
            let unkept = contents::good(&content, &mut Dice::new(numbers)).unwrap_err().to_string();
            assert!(unkept.starts_with("random/invented: "), "{unkept}");
            assert!(named.iter().all(|name| unkept.contains(name)), "{unkept}");
            assert!(unkept.len() < 1_000 && unkept.lines().count() < 8, "{unkept}");
        }
    }
}

#[test]
fn the_report_of_many_rules_is_short_too() {
    let long = format!("a > {}", vec!["b"; 60].join(" + "));
    let mut checks = vec![long.as_str(); 40];
    checks.push("a = 0");
    let unkept =
        contents::good(&content(&amounts(&["a", "b"], "Y"), &rules(&checks)), &mut Dice::new(&[])).unwrap_err();
    assert!(unkept.to_string().len() < 2_000, "{unkept}");
}
