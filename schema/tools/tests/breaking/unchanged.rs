//! Edits that aren't changes.

use std::path::Path;

use wxmed_compiler::Sources;
use wxmed_tools::format_file;

use crate::support::{changes, shipped};

/// The same files with edited texts.
fn edited(sources: &Sources, edit: impl Fn(&str) -> String) -> Sources {
    let mut edited = Sources::new();
    for file in sources.files() {
        edited.add(&file.path, &file.name, edit(&file.text));
    }
    edited
}

/// The shipped specs and those of the tests, which use all constructs.
fn all() -> Sources {
    let mut sources = shipped();
    sources.extend(Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs"), "tests").unwrap());
    sources
}

#[test]
fn equal_specs_have_no_changes() {
    assert_eq!(changes(&all(), &all()), [""; 0]);
    assert_eq!(changes(&Sources::new(), &Sources::new()), [""; 0]);
}

#[test]
fn texts_for_people_are_not_changes() {
    let all = all();
    let other = edited(&all, |text| {
        let text = text
            .replace(" zh: ", " zh: 新")
            .replace(" zh: 新\"", " zh: \"新")
            .replace("label: ", "label: 新")
            .replace("section: \"1.1\"", "section: \"7\"");
        text.replace("confidence: high", "confidence: medium").replace("since: V1.0", "since: V1.1")
    });
    assert_ne!(all.files()[0].text, other.files()[0].text);
    assert_eq!(changes(&all, &other), [""; 0]);
}

#[test]
fn the_order_of_rows_is_not_a_change() {
    let all = all();
    let mut moved = 0;
    for step in 0..12 {
        let other = edited(&all, |text| {
            let mut lines: Vec<&str> = text.lines().collect();
            let is_row = |line: &str| line.contains("- { name: ") && line.contains(" required: ");
            let indent = |line: &str| line.len() - line.trim_start().len();
            let are_rows = |above: &str, below: &str| is_row(above) && is_row(below) && indent(above) == indent(below);
            let rows: Vec<usize> = (1..lines.len()).filter(|at| are_rows(lines[*at - 1], lines[*at])).collect();
            for at in rows.iter().skip(step % 3).step_by(step + 2) {
                lines.swap(*at, *at - 1);
            }
            lines.join("\n")
        });
        moved += usize::from(
            all.files().iter().zip(other.files()).any(|(one, other)| one.text.lines().ne(other.text.lines())),
        );
        assert_eq!(changes(&all, &other), [""; 0]);
    }
    assert_eq!(moved, 12);
}

#[test]
fn the_layout_of_a_file_is_not_a_change() {
    let all = all();
    let mut formatted = Sources::new();
    for (index, file) in all.files().iter().enumerate() {
        formatted.add(&file.path, &file.name, format_file(&all, index).unwrap());
    }
    assert_eq!(changes(&all, &formatted), [""; 0]);
}
