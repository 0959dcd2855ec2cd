//! Mistakes in an operation.

#[wxmed::schema(path = "specs/operation.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Querybill::builder();
}
