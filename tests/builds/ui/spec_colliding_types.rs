//! Names that are valid on their own, but give two equal types, or an impossible one.

#[wxmed::schema(path = "specs/colliding_types.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder();
}
