use super::*;
use crate::format_file;
use wxmed_codegen::{EmitOptions, Layout, emit};
use wxmed_compiler::{Options, Sources, compile};

fn examples() -> Sources {
    let mut sources = Sources::new();
    for (name, text) in EXAMPLES {
        let name = match *name {
            "content" => "foshan/bill",
            "variants" => "foshan/receipt",
            "answer" => "foshan/answer",
            other => other,
        };
        sources.add(format!("{name}.yaml"), name, *text);
    }
    sources
}

#[test]
fn the_examples_are_valid() {
    let sources = examples();
    let (model, diagnostics) = compile(&sources, &Options::default());
    let messages = |diagnostics: &wxmed_compiler::Diagnostics| -> Vec<String> {
        diagnostics.iter().map(|one| one.for_compiler(&sources)).collect()
    };
    assert_eq!(messages(&diagnostics).join("\n"), "");
    let nested = EmitOptions { layout: Layout::Nested, ..Default::default() };
    assert_eq!(messages(&emit(&model, &nested).1).join("\n"), "");
    assert!(!model.operations.is_empty() && !model.contents.is_empty());
}

#[test]
fn the_examples_are_formatted() {
    let sources = examples();
    for (index, file) in sources.files().iter().enumerate() {
        assert_eq!(format_file(&sources, index).unwrap(), &*file.text, "{}", file.path);
    }
}

#[test]
fn every_key_is_shown_by_an_example() {
    assert_eq!(unshown(), [] as [&str; 0], "no spec in `src/examples` has these keys");
}

#[test]
fn every_shape_has_a_description_and_a_unique_name() {
    let shapes = grammar::shapes();
    for shape in &shapes {
        let entries: Vec<&crate::pages::Page> =
            PAGES.iter().filter(|entry| std::ptr::eq(entry.shape, *shape)).collect();
        assert_eq!(entries.len(), 1, "`PAGES` has one entry for `{}`", shape.name);
        assert_eq!(shapes.iter().filter(|other| other.name == shape.name).count(), 1, "{}", shape.name);
    }
    assert_eq!(shapes.len(), PAGES.len());
}

/// The reference, the formatter and editors don't find a shape that no key refers to.
#[test]
fn every_shape_of_the_tables_is_referenced_by_a_key() {
    let tables = [
        include_str!("../../../../compiler/src/grammar.rs"),
        include_str!("../../../../compiler/src/grammar/relations.rs"),
        include_str!("../../../../compiler/src/grammar/rows.rs"),
        include_str!("../../../../compiler/src/grammar/tables.rs"),
        include_str!("../../../../compiler/src/grammar/errata.rs"),
        include_str!("../../../../compiler/src/grammar/templates.rs"),
        include_str!("../../../../compiler/src/grammar/notification.rs"),
        include_str!("../../../../compiler/src/grammar/known.rs"),
    ];
    let lines = tables.iter().flat_map(|table| table.lines());
    let declared = lines.filter(|line| line.starts_with("pub static ") && line.contains(": Shape")).count();
    assert_eq!(grammar::shapes().len(), declared, "give the key of the new shape `.mapping(&…)` or `.list(&…)`");
}

#[test]
fn an_excerpt_is_whole_lines_that_begin_at_the_margin() {
    let files = [("bill", "content: bill\nfields:\n  - name: a\n    range:\n      min: \"1\"\n  - { name: b }\n")];
    assert_eq!(excerpts::of(&grammar::RANGE, &files), ["min: \"1\""]);
    assert_eq!(excerpts::of(&grammar::FIELD, &files), ["- name: a\n  range:\n    min: \"1\""]);
    assert_eq!(excerpts::of(&grammar::CONTENT, &files), [files[0].1]);
}
