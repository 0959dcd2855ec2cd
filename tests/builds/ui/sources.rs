//! A missing source is reported where it is named.

#[wxmed::schema("city/shenzen/registration")]
pub mod misspelt {}

#[wxmed::schema(path = "specs/nothing.yaml")]
pub mod nothing {}

#[wxmed::schema(path = "specs/empty")]
pub mod empty {}

#[wxmed::schema]
pub mod unnamed {}

#[wxmed::schema("city/shenzhen/registration")]
pub struct Registration;

fn main() {}
