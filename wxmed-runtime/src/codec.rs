//! Encoding, signing, parsing and verifying, for programs that send the bytes without wxmed's client.

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

pub use encode::{EncodeError, EncodeFault, Encoded, encode_fields, encode_fields_with, encode_unsigned};
pub use raw_response::RawResponse;
pub use secret::{ApiKey, Secret};
pub use sign::{SignType, Signature, Signer};
pub use string_to_sign::string_to_sign;
pub use verify::{SignatureFault, Verification, verify};
pub use wxmed_core::ResponseSigning;
