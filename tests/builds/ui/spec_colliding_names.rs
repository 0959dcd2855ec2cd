//! Wire names that are one name in Rust, or none.

#[wxmed::schema(path = "specs/colliding_names.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1");
}
