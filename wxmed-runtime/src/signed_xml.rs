//! The format of the messages: encoding, signing, parsing and verifying.

pub(crate) mod any_byte;
pub(crate) mod encode;
pub(crate) mod hex;
pub(crate) mod raw_response;
pub(crate) mod secret;
pub(crate) mod shorten;
pub(crate) mod sign;
pub(crate) mod string_to_sign;
#[cfg(feature = "client")]
pub(crate) mod unreserved;
pub(crate) mod verify;
pub(crate) mod wiped;
pub mod xml;
