//! A value that can't be converted to the field's type: the compiler lists what the builder takes.

use wxmed::*;

#[wxmed::schema(path = "specs/values.yaml")]
mod bill {}

#[derive(Debug)]
struct MyError;

fn amount() -> Result<Yuan, MyError> {
    Err(MyError)
}

fn main() {
    // A floating-point number is not exact.
    let _ = bill::Bill::builder().sl(1.5);
    let _ = bill::Bill::builder().dj(1.5);
    // A function's result whose error `build()` couldn't report.
    let _ = bill::Bill::builder().dj(amount());
    // An identity number isn't a number: its zeros and its X would be lost.
    let _ = GetMedInfo::builder().idcard_md5(440300190001011237_u64);
}
