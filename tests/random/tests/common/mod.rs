//! A made-up content of some rows and rules.

use wxmed_compiler::model::{Content, Field};
use wxmed_compiler::{Options, Sources, compile};

/// A content with these rows, and the rest of its file.
pub(crate) fn content(rows: &str, rest: &str) -> Content {
    let head = "content: random/invented\nsection: \"9.1\"\ntitle: { zh: 虚构的内容, en: made up }\n";
    let source = "provenance: { source: { zh: 虚构的资料。, en: Made up. }, confidence: medium }\n";
    let mut sources = Sources::new();
    sources.add(
        "invented.yaml",
        "made-up",
        format!("{head}{source}fields:\n{}{rest}", rows.replace("{ name", "  - { label: 标签, en: a label, name")),
    );
    let (model, diagnostics) = compile(&sources, &Options::default());
    let mistakes: Vec<String> = diagnostics.iter().map(|one| one.for_compiler(&sources)).collect();
    assert!(mistakes.iter().all(|mistake| mistake.starts_with("warning")), "{}", mistakes.join("\n"));
    model.content("random/invented").unwrap().clone()
}

/// The only row of a content, of this type and with these keys.
#[allow(dead_code)]
pub(crate) fn row(ty: &str, keys: &str) -> Field {
    content(&format!("{{ name: a, type: {ty}, required: Y{keys} }}\n"), "").record.fields[0].clone()
}
