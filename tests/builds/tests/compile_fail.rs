//! The exact messages of the compiler for mistakes in Rust or in a user's own spec.

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn messages() {
    // Without a case that passes, trybuild runs only `cargo check` for the dependencies.
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
