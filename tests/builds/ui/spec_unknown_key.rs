//! A key that the language does not have.

#[wxmed::schema(path = "specs/unknown_key.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder();
}
