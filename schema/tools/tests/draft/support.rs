//! Files of a bureau, and their drafts.

use wxmed_compiler::model::{Content, Model};
use wxmed_compiler::{Errata, Options, Scope, Sources, compile};
use wxmed_tools::{Decision, DecisionKind, Draft, DraftError, DraftMaterial, draft_content, format_file};

/// The kind of a file.
#[derive(Clone, Copy)]
pub(crate) enum Holds {
    Labels,
    Data,
    Table,
}

pub(crate) fn material(files: &[(Holds, &str)]) -> DraftMaterial {
    let mut material = DraftMaterial::default();
    for (index, (holds, text)) in files.iter().enumerate() {
        material.sources.add(format!("file{index}"), "", *text);
        match holds {
            Holds::Labels => material.labels.push(index),
            Holds::Data => material.examples.push(index),
            Holds::Table => material.tables.push(index),
        }
    }
    material
}

pub(crate) fn drafted(name: &str, files: &[(Holds, &str)]) -> Result<Draft, Vec<DraftError>> {
    draft_content(name, "1.3", &material(files))
}

/// Drafts these files. The draft must be valid and in canonical form.
#[track_caller]
pub(crate) fn draft(name: &str, files: &[(Holds, &str)]) -> Draft {
    let draft = drafted(name, files).unwrap_or_else(|errors| panic!("{errors:?}\n{files:?}", files = texts(files)));
    in_order(&draft);
    draft
}

fn texts<'t>(files: &[(Holds, &'t str)]) -> Vec<&'t str> {
    files.iter().map(|(_, text)| *text).collect()
}

#[track_caller]
pub(crate) fn in_order(draft: &Draft) {
    let sources = sources(&draft.text);
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    assert!(diagnostics.is_empty(), "{diagnostics:?}\n{}", draft.text);
    assert_eq!(format_file(&sources, 0).unwrap(), draft.text);
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("spec.yaml", "spec", text);
    sources
}

/// Compiles the content in a text, without errata.
pub(crate) fn content(text: &str) -> Content {
    let options = Options { scope: Scope::Named, errata: Errata::None, ..Options::default() };
    let (Model { contents, .. }, diagnostics) = compile(&sources(text), &options);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    contents.into_iter().next().unwrap()
}

/// The paths of the decisions of a kind.
pub(crate) fn paths(draft: &Draft, kind: DecisionKind) -> Vec<&str> {
    of_kind(draft, kind).iter().map(|decision| decision.path.as_str()).collect()
}

pub(crate) fn of_kind(draft: &Draft, kind: DecisionKind) -> Vec<&Decision> {
    draft.decisions.iter().filter(|decision| decision.kind == kind).collect()
}
