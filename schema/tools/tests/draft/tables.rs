//! Tables of bureaus: the drafts, the decisions, and that nothing is lost.
//!
//! With `WXMED_ACCEPT=1` in the environment, the expected files are overwritten.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use wxmed_compiler::model::{Record, Span};
use wxmed_tools::{DecisionKind, Draft, DraftError};

use crate::oracle;
use crate::random_tables::{self, Dice};
use crate::support::{Holds, content, drafted, in_order};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/draft/tables");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end != "expected")).collect();
    files.sort();
    files
}

fn location(text: &str, span: Span) -> String {
    let before = &text[..span.start];
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{}:{column}", before.matches('\n').count() + 1)
}

/// A draft with all its decisions, as text.
fn shown(text: &str, result: &Result<Draft, Vec<DraftError>>) -> String {
    let mut shown = String::new();
    match result {
        Ok(draft) => {
            shown += &draft.text;
            for decision in &draft.decisions {
                let path = if decision.path.is_empty() { "*" } else { &decision.path };
                let proposal = decision.proposal.as_ref().map(|proposal| format!(" `{proposal}`")).unwrap_or_default();
                writeln!(shown, "\n{} {path}: {}{proposal}", decision.kind.name(), decision.message).unwrap();
                for evidence in &decision.evidence {
                    writeln!(shown, "  {} {}", location(text, evidence.span), evidence.text).unwrap();
                }
            }
        }
        Err(errors) => {
            for error in errors {
                writeln!(shown, "error {}: {}", location(text, error.span), error.message).unwrap();
            }
        }
    }
    shown
}

#[test]
fn tables_are_drafted_as_expected() {
    let accepts = std::env::var_os("WXMED_ACCEPT").is_some_and(|value| value == "1");
    let mut wrong = String::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let found = shown(&text, &drafted("city/jiangcheng/visit", &[(Holds::Table, &text)]));
        let beside = path.with_extension(format!("{}.expected", path.extension().unwrap().to_str().unwrap()));
        if accepts {
            std::fs::write(&beside, &found).unwrap();
        } else if std::fs::read_to_string(&beside).unwrap_or_default() != found {
            writeln!(wrong, "{}:\n{found}", path.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "the drafts differ from the expected ones (WXMED_ACCEPT=1 accepts them):\n{wrong}");
}

#[test]
fn no_row_and_no_cell_is_lost() {
    let mut all = String::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        // A table without names is rejected as a whole.
        let Ok(draft) = drafted("city/jiangcheng/visit", &[(Holds::Table, &text)]) else { continue };
        in_order(&draft);
        for (line, word) in oracle::lost(&text, &draft) {
            writeln!(all, "{}:{line}: {word}", path.file_name().unwrap().display()).unwrap();
        }
    }
    assert!(all.is_empty(), "in neither the draft nor the decisions:\n{all}");
}

/// The paths of all fields, without the brackets of lists.
fn paths(draft: &Draft) -> BTreeMap<String, Vec<String>> {
    fn below(record: &Record, above: &str, paths: &mut BTreeMap<String, Vec<String>>) {
        for field in &record.fields {
            let path = if above.is_empty() { field.name.clone() } else { format!("{above}.{}", field.name) };
            paths.entry(field.name.clone()).or_default().push(path.clone());
            if let Some(object) = &field.object {
                below(object, &path, paths);
            }
        }
    }
    let mut paths = BTreeMap::new();
    below(&content(&draft.text).record, "", &mut paths);
    paths
}

/// Whether a decision about how the table was read quotes a name.
fn has_decision(draft: &Draft, name: &str) -> bool {
    use DecisionKind::{Contradiction, LeftOut, Name, Nesting, Table};
    let is_about_reading = |kind| matches!(kind, Table | Contradiction | LeftOut | Name | Nesting);
    let of_reading = draft.decisions.iter().filter(|decision| is_about_reading(decision.kind));
    of_reading.flat_map(|decision| &decision.evidence).any(|evidence| evidence.text.contains(name))
}

/// Checks the draft of a random table. Returns the number of names at their expected paths, or an error.
fn check(seed: u64) -> Result<usize, String> {
    let table = random_tables::table(&mut Dice(seed));
    let text = &table.text;
    let draft = match drafted("city/jiangcheng/visit", &[(Holds::Table, text)]) {
        Ok(draft) => draft,
        // A table with unknown headings and at most one readable name may be rejected.
        Err(errors) if table.paths.len() < 2 && !errors.is_empty() => return Ok(0),
        Err(errors) => return Err(format!("{errors:?}\n{text}")),
    };
    in_order(&draft);
    let lost = oracle::lost(text, &draft);
    let found = paths(&draft);
    let is_there = |(name, path): &(&String, &String)| found.get(*name).is_some_and(|found| found.contains(path));
    let mut elsewhere =
        table.paths.iter().filter(|one| !is_there(one) && !has_decision(&draft, one.0)).map(|(_, path)| path);
    match (lost.as_slice(), elsewhere.next()) {
        ([], None) => Ok(table.paths.iter().filter(is_there).count()),
        (lost, elsewhere) => {
            let draft = shown(text, &Ok(draft));
            Err(format!("lost: {lost:?}; elsewhere: {elsewhere:?}\n{text}\n{draft}"))
        }
    }
}

/// Tries `WXMED_CASES` tables, starting at seed `WXMED_SEED`.
#[test]
fn no_random_table_loses_a_cell() {
    let number = |name: &str, or: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let (cases, seed) = (number("WXMED_CASES", 300), number("WXMED_SEED", 1));
    let mut found = 0;
    let mut wrong = Vec::new();
    for case in seed..seed + cases {
        match check(case) {
            Ok(count) => found += count as u64,
            Err(why) => wrong.push((case, why)),
        }
    }
    let seeds: Vec<u64> = wrong.iter().map(|(case, _)| *case).collect();
    let shortest = wrong.iter().map(|(_, why)| why).min_by_key(|why| why.len());
    assert!(
        wrong.is_empty(),
        "{} of {cases} tables are wrong: WXMED_SEED={seeds:?}; {}",
        wrong.len(),
        shortest.unwrap()
    );
    // If there are only a few tables, all may be ambiguous.
    assert!(found > cases || cases < 100, "only {found} names have the expected path");
}
