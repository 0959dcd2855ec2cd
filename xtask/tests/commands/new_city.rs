//! `new-city`

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Copy, Ended};

const SPEC: &str = "schema/specs/city/jiangcheng/visit.yaml";

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/tools/tests/draft").join(path)
}

/// A copy with the files of a made-up city's bureau.
fn bureau() -> Copy {
    let copy = Copy::new();
    for file in ["labels.json", "sample.json", "table.tsv"] {
        copy.write(file, &std::fs::read_to_string(fixture("jiangcheng").join(file)).unwrap());
    }
    copy
}

const ALL: &[&str] =
    &["new-city", "jiangcheng/visit", "--labels", "labels.json", "--example", "sample.json", "--table", "table.tsv"];

fn with(copy: &Copy, more: &[&str]) -> Ended {
    copy.run(&[ALL, more].concat())
}

#[test]
fn a_draft_is_written_and_passes_lint() {
    let copy = bureau();
    let ended = with(&copy, &[]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.starts_with(&format!("wrote {SPEC}: 19 fields\n")), "{}", ended.out);
    for wanted in [
        "decisions for a person · 须由人决定的有 ",
        "\nenglish: Say every label in English: `en:` · 为每个标签写出英文 `en:`\n  yybm: 医院编码 in English",
        "\n    check: sum(mxlb.je) = zje\n    sample.json:1:",
        "\n  mxts: in the sample it is the length of `mxlb`",
    ] {
        assert!(ended.out.contains(wanted), "{wanted} is not in\n{}", ended.out);
    }
    assert!(!ended.out.contains("王小明"), "{}", ended.out);
    // The comments contain the names of the files, which differ in the expected draft.
    let files = [("file0", "labels.json"), ("file1", "sample.json"), ("file2", "table.tsv")];
    let expected = std::fs::read_to_string(fixture("jiangcheng/draft.yaml")).unwrap();
    let named = |text: String, (number, name): (&str, &str)| text.replace(&format!("({number}:"), &format!("({name}:"));
    assert_eq!(copy.read(SPEC), files.into_iter().fold(expected, named));
    for check in [&["lint"][..], &["fmt", "--check"]] {
        let ended = copy.run(check);
        assert_eq!(ended.code, 0, "{check:?}: {}{}", ended.out, ended.err);
    }
}

#[test]
fn each_decision_is_reported_until_it_is_taken() {
    let copy = bureau();
    let ended = with(&copy, &["--format", "json"]);
    let decisions: Vec<Value> = serde_json::from_str(&ended.out).unwrap();
    let ended = copy.run(&["lint", "--format", "json"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let found: Vec<Value> = serde_json::from_str(&ended.out).unwrap();
    assert!(found.iter().all(|one| one["id"] == "undecided" && one["severity"] == "warning" && one["path"] == SPEC));
    // `lint` itself finds labels without English words. All other decisions have a comment.
    let is_english = |one: &&Value| one["message"].as_str().unwrap().contains("has no English words");
    let english = decisions.iter().filter(|one| one["kind"] == "english").count();
    assert_eq!(found.iter().filter(is_english).count(), english);
    // `lint` also finds English texts of codes that are still Chinese, in addition to the comment on the codes.
    let is_chinese = |one: &&Value| one["message"].as_str().unwrap().contains("are Chinese");
    assert_eq!(found.len() - found.iter().filter(is_chinese).count(), decisions.len());
    for decision in decisions.iter().filter(|one| one["kind"] != "english") {
        let text = decision["says"]["en"].as_str().unwrap();
        assert!(found.iter().any(|one| one["message"].as_str().unwrap().contains(text)), "{text}");
    }
    for refused in [&["lint", "--strict"][..], &["regen"], &["regen", "--check"]] {
        let ended = copy.run(refused);
        assert_eq!(ended.code, 1, "{refused:?}: {}{}", ended.out, ended.err);
        assert!(format!("{}{}", ended.out, ended.err).contains("error: this is still to be decided: "), "{refused:?}");
    }
    let decided: String = copy
        .read(SPEC)
        .lines()
        .filter(|line| !line.trim_start().starts_with("# decide"))
        .map(|line| {
            let line = line.replace(", type: ", ", en: words, type: ");
            let line = match line.rsplit_once(", en: ") {
                Some((before, words)) if line.contains("{ code: ") && !words.is_ascii() => {
                    format!("{before}, en: words }}")
                }
                _ => line,
            };
            match line.split_once("label: ") {
                Some((indent, _)) if indent.trim().is_empty() => format!("{line}\n{indent}en: words\n"),
                _ => format!("{line}\n"),
            }
        })
        .collect();
    copy.write(SPEC, &decided);
    for check in [&["lint", "--strict"][..], &["regen"], &["regen", "--check"]] {
        let ended = copy.run(check);
        assert_eq!(ended.code, 0, "{check:?}: {}{}", ended.out, ended.err);
    }
}

#[test]
fn an_existing_file_is_not_overwritten() {
    let copy = bureau();
    copy.write(SPEC, "mine");
    let ended = with(&copy, &[]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains(&format!("{SPEC} is there already")), "{}", ended.err);
    assert_eq!(copy.read(SPEC), "mine");
    let shown = with(&copy, &["--stdout"]);
    assert_eq!((shown.code, copy.read(SPEC).as_str()), (0, "mine"));
    assert!(shown.out.starts_with("content: city/jiangcheng/visit\n"), "{}", shown.out);
    assert!(shown.err.contains("decisions for a person"), "{}", shown.err);
    assert_eq!(with(&copy, &["--force"]).code, 0);
    assert_eq!(copy.read(SPEC), shown.out);
}

#[test]
fn json_output_has_the_same_decisions() {
    let copy = bureau();
    let ended = with(&copy, &["--format", "json"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let decisions: Vec<Value> = serde_json::from_str(&ended.out).unwrap();
    let count = decisions.iter().find(|decision| decision["kind"] == "count").unwrap();
    assert_eq!(count["path"], "mxts");
    assert_eq!(count["proposal"], "count_of: mxlb");
    assert_eq!(count["says"]["zh"], "样例中等于 mxlb 的项数");
    assert_eq!(count["evidence"][0]["path"], "labels.json");
    assert_eq!((&count["evidence"][0]["line"], &count["evidence"][0]["column"]), (&Value::from(10), &Value::from(5)));
    let keys: Vec<&String> = count.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["kind", "path", "says", "about", "proposal", "evidence"]);
}

#[test]
fn unreadable_files_are_reported_with_their_position() {
    let copy = bureau();
    copy.write("broken.json", "{\n  \"a\": \"甲\",\n  (b)\n}");
    let ended = copy.run(&["new-city", "a/b", "--labels", "broken.json"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.starts_with("broken.json:3:3: the name of a field is due here\n"), "{}", ended.err);
    assert!(!copy.path("schema/specs/city/a").exists());
    let ended = copy.run(&["new-city", "a/b", "--labels", "nowhere.json"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.starts_with("error: nowhere.json: "), "{}", ended.err);
    for name in ["a", "A/b", "a/b/c", "a/b.yaml", "../b", "a/", "a/b c", "江/城"] {
        assert_eq!(copy.run(&["new-city", name, "--labels", "labels.json"]).code, 2, "{name}");
    }
    assert_eq!(copy.run(&["new-city", "a/b"]).code, 2);
}

#[test]
fn the_help_has_examples() {
    let ended = Copy::new().run(&["new-city", "--help"]);
    assert!(ended.out.contains("cargo xtask new-city foshan/registration --labels labels.json"), "{}", ended.out);
}

/// Drafts a spec from a table of `schema/tools/tests/draft/tables`. Returns the decisions and the draft.
fn of_table(file: &str) -> Ended {
    let copy = Copy::new();
    copy.write(file, &std::fs::read_to_string(fixture("tables").join(file)).unwrap());
    copy.run(&["new-city", "jiangcheng/visit", "--table", file, "--stdout"])
}

#[test]
fn each_row_of_a_table_is_drafted_or_quoted_with_its_line() {
    let ended = of_table("mix.tsv");
    assert_eq!(ended.code, 0, "{}", ended.err);
    let text = std::fs::read_to_string(fixture("tables/mix.tsv")).unwrap();
    for (number, line) in (1..).zip(text.lines()) {
        let cells: Vec<&str> = line.split('\t').filter(|cell| !cell.is_empty()).collect();
        let name = cells[0].trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_drafted = !name.is_empty() && ended.out.contains(&format!("name: {name},"));
        let is_quoted = ended.err.contains(&format!("mix.tsv:{number}:1 {}", cells.join(" | ")));
        let is_reported = ended.err.contains(&format!("mix.tsv:{number}:1 {}", cells[0]));
        assert!(is_drafted || is_quoted || is_reported, "{line}: {}{}", ended.out, ended.err);
    }
    let ended = of_table("twotables.tsv");
    assert!(ended.err.contains("twotables.tsv:6:1 setl_id | 乙 | String20 | N"), "{}", ended.err);
}

#[test]
fn a_heading_without_names_below_it_is_named() {
    let ended = of_table("chinese-names.tsv");
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains("chinese-names.tsv:1:4: the column headed `名称` has no names of fields"),
        "{}",
        ended.err
    );
}
