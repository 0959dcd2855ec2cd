//! Invalid rules, each reported at its own column.

#[wxmed::schema(path = "specs/rules.yaml")]
pub mod spec {}

fn main() {
    let _ = spec::Slip::builder().ghf(wxmed::Yuan::ZERO);
}
