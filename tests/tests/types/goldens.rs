//! The checked-in expansions compile, and behave like the macro's.
#![allow(clippy::type_complexity, reason = "a builder has a type parameter for each mandatory field")]

use wxmed::rt::{Code, ContentRecord, ErrorCode, Record, Request};
use wxmed::{ApiKey, Nonce};
use wxmed_compiler::model::ExampleValue;
use wxmed_tests::naive::KEY;
use wxmed_tests::specs::model;

// A module for each golden on disk, named after its path, and the comparisons; the build script lists them.
include!(concat!(env!("OUT_DIR"), "/goldens.rs"));

#[test]
fn every_spec_has_a_golden() {
    assert!(MISSING.is_empty(), "`cargo xtask regen` was not run: {MISSING:?}");
}

/// The golden has the macro's tables and signing order, and signs every example like it.
fn same_request<G: Request, M: Request>() {
    assert_eq!(format!("{:#?}", G::TABLE), format!("{:#?}", M::TABLE));
    assert_eq!(format!("{:#?}", G::OPERATION), format!("{:#?}", M::OPERATION));
    assert_eq!(format!("{:#?}", <G::Reply as Record>::TABLE), format!("{:#?}", <M::Reply as Record>::TABLE));
    let operation = model().operation(G::OPERATION.name).unwrap();
    let order: Vec<&str> = G::OPERATION.order.iter().map(|element| element.name).collect();
    let mut distinct = order.clone();
    distinct.dedup();
    assert!(order.is_sorted());
    assert_eq!(distinct, operation.sign_order());
    for example in &operation.examples {
        let ExampleValue::Fields(fields) = &example.value else { panic!() };
        let fields = || fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let nonce = || Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS").unwrap();
        match (G::from_fields(fields()), M::from_fields(fields())) {
            (Ok(golden), Ok(own)) => {
                let key = ApiKey::new(KEY);
                let (golden, own) = (golden.with_nonce(nonce()).sign(&key), own.with_nonce(nonce()).sign(&key));
                assert_eq!(golden.unwrap().body.xml(), own.unwrap().body.xml());
            }
            (Err(golden), Err(own)) => assert_eq!(golden, own),
            _ => panic!("{}", example.title),
        }
    }
}

/// The golden has the macro's table, and reads and writes every example like it.
fn same_content<G: ContentRecord, M: ContentRecord>() {
    assert_eq!(format!("{:#?}", <G as Record>::TABLE), format!("{:#?}", <M as Record>::TABLE));
    assert_eq!((G::NAME, G::WRAPPED_IN), (M::NAME, M::WRAPPED_IN));
    for example in &model().content(G::NAME).unwrap().examples {
        let ExampleValue::Json(text) = &example.value else { panic!() };
        match (G::from_json(text), M::from_json(text)) {
            (Ok(golden), Ok(own)) => assert_eq!(wxmed::Content::from(golden), wxmed::Content::from(own)),
            (Err(golden), Err(own)) => assert_eq!(golden, own),
            _ => panic!("{}", example.title),
        }
    }
}

fn same_codes<G: Code, M: Code>() {
    assert_eq!(format!("{:#?}", G::CODES), format!("{:#?}", M::CODES));
    let golden: Vec<&str> = G::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(golden, M::ALL.iter().map(|code| code.code()).collect::<Vec<_>>());
}

fn same_errors<G: ErrorCode, M: ErrorCode>() {
    assert_eq!(G::ROWS, M::ROWS);
}

#[test]
fn the_goldens_of_operations_do_what_the_runtime_does() {
    compare_requests();
}

#[test]
fn the_goldens_of_contents_do_what_the_macro_does() {
    compare_contents();
}

#[test]
fn the_goldens_of_shared_tables_are_the_runtimes_own() {
    compare_codes();
    compare_errors();
    assert_eq!(format!("{:#?}", templates::SENDMSG), format!("{:#?}", wxmed::templates::SENDMSG));
}

#[test]
fn the_golden_of_a_part_has_the_runtimes_variants() {
    let golden = parts::Merchant::SubMerchant {
        appid: "a".to_owned(),
        mch_id: "b".to_owned(),
        sub_appid: None,
        sub_mch_id: "c".to_owned(),
    };
    let own = wxmed::Merchant::SubMerchant {
        appid: "a".to_owned(),
        mch_id: "b".to_owned(),
        sub_appid: None,
        sub_mch_id: "c".to_owned(),
    };
    assert_eq!(format!("{golden:?}"), format!("{own:?}"));
}
