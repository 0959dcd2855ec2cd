//! Three mistakes in one file are three errors.

#[wxmed::schema(path = "specs/three_mistakes.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1").xm("张三").build();
}
