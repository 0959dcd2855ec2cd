//! Searches for the mistakes that reproduce a signature.

use std::cell::Cell;
use std::ops::RangeInclusive;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use wxmed::codec::SignType;

use super::change::Change;
use super::ending::{Ending, KeyForm, KeyForms, Tail};
use super::plan::{KeyPosition, Plan, SignField};
use super::text::{Hole, Received, Text, text};

/// The maximum number of combined mistakes, not counting those of the digest.
const MOST: usize = 3;

/// The minimum and the maximum of bytes that are written to compare texts, and of bytes that are hashed. This is enough
/// for all pairs of mistakes in an ordinary request of one or two thousand bytes, and for most triples.
const BUDGET: RangeInclusive<usize> = 3 << 18..=2 << 20;

/// The number of texts for all pairs of mistakes.
const PAIRS: usize = 850;

/// The minimum number of texts that are written and hashed, even for the largest request: enough for the most frequent
/// single mistakes.
const LEAST_TEXTS: usize = 10;

/// The maximum number of rewritten JSON texts that are tried.
const MOST_JSON_TEXTS: usize = 24;

/// How often a request is signed again together with its previous signature.
const AGAIN: usize = 3;

/// A received signature.
pub(super) struct Target {
    digest: Vec<u8>,
    pub(super) sign_type: SignType,
    /// Whether any of its digits are in lower case.
    pub(super) is_lower: bool,
}

impl Target {
    /// `None` if the text can't be a signature.
    pub(super) fn parse(sign: &str) -> Option<Self> {
        let sign_type = match sign.len() {
            32 => SignType::Md5,
            64 => SignType::HmacSha256,
            _ => return None,
        };
        let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
        let digits: Vec<u8> = sign.as_bytes().iter().map(digit).collect::<Option<_>>()?;
        let (pairs, _) = digits.as_chunks::<2>();
        let digest = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        Some(Self { digest, sign_type, is_lower: sign.bytes().any(|byte| byte.is_ascii_lowercase()) })
    }
}

/// The changes and the ending that reproduce a signature.
pub(super) struct Found {
    pub(super) changes: Vec<Change>,
    pub(super) ending: Ending,
}

/// Finds the fewest mistakes that reproduce a signature.
pub(super) fn search(received: &Received<'_>, keys: &KeyForms<'_>, target: &Target) -> Option<Found> {
    let search = Search::new(received, keys, target);
    let right = text(received, Plan::RIGHT);
    let budget = search.budget.clone();
    let applicable = search.applicable(&right);
    search.budget.swap(&budget);
    (0..=MOST).find_map(|mistakes| (0..=mistakes).find_map(|changes| search.level(&applicable, changes, mistakes)))
}

/// Finds the change of the key with which the right text has the signature.
pub(super) fn changed_key(received: &Received<'_>, keys: &KeyForms<'_>, target: &Target) -> Option<Found> {
    let search = Search::new(received, keys, target);
    let endings = keys.changes().map(|change| Ending::with_key(KeyForm::Changed(change)));
    let ending = search.first(&[], endings)?;
    Some(Found { changes: Vec::new(), ending })
}

/// The texts of a request, compared with a signature.
pub(super) struct Search<'a> {
    received: &'a Received<'a>,
    keys: &'a KeyForms<'a>,
    target: &'a Target,
    /// The endings, each with its number of mistakes.
    endings: Vec<(usize, Ending)>,
    /// The number of bytes that may still be hashed.
    budget: Cell<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(received: &'a Received<'a>, keys: &'a KeyForms<'a>, target: &'a Target) -> Self {
        let length = text(received, Plan::RIGHT).bytes.len();
        let budget = (PAIRS * length).clamp(*BUDGET.start(), *BUDGET.end()).max(LEAST_TEXTS * length);
        let endings = Ending::all().into_iter().map(|ending| (ending.mistakes().len(), ending)).collect();
        Self { received, keys, target, endings, budget: Cell::new(budget) }
    }

    /// The number of rewritten JSON texts that may be tried.
    pub(super) fn most_json_texts(received: &Received<'_>) -> usize {
        let length = text(received, Plan::RIGHT).bytes.len();
        (BUDGET.end() / length.max(1)).min(MOST_JSON_TEXTS)
    }

    /// Whether the text with the right ending has this signature.
    pub(super) fn is_right(&self, plan: Plan) -> bool {
        let text = text(self.received, plan);
        let end = self.end(Ending::RIGHT, plan, text.bytes.is_empty());
        self.spend(text.bytes.len()) && end.is_some_and(|end| self.digest(&text, &end, "") == self.target.digest)
    }

    /// The changes that make a difference for this request. Of those with the same result, only the first is returned.
    fn applicable(&self, right: &Text) -> Vec<Change> {
        let mut different: Vec<(Change, Text)> = Vec::new();
        for change in Change::all() {
            if !self.spend(right.bytes.len()) {
                break;
            }
            let changed = text(self.received, change.apply(Plan::RIGHT));
            let is_known = |(other, text): &(Change, Text)| change.excludes(*other) && *text == changed;
            if (changed != *right || change.may_matter_later()) && !different.iter().any(is_known) {
                different.push((change, changed));
            }
        }
        different.into_iter().map(|(change, _)| change).collect()
    }

    fn spend(&self, bytes: usize) -> bool {
        let rest = self.budget.get().checked_sub(bytes);
        self.budget.set(rest.unwrap_or(0));
        rest.is_some()
    }

    /// Tries all combinations with this number of changes of the text and this total number of mistakes.
    fn level(&self, applicable: &[Change], changes: usize, mistakes: usize) -> Option<Found> {
        let mut chosen = Vec::with_capacity(changes);
        self.choose(applicable, &mut chosen, changes, mistakes)
    }

    fn choose(
        &self,
        applicable: &[Change],
        chosen: &mut Vec<Change>,
        changes: usize,
        mistakes: usize,
    ) -> Option<Found> {
        if chosen.len() == changes {
            let ending = self.ending(chosen, mistakes - changes)?;
            return Some(Found { changes: chosen.clone(), ending });
        }
        for (index, change) in applicable.iter().enumerate() {
            if chosen.iter().any(|other| change.excludes(*other)) {
                continue;
            }
            chosen.push(*change);
            let found = self.choose(applicable.get(index + 1..).unwrap_or_default(), chosen, changes, mistakes);
            if found.is_some() || self.budget.get() == 0 {
                return found;
            }
            chosen.pop();
        }
        None
    }

    /// The ending with this number of mistakes with which the changed text has the signature.
    fn ending(&self, changes: &[Change], mistakes: usize) -> Option<Ending> {
        // In this case each text costs several digests.
        let is_signed_again = changes.iter().any(|change| change.apply(Plan::RIGHT).sign == SignField::Computed);
        if is_signed_again && changes.len() + mistakes >= MOST {
            return None;
        }
        let endings = self.endings.iter().filter(|(count, _)| *count == mistakes).map(|(_, ending)| *ending);
        self.first(changes, endings)
    }

    /// The first ending with which the changed text has the signature. The text is hashed once for all of them.
    fn first(&self, changes: &[Change], mut endings: impl Iterator<Item = Ending>) -> Option<Ending> {
        let plan = changes.iter().fold(Plan::RIGHT, |plan, change| change.apply(plan));
        let text = text(self.received, plan);
        if !self.spend(text.bytes.len()) {
            return None;
        }
        let unsigned = (plan.sign == SignField::Computed)
            .then(|| self::text(self.received, Plan { sign: SignField::LeftOut, ..plan }));
        let started = (text.holes.is_empty() && self.target.sign_type == SignType::Md5)
            .then(|| Md5::new_with_prefix(&text.bytes));
        endings.find(|ending| {
            let Some(end) = self.end(*ending, plan, text.bytes.is_empty()) else { return false };
            match (&unsigned, &started) {
                (Some(unsigned), _) => {
                    self.spend(AGAIN * text.bytes.len()) && self.is_signed_again(unsigned, &text, &end)
                }
                (None, Some(started)) => end.md5(started.clone()) == self.target.digest,
                (None, None) => self.spend(text.bytes.len()) && self.digest(&text, &end, "") == self.target.digest,
            }
        })
    }

    fn end(&self, ending: Ending, plan: Plan, is_empty: bool) -> Option<End<'_>> {
        let key = self.keys.get(ending.key)?;
        let (before, is_key_behind) = match (plan.key, ending.tail) {
            (KeyPosition::Behind, Tail::WithKey(before)) => (before, true),
            (KeyPosition::Behind, Tail::Without(before)) => (before, false),
            (KeyPosition::Among, _) if ending.has_right_tail() => ("", false),
            (KeyPosition::Among, Tail::WithKey(_) | Tail::Without(_)) => return None,
        };
        let before = if is_empty { before.strip_prefix('&').unwrap_or(before) } else { before };
        Some(End { before, key, behind: if is_key_behind { key } else { "" } })
    }

    /// Whether the request was signed again together with its previous signature.
    fn is_signed_again(&self, unsigned: &Text, text: &Text, end: &End<'_>) -> bool {
        let mut digest = self.digest(unsigned, end, "");
        (0..AGAIN).any(|_| {
            let sign: String = digest.iter().map(|byte| format!("{byte:02X}")).collect();
            let sign = if self.target.is_lower { sign.to_ascii_lowercase() } else { sign };
            digest = self.digest(text, end, &sign);
            digest == self.target.digest
        })
    }

    fn digest(&self, text: &Text, end: &End<'_>, sign: &str) -> Vec<u8> {
        let parts = parts(text, end, sign);
        match self.target.sign_type {
            SignType::Md5 => parts.into_iter().fold(Md5::new(), Md5::chain_update).finalize().to_vec(),
            SignType::HmacSha256 => {
                // HMAC takes keys of any length.
                let Ok(hmac) = Hmac::<Sha256>::new_from_slice(end.key.as_bytes()) else { return Vec::new() };
                parts.into_iter().fold(hmac, |hmac, part| hmac.chain_update(part)).finalize().into_bytes().to_vec()
            }
        }
    }
}

/// The end of a text, with its key.
struct End<'a> {
    before: &'a str,
    key: &'a str,
    /// The key, if it is at the end.
    behind: &'a str,
}

impl End<'_> {
    fn md5(&self, hash: Md5) -> Vec<u8> {
        hash.chain_update(self.before).chain_update(self.behind).finalize().to_vec()
    }
}

/// The pieces of the text, with its holes filled.
fn parts<'a>(text: &'a Text, end: &'a End<'_>, sign: &'a str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (offset, hole) in &text.holes {
        parts.push(text.bytes.get(begin..*offset).unwrap_or_default());
        parts.push(match hole {
            Hole::Key => end.key.as_bytes(),
            Hole::Sign => sign.as_bytes(),
        });
        begin = *offset;
    }
    parts.push(text.bytes.get(begin..).unwrap_or_default());
    parts.push(end.before.as_bytes());
    parts.push(end.behind.as_bytes());
    parts
}
