//! A row of low confidence can't refuse a value.

#[wxmed::schema(path = "specs/low_confidence.yaml")]
pub mod spec {}

/// For a strict caller, a mandatory field is mandatory.
#[wxmed::schema(path = "specs/inferred.yaml", strict)]
pub mod strict {}

#[wxmed::schema(path = "specs/inferred.yaml")]
pub mod lenient {}

fn main() {
    let _ = lenient::Visit::builder().build();
    let _ = strict::Visit::builder().build();
}
