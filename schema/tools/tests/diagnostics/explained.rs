//! The explanations of `--explain` are correct.

use wxmed_compiler::{Id, Sources};
use wxmed_core::Lang;
use wxmed_tools::explanation;

use crate::cases::found;

/// The kinds of diagnostics in an example, which can refer to the part in the examples of the language reference.
fn kinds(id: Id, text: &str) -> Vec<&'static str> {
    let mut sources = Sources::new();
    sources.add("parts/payer.yaml", "parts/payer", include_str!("../../src/examples/part.yaml"));
    sources.add(format!("{}.yaml", id.name()), id.name(), text);
    found(&sources).iter().map(|one| one.id.name()).collect()
}

#[test]
fn the_wrong_example_has_only_its_diagnostic_and_the_right_one_has_none() {
    for id in Id::ALL {
        let explanation = explanation(*id);
        assert_eq!(kinds(*id, explanation.wrong), [id.name()], "the wrong example of {}", id.name());
        assert!(kinds(*id, explanation.right).is_empty(), "{}: {:?}", id.name(), kinds(*id, explanation.right));
        assert_ne!(explanation.wrong, explanation.right);
    }
}

#[test]
fn every_kind_is_explained_in_both_languages() {
    for id in Id::ALL {
        let explanation = explanation(*id);
        for text in [explanation.about, explanation.why] {
            assert!(text.in_lang(Lang::En).ends_with('.') && text.en.is_ascii(), "{}: {}", id.name(), text.en);
            assert!(text.in_lang(Lang::Zh).ends_with('。'), "{}: {}", id.name(), text.zh);
        }
    }
}
