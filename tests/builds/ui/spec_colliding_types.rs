//! Names that fit each for itself, but make one type twice, or a type that cannot be.

#[wxmed::schema(path = "specs/colliding_types.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder();
}
