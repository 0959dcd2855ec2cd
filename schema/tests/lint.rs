//! Mistakes in specs, through the one door: each at its place, and none that ends the program.

use wxmed_schema::{Id, Options, Scope, Sources, compile};

/// A content of three amounts, with something in its place.
fn spec(rule: &str, label: &str) -> String {
    format!(
        "content: made/up\nsection: \"1\"\ntitle: {{ zh: 虚构, en: made up }}\nfields:\n  \
         - {{ name: a, label: {label}, en: a, type: String, required: Y, format: yuan }}\nrules:\n  \
         - {{ id: r, check: \"{rule}\", zh: 相等, en: equal }}\n"
    )
}

/// The kinds of mistakes, with line and column.
fn mistakes(text: &str) -> Vec<(Id, usize, usize)> {
    let mut sources = Sources::new();
    sources.add("up.yaml", "made/up", text.to_owned());
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let place = |diagnostic: &wxmed_schema::Diagnostic| {
        let position = sources.position(diagnostic.span);
        (diagnostic.id, position.line, position.column)
    };
    diagnostics.iter().map(place).collect()
}

#[test]
fn a_rule_is_as_long_as_a_bill_and_no_longer() {
    assert_eq!(mistakes(&spec("a = a", "甲")), []);
    let terms = |count: usize| vec!["a"; count].join(" + ") + " = a";
    assert_eq!(mistakes(&spec(&terms(64), "甲")), []);
    for count in [65, 100_000] {
        // The rule begins in column 22, and each term but the last stands before ` + `.
        assert_eq!(mistakes(&spec(&terms(count), "甲")), [(Id::RuleSyntax, 7, 22 + 63 * 4 + 2)], "{count} terms");
    }
}

#[test]
fn anchors_tags_and_aliases_are_refused_where_they_stand() {
    for label in ["&x 甲", "!!str 甲", "!foo 甲"] {
        let found = mistakes(&spec("a = a", label));
        assert!(matches!(found.as_slice(), [(Id::YamlFeature, 5, _)]), "{label}: {found:?}");
    }
    let aliased = spec("a = a", "甲").replace("zh: 相等, en: equal", "zh: &z 相等, en: *z");
    assert!(mistakes(&aliased).iter().all(|(id, line, _)| (*id, *line) == (Id::YamlFeature, 7)));
    let harmless = format!("# see &x\n{}", spec("a = a", "\"&x !y\""));
    assert_eq!(mistakes(&harmless), []);
}

#[test]
fn words_that_say_nothing_are_missed() {
    for nothing in ["\"\"", "~", "null", "\" \""] {
        let text = spec("a = a", "甲").replace("en: made up", &format!("en: {nothing}"));
        assert!(matches!(mistakes(&text).as_slice(), [(Id::MissingKey, 3, _)]), "{nothing}: {:?}", mistakes(&text));
    }
}
