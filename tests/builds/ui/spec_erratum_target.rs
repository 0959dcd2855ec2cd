//! An errata entry that matches nothing.

#[wxmed::schema(path = "specs/erratum_target.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1").build();
}
