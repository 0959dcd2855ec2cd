//! A transaction about expenses has no department, and takes no body but its own.

#[wxmed::schema("city/shenzhen/second_generation")]
pub mod shenzhen {}

use shenzhen::{Fy005, Fy005Body, Mz002Body};

fn body() -> Mz002Body {
    unreachable!("this is never run")
}

fn main() {
    let _ = Mz002Body::builder().akc190("1").akf001("631");
    let _ = Fy005Body::builder().akc190("1").akf001("631");
    let _ = Fy005::builder().trans_body(body());
}
