//! Compares the breaking changes that `breaking` reports with those in the generated Rust code.

mod api;
mod mutation;

use std::path::Path;

use proc_macro2::{Group, TokenStream, TokenTree};
use wxmed_codegen::{EmitOptions, Layout, emit};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Sources, compile};
use wxmed_tools::{Effect, compare_models};

use self::api::Api;
use self::mutation::{Dice, mutated};

/// Each shipped spec and each spec of the tests, after the codes and the parts that it refers to.
fn units() -> Vec<Sources> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut all = Sources::read(&root.join("schema/specs"), "schema/specs").unwrap();
    all.extend(Sources::read(&root.join("tests/specs"), "tests/specs").unwrap());
    let is_context = |name: &str| name.starts_with("codes/") || name.starts_with("parts/");
    // Templates refer to an operation, and errata to all operations.
    let is_unit = |name: &str| !is_context(name) && !name.starts_with("templates/") && name != "errata";
    let names: Vec<String> = all.files().iter().map(|file| file.name.clone()).filter(|name| is_unit(name)).collect();
    // A notification is about a resource that an operation creates.
    let is_notification =
        |name: &str| all.files().iter().any(|file| file.name == name && file.text.starts_with("notification:"));
    let unit = |name: &String| {
        let is_needed = |other: &str| is_notification(name) && other.starts_with("payinsurance/");
        let mut unit = all.clone();
        unit.retain(|other| is_context(other) || other == name || is_needed(other));
        unit
    };
    names.iter().map(unit).collect()
}

/// The model of specs and the API that is generated from it, if the specs and the names have no errors.
fn made(sources: &Sources) -> Option<(Model, Api)> {
    let (model, diagnostics) = compile(sources, &Options::default());
    // Mutations don't update the examples.
    if diagnostics.errors().any(|error| error.id.name() != "example") {
        return None;
    }
    let (items, naming) = emit(&model, &EmitOptions { layout: Layout::Nested, ..EmitOptions::default() });
    let file = syn::parse2(without_docs(items)).unwrap();
    (!naming.has_errors()).then(|| (model, Api::read(&prettyplease::unparse(&file))))
}

/// Removes the documentation of items, which isn't part of the API.
fn without_docs(items: TokenStream) -> TokenStream {
    let mut tokens = items.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        let is_doc = |next: &TokenTree| next.to_string().starts_with("[doc");
        let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        if is_hash && tokens.next_if(is_doc).is_some() {
            continue;
        }
        out.extend([match token {
            TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), without_docs(group.stream()))),
            other => other,
        }]);
    }
    out
}

#[test]
fn exactly_the_breaking_changes_of_the_generated_code_are_reported() {
    let units: Vec<(Sources, (Model, Api))> =
        units().into_iter().map(|unit| (unit.clone(), made(&unit).unwrap())).collect();
    let mut dice = Dice::new(7);
    let (mut compared, mut broken) = (0, 0);
    while compared < 300 {
        let (specs, (model, api)) = &units[dice.below(units.len())];
        let (what, changed) = mutated(specs, &mut dice);
        let Some((changed_model, changed_api)) = made(&changed) else { continue };
        compared += 1;
        assert_eq!(compare_models(&changed_model, &changed_model), [], "{what} compared with itself");
        for (old, new, old_model, new_model) in
            [(api, &changed_api, model, &changed_model), (&changed_api, api, &changed_model, model)]
        {
            let found = old.broken_in(new);
            let reported: Vec<_> = compare_models(old_model, new_model)
                .into_iter()
                .filter(|change| change.rule.effect() == Effect::Source)
                .map(|change| format!("{} {}: {}", change.rule.name(), change.subject, change.message))
                .collect();
            assert_eq!(
                found.is_empty(),
                reported.is_empty(),
                "{what}\nin the code: {found:#?}\nreported: {reported:#?}"
            );
            broken += usize::from(!found.is_empty());
        }
    }
    assert!(broken > 100, "{broken} of {compared}");
}
