//! Every rule has a case: `cases/RULE.txt`, or `cases/RULE.WHAT.txt`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wxmed_compiler::Sources;
use wxmed_core::Lang;
use wxmed_tools::BreakRule;

use crate::support::changes;

struct Case {
    rule: String,
    name: String,
    old: Sources,
    new: Sources,
    expected: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/breaking/cases");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

/// Parts of a file, each below a line `=== old NAME`, `=== new NAME` or `=== expected`.
fn case(path: &Path) -> Case {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let rule = name.split('.').next().unwrap().to_owned();
    let mut case = Case { rule, name, old: Sources::new(), new: Sources::new(), expected: String::new() };
    let text = fs::read_to_string(path).unwrap();
    for part in text.split("=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap();
        match head.split_once(' ') {
            Some(("old", name)) => case.old.add(format!("{name}.yaml"), name, body),
            Some(("new", name)) => case.new.add(format!("{name}.yaml"), name, body),
            None if head == "expected" => case.expected = body.to_owned(),
            _ => panic!("{}: `=== {head}`", path.display()),
        }
    }
    case
}

#[test]
fn every_case_reports_the_expected_changes() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = changes(&case.old, &case.new).concat();
        assert!(found.contains(&format!(" {} ", case.rule)), "{} has another name than its rule:\n{found}", case.name);
        if found != case.expected {
            wrong.push(format!("=== {}\n{found}", case.name));
        }
    }
    assert!(wrong.is_empty(), "the changes differ from the expected ones:\n{}", wrong.concat());
}

#[test]
fn every_rule_has_a_case() {
    let known: BTreeSet<String> = cases().into_iter().map(|case| case.rule).collect();
    let rules: BTreeSet<String> = BreakRule::ALL.iter().map(|rule| rule.name().to_owned()).collect();
    assert_eq!(rules.len(), BreakRule::ALL.len(), "two rules have the same name");
    assert_eq!(known, rules);
}

#[test]
fn every_rule_is_described_in_both_languages() {
    for rule in BreakRule::ALL {
        for text in [rule.about(), rule.remedy()] {
            assert!(text.in_lang(Lang::En).ends_with('.') && text.en.is_ascii(), "{}: {}", rule.name(), text.en);
            assert!(text.in_lang(Lang::Zh).ends_with('。'), "{}: {}", rule.name(), text.zh);
        }
    }
}
