//! .
#![deny(missing_docs)]
#![forbid(unsafe_code)]

extern crate self as wxmed;

mod answer;
mod encode;
mod error;
mod explain;
mod gateway;
mod hex;
mod idcard;
mod nonce;
mod secret;
mod sign;
mod verify;
pub mod xml;

pub use answer::{AnswerRules, RawAnswer, Received, open};
pub use encode::{EncodeError, EncodeFault, Encoded, encode_fields, encode_fields_with, encode_unsigned};
pub use error::{Error, ErrorRow, Malformation, MalformedAnswer, Refusal, SignatureFailure};
pub use explain::string_to_sign;
pub use idcard::{IdCard, IdCardError, IdHash, IdHashError};
pub use nonce::{Nonce, NonceError};
pub use secret::{ApiKey, Secret};
pub use sign::{SignType, Signature, Signer};
pub use verify::{AnswerSigning, SignatureFault, Verification, verify};
pub use xml::is_wire_name;

pub use wxmed_schema::{Bilingual, Lang, Rule, Severity, Violation, Violations};
