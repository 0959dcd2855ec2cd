//! A field that is twice in one table.

#[wxmed::schema(path = "specs/duplicate_field.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().kh("1").xm("张三").build();
}
