//! Two cities in one folder: types with the same name get their city's name.
#![deny(warnings)]

/// Two cities.
#[wxmed::schema(path = "specs/cities")]
pub mod cities {}

use cities::{dongguan_slip, foshan_slip};

#[test]
fn each_city_has_its_module() {
    assert!(dongguan_slip::Slip::builder().kh("1").build().is_ok());
    assert!(foshan_slip::Slip::builder().kh("1").build().is_ok());
}
