//! What the compiler says to a user who makes a mistake, in Rust or in a spec of their own, to the letter.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/*.rs");
}
