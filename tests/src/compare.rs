//! What two readers of a spec must agree on.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::runner::cases;
use wxmed::{Lang, Severity, Violation, Violations};

/// Says how two lists of violations differ, if they do: in path, rule and severity, or in the words.
pub fn difference(compiled: &Violations, dynamic: &Violations) -> Option<String> {
    let keys = |violations: &Violations| keyed(violations, |v| (v.path.clone(), v.rule.id().to_owned(), v.severity));
    let (ours, theirs): (Vec<(String, String, Severity)>, _) = (keys(compiled), keys(dynamic));
    if ours != theirs {
        return Some(format!("the compiled type finds {ours:?}, the dynamic reader {theirs:?}"));
    }
    let words = |violations: &Violations| keyed(violations, |v| [v.message(Lang::Zh), v.message(Lang::En)]);
    let (ours, theirs) = (words(compiled), words(dynamic));
    (ours != theirs).then(|| format!("the compiled type says {ours:?}, the dynamic reader {theirs:?}"))
}

fn keyed<K: Ord>(violations: &Violations, key: impl Fn(&Violation) -> K) -> Vec<K> {
    let mut keys: Vec<K> = violations.iter().map(key).collect();
    keys.sort();
    keys
}

/// What is broken, as an example of a spec lists it.
pub fn broken(violations: &Violations) -> Vec<String> {
    let written = |path: &str, rule: &str| format!("{}: {rule}", if path.is_empty() { "*" } else { path });
    sorted(&violations.keys().into_iter().map(|(path, rule)| written(path, rule)).collect::<Vec<_>>())
}

/// The same texts in their order.
pub fn sorted(texts: &[String]) -> Vec<String> {
    let mut texts = texts.to_vec();
    texts.sort();
    texts
}

/// How often each rule was broken. A generator that forgets a rule would make a property worth less than it seems.
#[derive(Debug, Default)]
pub struct Census {
    broken: Mutex<BTreeMap<String, u32>>,
    whole: AtomicU32,
}

impl Census {
    /// Counts what is wrong with one value.
    pub fn count(&self, violations: &Violations) {
        let mut broken = self.broken.lock().expect("nobody panics with it");
        for violation in violations {
            *broken.entry(violation.rule.id().to_owned()).or_default() += 1;
        }
        self.whole.fetch_add(u32::from(!violations.has_errors()), Ordering::Relaxed);
    }

    /// Holds against what was counted that each of these rules was broken now and then, and that many values were good.
    ///
    /// Of a few cases nothing is asked: a rule that is seldom broken may not be among them.
    ///
    /// # Panics
    /// If one was not.
    pub fn finds(&self, rules: &str) {
        let broken = self.broken.lock().expect("nobody panics with it");
        let fewest = cases() / 5_000;
        for rule in rules.split_whitespace() {
            assert!(broken.get(rule).copied().unwrap_or_default() >= fewest, "{rule}: {broken:?}");
        }
        let whole = self.whole.load(Ordering::Relaxed);
        assert!(whole >= cases() / 4, "{whole} good ones: {broken:?}");
    }
}
