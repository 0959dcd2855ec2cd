//! The documents are the same in both languages, and correct. Their Rust is compiled as documentation tests of this
//! package.

use std::path::Path;

use wxmed::ContentError;

/// The spec in the readmes, compiled to types.
#[wxmed::schema(path = "schema/dongguan.yaml", derive(PartialEq))]
mod dongguan {}

const ENGLISH: &str = include_str!("../../../README.md");
const CHINESE: &str = include_str!("../../../README.zh-CN.md");

/// The documents that exist in both languages, English and Chinese.
const PAIRS: [(&str, &str); 3] = [
    (ENGLISH, CHINESE),
    (include_str!("../../../docs/guide.md"), include_str!("../../../docs/guide.zh-CN.md")),
    (include_str!("../../../docs/migrating.md"), include_str!("../../../docs/migrating.zh-CN.md")),
];

/// The fenced blocks: language and text.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        match (line.strip_prefix("```"), is_inside) {
            (Some(language), false) => {
                blocks.push((language, String::new()));
                is_inside = true;
            }
            (Some(_), true) => is_inside = false,
            (None, true) => {
                let (_, block) = blocks.last_mut().unwrap();
                block.push_str(line);
                block.push('\n');
            }
            (None, false) => {}
        }
    }
    blocks
}

/// The blocks that must be equal in all languages.
fn code(text: &str) -> Vec<(&str, String)> {
    blocks(text).into_iter().filter(|(language, _)| *language != "text").collect()
}

/// The lines outside of fenced blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(str::lines)
}

/// The headings, table rows and list items, in order: the beginning of each line, and its number of bars.
fn outline(text: &str) -> Vec<(&str, usize)> {
    let is_number = |mark: &str| mark.strip_suffix('.').is_some_and(|number| number.parse::<u8>().is_ok());
    let marks = prose(text).filter_map(|line| Some((line.split_once(' ')?.0, line.matches('|').count())));
    marks.filter(|&(mark, _)| matches!(mark, "#" | "##" | "###" | "|" | "-") || is_number(mark)).collect()
}

#[test]
fn both_languages_have_the_same_code_headings_and_tables() {
    for (english, chinese) in PAIRS {
        assert_eq!(code(english), code(chinese));
        assert_eq!(blocks(english).len(), blocks(chinese).len());
        assert_eq!(outline(english), outline(chinese));
    }
}

#[test]
fn the_spec_is_the_one_that_the_example_is_made_from() {
    let (_, spec) = blocks(ENGLISH).into_iter().find(|(language, _)| *language == "yaml").unwrap();
    assert_eq!(spec, include_str!("../../schema/dongguan.yaml"));
    let json = r#"{"hospitalCode":"H1","ghf":"9.00","zjzj":"21.00","total":"30.00"}"#;
    let registration = dongguan::Registration::from_json(json).unwrap();
    assert_eq!(registration.ghf + registration.zjzj, registration.total);
    let wrong = dongguan::Registration::from_json(&json.replace("30.00", "9.00")).unwrap_err();
    let ContentError::Invalid { violations, .. } = wrong else { panic!("{wrong}") };
    assert_eq!(violations.keys(), [("", "total")]);
}

/// GitHub's anchor of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}

fn has_anchor(text: &str, wanted: &str) -> bool {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#').trim())).any(|anchor| anchor == wanted)
}

#[test]
fn every_link_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let documents = [
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        "docs/design.md",
        "docs/dependencies.md",
        "docs/guide.md",
        "docs/guide.zh-CN.md",
        "docs/migrating.md",
        "docs/migrating.zh-CN.md",
        "docs/program.md",
        "docs/program.zh-CN.md",
        "docs/languages/README.md",
        "docs/languages/README.zh-CN.md",
    ];
    for document in documents {
        let path = root.join(document);
        let text = std::fs::read_to_string(&path).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
        for link in links.filter(|link| !link.starts_with("https://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{document}: {link}");
            if !heading.is_empty() {
                assert!(has_anchor(&std::fs::read_to_string(target).unwrap(), heading), "{document}: {link}");
            }
        }
    }
}

#[test]
fn every_dependency_has_its_row() {
    let manifest = include_str!("../../../Cargo.toml");
    let (_, rest) = manifest.split_once("[workspace.dependencies]").unwrap();
    let names = rest.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = "));
    for name in names.map(|(name, _)| name).filter(|name| *name != "wxmed" && !name.starts_with("wxmed-")) {
        assert!(include_str!("../../../docs/dependencies.md").contains(&format!("`{name}`")), "{name}");
    }
}

/// Placeholders are in capitals, and files that a recipe creates don't exist yet.
#[test]
fn every_file_that_contributing_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let is_path = |word: &&str| {
        let (folder, _) = word.split_once('/').unwrap_or_default();
        let is_made = word.contains("jiangcheng") || word.contains("ID/WHAT");
        !folder.is_empty() && root.join(folder).is_dir() && !word.contains(char::is_whitespace) && !is_made
    };
    let named: Vec<&str> = text.split('`').filter(is_path).collect();
    assert!(named.len() > 50, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|path| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
