//! Compares the reports of two readers of a spec.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::runner::cases;
use wxmed::{Lang, Severity, Violation, Violations};

/// The difference between two lists of violations, if there is one: path, rule, severity or message.
pub fn difference(compiled: &Violations, dynamic: &Violations) -> Option<String> {
    let keys = |violations: &Violations| keyed(violations, |v| (v.path.clone(), v.rule.id().to_owned(), v.severity));
    let (ours, theirs): (Vec<(String, String, Severity)>, _) = (keys(compiled), keys(dynamic));
    if ours != theirs {
        return Some(format!("the compiled type finds {ours:?}, the dynamic reader {theirs:?}"));
    }
    let messages = |violations: &Violations| keyed(violations, |v| [v.message(Lang::Zh), v.message(Lang::En)]);
    let (ours, theirs) = (messages(compiled), messages(dynamic));
    (ours != theirs).then(|| format!("the compiled type says {ours:?}, the dynamic reader {theirs:?}"))
}

fn keyed<K: Ord>(violations: &Violations, key: impl Fn(&Violation) -> K) -> Vec<K> {
    let mut keys: Vec<K> = violations.iter().map(key).collect();
    keys.sort();
    keys
}

/// The violations in the notation of an example's `breaks`.
pub fn broken(violations: &Violations) -> Vec<String> {
    let written = |path: &str, rule: &str| format!("{}: {rule}", if path.is_empty() { "*" } else { path });
    sorted(&violations.keys().into_iter().map(|(path, rule)| written(path, rule)).collect::<Vec<_>>())
}

/// The same texts, sorted.
pub fn sorted(texts: &[String]) -> Vec<String> {
    let mut texts = texts.to_vec();
    texts.sort();
    texts
}

/// Counts how often each rule was broken. A generator that never breaks a rule would weaken the property.
#[derive(Debug, Default)]
pub struct Census {
    broken: Mutex<BTreeMap<String, u32>>,
    whole: AtomicU32,
}

impl Census {
    /// Counts the violations of one value.
    pub fn count(&self, violations: &Violations) {
        let mut broken = self.broken.lock().expect("nobody panics with it");
        for violation in violations {
            *broken.entry(violation.rule.id().to_owned()).or_default() += 1;
        }
        self.whole.fetch_add(u32::from(!violations.has_errors()), Ordering::Relaxed);
    }

    /// Asserts that each of these rules was broken often enough, and that many values were valid.
    ///
    /// Rules aren't required to be broken in a run of few cases.
    ///
    /// # Panics
    /// If a rule was broken too seldom, or too few values were valid.
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
