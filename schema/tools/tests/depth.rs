//! Text of any nesting depth can be read in a thread of 2 MiB, the smallest usual stack size, and in a debug build,
//! which has the largest frames.

use std::thread;

use wxmed_codegen::{EmitOptions, check_names, emit};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Id, Options, Scope, Sources, compile, validate_content_text};
use wxmed_core::Json;
use wxmed_tools::{
    DraftMaterial, compare_models, draft_content, export_json, format_file, reference_names, reference_page,
};

const DEPTHS: [usize; 13] = [1, 2, 5, 10, 20, 36, 38, 39, 40, 41, 300, 3_000, 50_000];

/// Runs a function in a thread of 2 MiB.
fn in_a_small_thread(run: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("deep.yaml", "deep", text);
    sources
}

/// Values nested to this depth, in each of YAML's notations.
fn nested(depth: usize) -> Vec<(&'static str, String)> {
    let twice = depth.div_ceil(2);
    let mut nested = vec![
        ("flow lists", format!("{}{}", "[".repeat(depth), "]".repeat(depth))),
        ("flow lists that do not end", "[".repeat(depth)),
        ("flow mappings", format!("{}1{}", "{ a: ".repeat(depth), " }".repeat(depth))),
        ("flow mappings as keys", format!("{}1{}", "{ ? ".repeat(depth), " }".repeat(depth))),
        ("flow mappings and lists by turns", format!("{}1{}", "{ a: [".repeat(twice), "] }".repeat(twice))),
        ("block lists on a line", format!("\n  {}1", "- ".repeat(depth))),
        ("explicit keys on a line", format!("\n  {}1", "? ".repeat(depth))),
        ("block lists and keys by turns", format!("\n  {}1", "- ? ".repeat(twice))),
    ];
    // The indentation alone would fill gigabytes.
    if depth <= 1000 {
        let line = |level: usize, text: &str| format!("\n{}{text}", " ".repeat(2 + 2 * level));
        let lines = |text: &'static str| (0..depth).map(|level| line(level, text)).collect::<String>();
        nested.push(("block mappings", lines("a:")));
        nested.push(("block lists", lines("-")));
        let by_turns = (0..depth).map(|level| line(level, if level % 2 == 0 { "a:" } else { "-" }));
        nested.push(("block mappings and lists by turns", by_turns.collect()));
    }
    nested
}

#[test]
fn yaml_of_any_depth_gives_a_diagnostic() {
    in_a_small_thread(|| {
        for depth in DEPTHS {
            for (how, value) in nested(depth) {
                // Deep files are slow in a debug build, and are rejected before their keys matter, so one key is
                // enough.
                let keys: &[&str] =
                    if depth <= 300 { &["fields", "title", "examples", "rules", "unknown"] } else { &["fields"] };
                for key in keys {
                    let text = format!("content: deep\nsection: \"1\"\n{key}: {value}\n");
                    let sources = sources(&text);
                    let (_, found) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
                    assert!(found.has_errors(), "{depth} {how} in {key}");
                    // The formatter may accept some of these files; it must terminate.
                    let laid_out = format_file(&sources, 0);
                    assert!(depth < 300 || laid_out.is_err(), "{depth} {how} in {key}");
                }
                assert!(compile(&sources(&value), &Options::default()).1.has_errors(), "{depth} {how}");
            }
        }
    });
}

#[test]
fn the_first_level_that_is_too_deep_is_reported() {
    let levels = |depth: usize| {
        let text = format!("content: deep\nfields: {}{}\n", "[".repeat(depth), "]".repeat(depth));
        let sources = sources(&text);
        let (_, found) = compile(&sources, &Options::default());
        let position = found.iter().find(|one| one.id == Id::Yaml).map(|one| sources.position(one.span));
        position.map(|position| (position.line, position.column))
    };
    assert_eq!(levels(39), None);
    assert_eq!(levels(40), Some((2, 9 + 39)));
    // The YAML parser looks ahead, and counts the levels that it sees.
    assert_eq!(levels(50_000), Some((2, 9 + 40)));
}

/// A content of objects in objects, and a JSON text for it.
fn objects(depth: usize) -> (String, String) {
    let outer = |level: usize| {
        format!(
            "{{ name: a, label: 甲, en: a, required: Y, type: object, spelling: A{level}, rules: \
             [{{ id: r, check: \"given(a)\", zh: 有, en: given }}], fields: ["
        )
    };
    let outer: String = (1..depth).map(outer).collect();
    let inner = "{ name: a, label: 甲, en: a, required: Y, type: String }";
    let text = format!(
        "content: deep\nsection: \"1\"\ntitle: {{ zh: 深, en: deep }}\nfields: [{outer}{inner}{}]\nexamples: \
         [{{ title: {{ zh: 例, en: example }}, json: '{}' }}]\n",
        "] }".repeat(depth.saturating_sub(1)),
        json(depth)
    );
    (text, json(depth))
}

fn json(depth: usize) -> String {
    format!("{}\"1\"{}", "{\"a\":".repeat(depth), "}".repeat(depth))
}

#[test]
fn the_maximum_depth_passes_all_stages() {
    in_a_small_thread(|| {
        let (mut deepest, mut refused) = (0, 0);
        for depth in (1..60).chain([1000, 30_000]) {
            let (text, json) = objects(depth);
            let sources = sources(&text);
            let (model, found) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
            all_the_way(&sources, &model, &json);
            match found.errors().next().map(|one| one.id) {
                None => deepest = depth,
                Some(id) => {
                    assert_eq!(id, Id::Yaml, "{depth}");
                    refused += 1;
                }
            }
        }
        assert!(deepest >= 15, "the limit must not reject real contents: {deepest}");
        assert!(refused > 20);
    });
}

/// Runs everything that traverses a model.
fn all_the_way(sources: &Sources, model: &Model, json: &str) {
    let _ = format_file(sources, 0);
    let _ = emit(model, &EmitOptions::default()).0.to_string();
    let _ = check_names(model, &EmitOptions::default());
    let _ = export_json(model, model);
    let _ = compare_models(model, &model.clone());
    for name in reference_names(model) {
        let _ = reference_page(model, name);
    }
    for content in &model.contents {
        let _ = validate_content_text(content, json);
    }
}

#[test]
fn json_of_any_depth_is_parsed_or_rejected() {
    in_a_small_thread(|| {
        let (text, _) = objects(8);
        let (model, _) = compile(&sources(&text), &Options::default());
        let content = model.contents.first().unwrap();
        for depth in DEPTHS.into_iter().filter(|depth| *depth <= 10_000) {
            let objects = json(depth);
            let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let inside_texts = format!("{}1{}", "'[".repeat(depth), "]'".repeat(depth));
            let by_turns = format!("{}1{}", "[{\"a\":".repeat(depth), "}]".repeat(depth));
            for text in [&objects, &lists, &by_turns, &"[".repeat(depth), &"{\"a\":".repeat(depth), &inside_texts] {
                assert!(depth <= 32 || Json::parse(text).is_err(), "{depth}");
                let _ = Json::parse_leniently(text);
                let _ = validate_content_text(content, text);
                let material = DraftMaterial { sources: sources(text), ..DraftMaterial::default() };
                let _ = draft_content("city/deep/a", "1", &DraftMaterial { labels: vec![0], ..material.clone() });
                let _ = draft_content("city/deep/a", "1", &DraftMaterial { examples: vec![0], ..material });
                let example = format!(
                    "content: deep\nsection: \"1\"\ntitle: {{ zh: 深, en: deep }}\nfields:\n  - {{ name: a, label: 甲, \
                     en: a, type: String, required: Y }}\nexamples:\n  - title: {{ zh: 例, en: example }}\n    json: '{}'\n",
                    text.replace('\'', "''")
                );
                assert!(depth < 2 || compile(&sources(&example), &Options::default()).1.has_errors(), "{depth}");
            }
        }
    });
}

#[test]
fn a_rule_of_any_depth_is_parsed_or_rejected() {
    in_a_small_thread(|| {
        for depth in [1, 2, 5, 14, 15, 16, 17, 18, 30, 62, 63, 64, 65, 300, 10_000] {
            for (open, inner, close) in [
                ("(", "a = a", ")"),
                ("not ", "a = a", ""),
                ("not (", "a = a", ")"),
                ("", "a = a", " and a = a"),
                ("", "a = a", " or not a = a"),
                ("", "a", " + a = a"),
                ("-", "a = a", ""),
                ("round(", "a = a", ", 2)"),
                ("either(a, ", "a = a", ")"),
                ("(a + ", "a = a", ")"),
                ("a * (a + (", "a = a", "))"),
                ("((a = a and ", "a = a", " or a = a))"),
            ] {
                let check = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
                let text = format!(
                    "content: deep\nsection: \"1\"\ntitle: {{ zh: 深, en: deep }}\nfields:\n  - {{ name: a, label: 甲, \
                     en: a, type: String, required: Y, format: yuan }}\nrules:\n  - {{ id: r, check: \"{check}\", \
                     zh: 规则, en: rule }}\n"
                );
                let sources = sources(&text);
                let (model, found) = compile(&sources, &Options::default());
                assert!(depth < 300 || found.has_errors(), "{depth} {open}");
                all_the_way(&sources, &model, r#"{"a":"1.00"}"#);
            }
        }
    });
}
