//! Two mistakes at once, in any request: the named mistakes must explain the signature.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use wxmed::spec::model::Operation;

use crate::diagnosed_signatures::{client, ids, pairs, rich};
use crate::naive::{Client, Encoding};
use crate::support::{Fields, fields, operations};

const ENCODINGS: [Encoding; 2] = [Encoding::Cdata, Encoding::Escaped];

/// The result of a diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The mistakes make no difference in this request.
    Right,
    /// The named mistakes yield the same signature.
    Named,
    /// No known mistake was found.
    Foreign,
}

/// Panics if the named mistakes don't explain the signature.
fn kind(operation: &Operation, params: &Fields, encoding: Encoding, pair: [&str; 2]) -> Kind {
    let sign = client(&pair).sign(params);
    let ids = ids(operation, &Client { encoding, ..client(&pair) }.body(params));
    let named: Vec<&str> = ids.iter().map(String::as_str).collect();
    match &named[..] {
        [] => {
            assert_eq!(sign, client(&[]).sign(params), "{pair:?} {params:?}");
            Kind::Right
        }
        ["foreign-key-or-value"] => Kind::Foreign,
        named => {
            assert!(named.len() <= 2, "{pair:?} {named:?} {params:?}");
            let is_explained = named == pair || client(named).sign(params) == sign;
            assert!(is_explained, "{pair:?} {named:?} {params:?}");
            Kind::Named
        }
    }
}

/// In the examples of the specs each pair is named, except CDATA markers that were signed but not sent.
#[test]
fn no_pair_of_mistakes_is_named_wrongly() {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for operation in operations(|_| true) {
        let examples = operation.examples.iter().map(fields).filter(|params| {
            // XML can't contain other characters.
            params.iter().all(|(_, value)| value.chars().all(|c| c >= ' ' && !value.contains("]]>")))
        });
        let cases =
            examples.map(|params| (params, Encoding::Cdata)).chain(ENCODINGS.map(|encoding| (rich(), encoding)));
        for (mut params, encoding) in cases {
            params.retain(|(name, _)| name != "sign" && name != "sign_type");
            assert_eq!(ids(&operation, &client(&[]).body(&params)), Vec::<String>::new());
            for pair in pairs() {
                let kind = kind(&operation, &params, encoding, pair);
                let is_unseen = encoding == Encoding::Escaped && pair.contains(&"cdata-signed");
                assert!(kind != Kind::Foreign || is_unseen, "{pair:?} {params:?}");
                *counts.entry(kind).or_default() += 1;
            }
        }
    }
    assert!(counts[&Kind::Named] > 1000, "{counts:?}");
}

/// Names that differ in case or by an underscore, or are prefixes of each other; values with all characters that a form
/// changes.
fn request() -> impl Strategy<Value = Fields> {
    let names = "[a-cA-C_][a-c_A-C0-2]{0,4}|openid|total_fee|nonce_str|request_content";
    let odd = [
        "", "0", " ", "a ", " a", "+", "%20", "&amp;", "<b>", "张三", "0.00", "null", "[0]", "a&b=c", "\"\"", "é", "€",
        "中 文",
    ];
    let values = prop_oneof![select(odd.to_vec()).prop_map(str::to_owned), "[ -~]{0,12}", "[a-z 张李<&>\"'/?=+%]{0,8}"];
    let values = values.prop_filter("CDATA can't contain its own end", |value| !value.contains("]]>"));
    btree_map(names, values, 1..8).prop_map(|map| map.into_iter().rev().collect())
}

#[test]
fn in_any_request_two_mistakes_are_explained_or_nothing_is_named() {
    let operations = operations(|_| true);
    let pairs: Vec<[&str; 2]> = pairs().collect();
    let counts: RefCell<BTreeMap<Kind, usize>> = RefCell::default();
    let cases = (request(), select(pairs), select(ENCODINGS.to_vec()), 0..operations.len());
    let config = Config { cases: 500, failure_persistence: None, ..Config::default() };
    let checked = TestRunner::new(config).run(&cases, |(params, pair, encoding, operation)| {
        let kind = kind(&operations[operation], &params, encoding, pair);
        *counts.borrow_mut().entry(kind).or_default() += 1;
        Ok(())
    });
    checked.unwrap();
    let counts = counts.into_inner();
    let of = |kind| counts.get(&kind).copied().unwrap_or_default();
    // About one in ten is not named, because CDATA markers that were signed but not sent can't be recognised. Twice as
    // many are allowed, so that the test doesn't fail by chance.
    assert!(of(Kind::Named) > 4 * of(Kind::Foreign), "{counts:?}");
}
