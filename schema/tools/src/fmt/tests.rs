//! The canonical form has the same content as the file, and is unique.

mod disorder;

use std::path::Path;

use self::disorder::{Dice, Style, rewritten};
use super::{format_file, is_equivalent};
use wxmed_compiler::{Diagnostics, Id};
use wxmed_compiler::{Sources, yaml};

/// The shipped specs and those of the tests, as they are on disk.
fn specs() -> Sources {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::read(&here.join("../specs"), "specs").unwrap();
    let others = here.join("../../tests/specs");
    // The published package doesn't contain this folder.
    if others.is_dir() {
        sources.extend(Sources::read(&others, "tests/specs").unwrap());
    }
    assert!(sources.files().len() > 15);
    sources
}

/// The number of versions of a file that are tried: more for small files, which are cheap; a few thousand in total.
fn versions(text: &str) -> usize {
    (100_000 / text.len()).clamp(3, 300)
}

fn one(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("one.yaml", "one", text);
    sources
}

fn format(text: &str) -> Result<String, Diagnostics> {
    format_file(&one(text), 0)
}

#[track_caller]
fn formatted(text: &str) -> String {
    format(text).unwrap_or_else(|diagnostics| panic!("{diagnostics:?} in\n{text}"))
}

#[track_caller]
fn is_as(text: &str, expected: &str) {
    let first = formatted(text);
    assert_eq!(first, expected);
    is_stable(&first);
}

#[track_caller]
fn is_stable(found: &str) {
    let again = formatted(found);
    let differs = again.lines().zip(found.lines()).position(|(again, found)| again != found);
    let near =
        |text: &str| text.lines().skip(differs.unwrap_or(0).saturating_sub(9)).take(12).collect::<Vec<_>>().join("\n");
    assert!(again == found, "formatting is not idempotent:\n{}\n------\n{}", near(found), near(&again));
}

#[track_caller]
fn assert_equivalent(left: &str, right: &str) {
    let read = |text: &str| yaml::read(text, 0, &mut Diagnostics::default()).unwrap();
    assert!(is_equivalent(&read(left), &read(right)), "{left}\nbecame\n{right}");
}

#[test]
fn every_layout_of_a_spec_has_one_form() {
    let mut dice = Dice::new(1);
    for file in specs().files() {
        let wanted = formatted(&file.text);
        is_stable(&wanted);
        assert_equivalent(&file.text, &wanted);
        let tree = yaml::read(&file.text, 0, &mut Diagnostics::default()).unwrap();
        for _ in 0..versions(&file.text) {
            let text = rewritten(&tree, &mut dice, Style::Plain);
            let found = format(&text).unwrap_or_else(|diagnostics| panic!("{diagnostics:?} in\n{text}"));
            assert_eq!(found, wanted, "of {} as\n{text}", file.path);
        }
    }
}

/// The comments that were inserted into a text, sorted.
fn remarks(text: &str) -> Vec<&str> {
    let lines = text.match_indices("# remark ").filter_map(|(at, _)| text[at..].lines().next());
    let mut remarks: Vec<&str> = lines.map(str::trim_end).collect();
    remarks.sort_unstable();
    remarks
}

#[test]
fn every_comment_survives() {
    let mut dice = Dice::new(2);
    for file in specs().files() {
        let tree = yaml::read(&file.text, 0, &mut Diagnostics::default()).unwrap();
        for _ in 0..versions(&file.text) {
            let text = rewritten(&tree, &mut dice, Style::WithComments);
            let found = formatted(&text);
            assert_eq!(remarks(&found), remarks(&text), "{text}\nbecame\n{found}");
            assert_equivalent(&file.text, &found);
            is_stable(&found);
        }
    }
}

#[test]
fn damaged_files_are_rejected_or_keep_their_content() {
    let mut dice = Dice::new(3);
    let pieces = [
        "\n", " ", "  ", "#", " # c\n", ": ", "- ", "[", "]", "{", "}", ",", "\"", "'", "|\n", ">-\n", "&a ", "*a",
        "!t ", "?", "---\n", "...\n", "%", "\t", "\u{feff}", "\r\n", "中", "null", "~", "1e3", "\\", "<<", "\u{85}",
        "\u{2028}", "\0",
    ];
    let (mut refused, mut kept) = (0, 0);
    for file in specs().files() {
        for _ in 0..versions(&file.text) {
            let mut text = file.text.to_string();
            for _ in 0..=dice.below(3) {
                let mut at = dice.below(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                if dice.below(2) == 0 {
                    text.insert_str(at, pieces[dice.below(pieces.len())]);
                } else {
                    text.remove(at);
                }
            }
            match format(&text) {
                Err(diagnostics) => {
                    assert!(diagnostics.has_errors());
                    let unkept = diagnostics.iter().find(|d| d.message.contains("without changing it"));
                    assert!(unkept.is_none(), "{text}");
                    refused += 1;
                }
                Ok(found) => {
                    assert_equivalent(&text, &found);
                    is_stable(&found);
                    kept += 1;
                }
            }
        }
    }
    assert!(refused > 50 && kept > 50, "{refused} {kept}");
}

#[test]
fn every_mapping_of_a_spec_has_a_known_shape() {
    for (index, file) in specs().files().iter().enumerate() {
        let sources = specs();
        assert!(format_file(&sources, index).is_ok());
        let tree = yaml::read(&file.text, 0, &mut Diagnostics::default()).unwrap();
        let unknown = super::key_order::unknown_below(&tree);
        assert!(unknown.is_empty(), "{}: add what stands below {unknown:?} to structure::BELOW", file.path);
    }
}

#[test]
fn comments_keep_their_position() {
    is_as(
        "\n# head\n\ncodes: kinds   # which\n# before\nkind: open\n\n\n# of values\nvalues: # v\n   # first\n   - {name: a, code: 1} # one\n   - name: b # two\n     # the code\n     code: \"2\"\n     # end of b\n   # end of values\n# foot\n",
        "# head\ncodes: kinds # which\n# before\nkind: open\n# of values\nvalues: # v\n  # first\n  - { code: \"1\", name: a } # one\n  # the code\n  - code: \"2\"\n    name: b # two\n    # end of b\n  # end of values\n# foot\n",
    );
    is_as("# nothing else\n\n# at all", "# nothing else\n# at all\n");
    is_as("", "");
    is_as("[ # a\n  x, # b\n  y # c\n  # d\n] # e\n", "# a\n- x # b\n- y # c\n# d\n# e\n");
}

#[test]
fn unknown_keys_follow_the_known_ones() {
    is_as(
        "zeta: 1\ncodes: kinds\nalpha: { en: y, zh: x, }\nkind: open\nzeta: 2\n",
        "codes: kinds\nkind: open\nzeta: \"1\"\nalpha: { zh: x, en: y }\nzeta: \"2\"\n",
    );
    is_as("- b\n- { z: 1, a: 2 }\n", "- b\n- { z: \"1\", a: \"2\" }\n");
}

fn texts(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn texts_are_quoted_if_necessary() {
    for text in texts(include_str!("tests/plain.json")) {
        is_as(&format!("a: {text}\n"), &format!("a: {text}\n"));
    }
    for text in texts(include_str!("tests/quoted.json")) {
        is_as(&format!("a: '{text}'\n"), &format!("a: \"{text}\"\n"));
        is_as(&format!("'{text}': a\n"), &format!("\"{text}\": a\n"));
    }
    is_as(
        "a: \"{}\"\nb: \"{\\\"x\\\": \\\"y's\\\"}\"\nc: \": \\\"it's\\\"\"\nd: \"\\t\\u0001\\u200b\"\n",
        "a: '{}'\nb: '{\"x\": \"y''s\"}'\nc: ': \"it''s\"'\nd: \"\\t\\u0001\\u200b\"\n",
    );
    is_as("a: [ \"b, c\", 'd?', e ]\n", "a: [\"b, c\", \"d?\", e]\n");
    is_as("a: [.5, 0.10, 1, true]\n", "a: [\".5\", \"0.10\", \"1\", \"true\"]\n");
}

#[test]
fn multi_line_texts_are_written_as_blocks() {
    is_as(
        "a:\n - json: \"{\\n  1\\n}\"\n - x: >\n     one\n     two\n - y: |+ # c\n     one\n\n     two\n\n",
        "a:\n  - json: |-\n      {\n        1\n      }\n  - { x: \"one two\\n\" }\n  - y: \"one\\n\\ntwo\\n\\n\" # c\n",
    );
    is_as("a: \" x\\ny\"\nb: \"x \\ny\"\nc: \"x\\n\\ny\\n\"\n", "a: \" x\\ny\"\nb: \"x \\ny\"\nc: |\n  x\n\n  y\n");
}

#[test]
fn unsupported_yaml_features_are_rejected_with_their_position() {
    let cases = [
        ("a: &x 1\nb: *x\n", Id::YamlFeature),
        ("a: !t 1\n", Id::YamlFeature),
        ("%YAML 1.2\n---\na: 1\n", Id::YamlFeature),
        ("? [a]\n: b\n", Id::WrongShape),
        ("a: [\n", Id::Yaml),
        ("a: 1\n---\nb: 2\n", Id::Yaml),
    ];
    for (text, id) in cases {
        let diagnostics = format(text).unwrap_err();
        assert_eq!(diagnostics.iter().next().unwrap().id, id, "{text}");
    }
    assert!(format_file(&Sources::new(), 7).unwrap().is_empty());
}

#[test]
fn values_of_numeric_keys_are_not_quoted() {
    let spec = |row: &str| {
        format!(
            "content: bill\nsection: \"1\"\ntitle: {{ zh: 账单, en: a bill }}\n\nfields:\n  - {{ name: a, label: 甲, type: list, {row} }}\n"
        )
    };
    let canonical = spec("of: String, min: 1, max: 10, required: N, range: { min: -0.01, max: 9999 }, decimals: 2");
    is_as(&canonical, &canonical);
    is_as(&canonical.replace("min: 1,", "min: \"1\",").replace("9999", "'9999'"), &canonical);
    // Numbers that other YAML parsers read differently keep their quotes, and so do texts that aren't numbers.
    let odd = spec("of: String, min: \"010\", max: \"1e3\", required: N, default: \"1\"");
    is_as(&odd, &odd);
}
