//! Counts the violations: the property would be worthless if no value was invalid, or none valid.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use wxmed::Violations;
use wxmed_compiler::model::Model;

/// The rules that aren't stated by a spec.
const RULES: &str = "\
    absent-when all-or-none at-least-one at-most-one beside-wrapper choice-conflict choice-missing code composed computed \
    constant control-character count decimals duplicate format invisible items json-type length length-bytes name needed-when \
    needs pattern range required sign-type unique unknown-name white-space wrong-case";

fn rules() -> impl Iterator<Item = &'static str> {
    RULES.split_whitespace()
}

/// The number of cases at which rare violations must have occurred.
const ENOUGH: u32 = 50_000;

/// The counts of one thread.
#[derive(Debug, Default)]
pub(super) struct Census {
    broken: RefCell<BTreeMap<String, u32>>,
    good: Cell<u32>,
    bad: Cell<u32>,
}

impl Census {
    /// Counts the violations of one value.
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

    /// The sum of several threads' counts.
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

    /// Asserts that every rule was broken often enough, that this test lists every rule, and that neither valid nor
    /// invalid values are rare.
    ///
    /// # Panics
    /// If one of these doesn't hold.
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
        // A rule that two amounts differ is hardly ever broken by chance, and a rule that its row's type implies never
        // is.
        let never: Vec<&str> = stated.iter().filter(|rule| !broken.contains_key(**rule)).copied().collect();
        assert!(never.len() * 5 <= stated.len(), "of {} rules these were never broken: {never:?}", stated.len());
        for share in [good, bad] {
            assert!(share >= (good + bad) / 5, "{good} values were good, and {bad} were not");
        }
    }
}

/// The IDs of the specs' own rules.
fn stated(model: &Model) -> BTreeSet<&str> {
    let operations = model.operations.iter().flat_map(|operation| operation.request.rule_ids());
    let contents = model.contents.iter().flat_map(|content| {
        let bindings = content.bindings.iter().map(|binding| &*binding.id);
        content.record.rule_ids().into_iter().chain(bindings)
    });
    operations.chain(contents).collect()
}
