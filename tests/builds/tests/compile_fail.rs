//! What the compiler says to a user who makes a mistake, in Rust or in a spec of their own, to the letter.

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn messages() {
    // Without a case that passes, `cargo check` is enough for what they depend on.
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
