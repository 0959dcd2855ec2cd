//! The derive and the builder take the same types, for every type and format of the language. The build script
//! generates all of them, and this file doesn't compile if either of the two refuses one.

use wxmed::Content;

include!(concat!(env!("OUT_DIR"), "/every_value.rs"));

#[test]
fn the_derive_and_the_builder_make_the_same_of_every_value() {
    let (derived, built) = every_value();
    assert_eq!(derived, built);
    assert_eq!(Content::from(derived).as_str(), Content::from(built).as_str());
    let (derived, built) = every_field();
    assert_eq!(derived, built);
    assert_eq!(derived.to_fields(), built.to_fields());
}

#[test]
fn every_kind_of_value_has_a_row() {
    assert_eq!(MISSING, [] as [&str; 0]);
}
