//! A condition and a choice on fields that do not exist.

#[wxmed::schema(path = "specs/unknown_field.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder();
}
