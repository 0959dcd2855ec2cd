//! What two readers of a spec must agree on.

use wxmed::{Lang, Severity, Violation, Violations};

/// Says how two lists of violations differ, if they do: in path, rule and severity, or in the words.
pub fn difference(compiled: &Violations, dynamic: &Violations) -> Option<String> {
    let keys = |violations: &Violations| sorted(violations, |v| (v.path.clone(), v.rule.id().to_owned(), v.severity));
    let (ours, theirs): (Vec<(String, String, Severity)>, _) = (keys(compiled), keys(dynamic));
    if ours != theirs {
        return Some(format!("the compiled type finds {ours:?}, the dynamic reader {theirs:?}"));
    }
    let words = |violations: &Violations| sorted(violations, |v| [v.message(Lang::Zh), v.message(Lang::En)]);
    let (ours, theirs) = (words(compiled), words(dynamic));
    (ours != theirs).then(|| format!("the compiled type says {ours:?}, the dynamic reader {theirs:?}"))
}

fn sorted<K: Ord>(violations: &Violations, key: impl Fn(&Violation) -> K) -> Vec<K> {
    let mut keys: Vec<K> = violations.iter().map(key).collect();
    keys.sort();
    keys
}
