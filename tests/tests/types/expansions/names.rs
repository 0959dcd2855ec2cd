//! Wire names that are Rust keywords, or names that generated code uses, don't collide.
#![deny(warnings)]

/// Names that could collide.
#[wxmed::schema(path = "specs/names.yaml", derive(PartialEq))]
pub mod spec {}

use spec::{Box, Match, Names, Relation, Result};

#[test]
fn names_of_the_language_do_not_collide() {
    let built = Names::builder()
        .r#type("1")
        .from("2")
        .state("3")
        .draft("4")
        .not_known("5")
        .value("6")
        .builder("7")
        .clone("8")
        .self_paid("9")
        .r#async("10")
        .r#box(Box::builder().build())
        .relation(Relation::Patient)
        .result(Result::Err { err: "1".into(), why: None })
        .r#match(Match::None("2".into()))
        .option(spec::Option::builder().some("3").build())
        .build()
        .unwrap_or_else(|violations| panic!("{violations}"));
    assert_eq!((built.r#type.as_str(), built.from.as_deref(), built.not_known.as_deref()), ("1", Some("2"), Some("5")));
    let json = wxmed::Content::from(built.clone());
    let back = Names::from_json(json.as_str()).unwrap_or_else(|error| panic!("{error}"));
    assert!(*back == *built);
}
