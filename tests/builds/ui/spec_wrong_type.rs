//! A type that the document's notation does not have, and a format that does not fit one.

#[wxmed::schema(path = "specs/wrong_type.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1").je("2").sl("3");
}
