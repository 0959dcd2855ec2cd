//! A value of another type than the builder takes: the compiler says how to make one.

use wxmed::*;

#[wxmed::schema(path = "specs/values.yaml")]
mod bill {}

fn main() {
    // Neither a text nor a floating-point number becomes an exact amount without a check,
    // and the hash of an identity number is made of the number, which is read first.
    // Each of the three says how to make the value.
    let _ = bill::Bill::builder().sl("2");
    let _ = bill::Bill::builder().dj(1.5);
    let _ = GetMedInfo::builder().idcard_md5("44030019000101123x");
}
