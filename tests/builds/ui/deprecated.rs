//! Deprecated fields and contents: the compiler names the replacement.
#![deny(deprecated)]

#[wxmed::schema(path = "specs/deprecated.yaml")]
pub mod spec {}

fn main() {
    let visit = spec::Visit::builder().bed("12").ward("3").build();
    let _ = visit.map(|visit| visit.bed.clone());
    let _ = spec::Visit::builder().maybe_bed(None::<String>);
}
