//! The code that the macro generates for a row must not grow with the number of rows, or of specs.

use wxmed_codegen::{EmitOptions, emit};
use wxmed_compiler::model::Record;
use wxmed_compiler::{Options, Parsed, Scope, Sources};
use wxmed_random::specs::contents;
use wxmed_specs::shipped;

/// The code generated for each of several contents, compiled together, and the total number of their rows.
fn expansions(number: usize, rows: usize) -> (Vec<String>, usize) {
    let mut sources: Sources = shipped();
    sources.retain(|name| name.starts_with("codes/") || name.starts_with("parts/"));
    let context = sources.files().len();
    for (file, text) in contents(1, rows).take(number).flat_map(|unit| unit.files) {
        sources.add(format!("{file}.yaml"), file.as_str(), text);
    }
    let (parsed, mut rows) = (Parsed::new(sources), 0);
    let written = (context..context + number).map(|file| {
        let options = Options { scope: Scope::Named, ..Options::default() };
        let (model, diagnostics) = parsed.compile_some((0..context).chain([file]), &options);
        assert!(diagnostics.is_empty());
        rows += model.contents.iter().map(|content| rows_of(&content.record)).sum::<usize>();
        let options = EmitOptions { context_files: (0..context).collect(), ..EmitOptions::default() };
        emit(&model, &options).0.to_string()
    });
    (written.collect(), rows)
}

fn rows_of(record: &Record) -> usize {
    record.fields.iter().map(|field| 1 + field.object.as_deref().map_or(0, rows_of)).sum()
}

#[test]
fn the_generated_code_of_a_row_is_bounded() {
    let per_row = |rows| {
        let (written, rows) = expansions(10, rows);
        written.concat().len() / rows
    };
    let (short, long) = (per_row(20), per_row(80));
    assert!(long <= short, "{long} bytes for each row of long contents, {short} of short ones");
    assert!(short <= 1_650, "{short} bytes for each row");
}

#[test]
fn a_content_is_generated_from_its_own_file() {
    let ((few, _), (many, _)) = (expansions(2, 40), expansions(9, 40));
    assert_eq!(few[..], many[..2]);
}
