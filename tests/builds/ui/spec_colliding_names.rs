//! Wire names that become the same name in Rust, or an invalid one.

#[wxmed::schema(path = "specs/colliding_names.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1");
}
