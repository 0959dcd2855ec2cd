//! What the two readmes say is the same, and true. Their Rust is compiled as documentation tests of this package.

use std::path::Path;

use wxmed::ContentError;

/// The spec that the readmes show, made into types as they say.
#[wxmed::schema(path = "schema/dongguan.yaml", derive(PartialEq))]
mod dongguan {}

const ENGLISH: &str = include_str!("../../../README.md");
const CHINESE: &str = include_str!("../../../README.zh-CN.md");

/// The fenced blocks: the language, and the text.
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

/// The blocks that mean the same in every language.
fn code(text: &str) -> Vec<(&str, String)> {
    blocks(text).into_iter().filter(|(language, _)| *language != "text").collect()
}

fn count(text: &str, prefix: &str) -> usize {
    text.lines().filter(|line| line.starts_with(prefix)).count()
}

#[test]
fn both_languages_have_the_same_code_headings_and_tables() {
    assert_eq!(code(ENGLISH), code(CHINESE));
    assert_eq!(blocks(ENGLISH).len(), blocks(CHINESE).len());
    for prefix in ["# ", "## ", "| ", "- "] {
        assert_eq!(count(ENGLISH, prefix), count(CHINESE, prefix), "{prefix:?}");
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

#[test]
fn every_link_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let documents = [
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        "docs/design.md",
        "docs/dependencies.md",
        "docs/guide.zh-CN.md",
    ];
    for document in documents {
        let path = root.join(document);
        let text = std::fs::read_to_string(&path).unwrap();
        for (_, rest) in
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(link, _)| (document, link)))
        {
            let target = rest.split('#').next().unwrap_or_default();
            if !target.is_empty() && !target.starts_with("https://") {
                assert!(path.parent().unwrap().join(target).exists(), "{document}: {target}");
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
