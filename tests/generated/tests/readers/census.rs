//! What was found wrong, and how often: a property over values of which none is bad, or none good, would say nothing.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use wxmed::Violations;
use wxmed_compiler::model::Model;

/// The rules that are no spec's own.
const RULES: &str = "\
    absent-when all-or-none at-least-one at-most-one beside-wrapper choice-conflict choice-missing code composed computed \
    constant control-character count decimals duplicate format invisible items json-type length length-bytes name needed-when \
    needs pattern range required sign-type unique unknown-name white-space wrong-case";

fn rules() -> impl Iterator<Item = &'static str> {
    RULES.split_whitespace()
}

/// As many cases as it takes for what is rare to be seen.
const ENOUGH: u32 = 50_000;

/// What one thread saw.
#[derive(Debug, Default)]
pub(super) struct Census {
    broken: RefCell<BTreeMap<String, u32>>,
    good: Cell<u32>,
    bad: Cell<u32>,
}

impl Census {
    /// Counts what is wrong with one value.
    pub(super) fn count(&self, violations: &Violations) {
        let mut broken = self.broken.borrow_mut();
        for violation in violations {
            match broken.get_mut(violation.rule.id()) {
                Some(times) => *times += 1,
                None => drop(broken.insert(violation.rule.id().to_owned(), 1)),
            }
        }
        let kind = if violations.has_errors() { &self.bad } else { &self.good };
        kind.set(kind.get() + 1);
    }

    /// What several threads saw.
    pub(super) fn all(censuses: Vec<Census>) -> Census {
        let all = Census::default();
        for Census { broken, good, bad } in censuses {
            for (rule, times) in broken.into_inner() {
                *all.broken.borrow_mut().entry(rule).or_default() += times;
            }
            all.good.set(all.good.get() + good.get());
            all.bad.set(all.bad.get() + bad.get());
        }
        all
    }

    /// Holds against what was counted that every rule was broken now and then, that there is no rule of which this test
    /// does not know, and that neither good values nor bad ones are rare.
    ///
    /// # Panics
    /// If it is not so.
    pub(super) fn holds(&self, model: &Model) {
        let broken = self.broken.borrow();
        let stated = stated(model);
        let unknown: Vec<&String> = broken
            .keys()
            .filter(|rule| !rules().any(|known| known == **rule) && !stated.contains(rule.as_str()))
            .collect();
        assert!(unknown.is_empty(), "list these among the rules of the census: {unknown:?}");
        let (good, bad) = (self.good.get(), self.bad.get());
        if good + bad < ENOUGH {
            return;
        }
        for rule in rules() {
            let times = broken.get(rule).copied().unwrap_or_default();
            assert!(times >= (good + bad) / 20_000, "`{rule}` was broken {times} times of {}", good + bad);
        }
        // One that wants two amounts to differ is hardly ever broken by chance, and one that its row's type keeps is not.
        let never: Vec<&str> = stated.iter().filter(|rule| !broken.contains_key(**rule)).copied().collect();
        assert!(never.len() * 5 <= stated.len(), "of {} rules these were never broken: {never:?}", stated.len());
        for share in [good, bad] {
            assert!(share >= (good + bad) / 5, "{good} values were good, and {bad} were not");
        }
    }
}

/// The IDs of the rules that specs state.
fn stated(model: &Model) -> BTreeSet<&str> {
    let operations = model.operations.iter().flat_map(|operation| operation.request.rule_ids());
    let contents = model.contents.iter().flat_map(|content| {
        let bindings = content.bindings.iter().map(|binding| &*binding.id);
        content.record.rule_ids().into_iter().chain(bindings)
    });
    operations.chain(contents).collect()
}
