//! Code tables that do not exist.

#[wxmed::schema(path = "specs/unknown_codes.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1").zjlx("1").brlx("2").build();
}
