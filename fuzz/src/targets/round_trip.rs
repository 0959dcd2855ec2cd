use wxmed::codec::xml::read;
use wxmed::codec::{EncodeFault, SignType, encode_fields, verify};
use wxmed::rt::is_wire_name;
use wxmed::{ApiKey, ResponseSigning, SignatureFault, Verification};

use super::fields::{fields, pairs};
use crate::naive::{self, KEY};

/// Encoded fields can be parsed and verified, and verification fails after a value has changed. Fields that can't be
/// encoded have the right error.
pub fn round_trip(bytes: &[u8]) {
    let fields = fields(bytes);
    let key = ApiKey::new(KEY);
    let encoded = match encode_fields(pairs(&fields), &key, SignType::Md5) {
        Ok(encoded) => encoded,
        Err(error) => {
            // The name in the error is shortened, without control characters. So the fields are checked instead.
            let is_true = match error.fault {
                EncodeFault::Sign => fields.contains_key("sign"),
                EncodeFault::SignType => fields.get("sign_type").is_some_and(|text| text != "MD5"),
                EncodeFault::Name => fields.keys().any(|name| !is_wire_name(name)),
                EncodeFault::Character { code } => {
                    fields.values().any(|value| value.chars().any(|character| u32::from(character) == code))
                }
                _ => false,
            };
            return assert!(is_true, "{error} of {fields:?}");
        }
    };
    assert_eq!(encoded.signature().as_str(), naive::sign(pairs(&fields)));
    // The size of parsed bodies is limited, that of encoded ones isn't.
    let received = read(encoded.xml().as_bytes()).unwrap_or_else(|error| panic!("{error} of {fields:?}"));
    assert!(pairs(&fields).eq(received.iter().filter(|(name, _)| *name != "sign")));
    let verified = verify(&received, &key, SignType::Md5, ResponseSigning::Signed);
    assert_eq!(verified, Ok(Verification::Verified));

    let mut forged = fields;
    let Some(mut value) = forged.first_entry() else { return };
    value.get_mut().push('.');
    let sign = [("sign", encoded.signature().as_str())];
    let body = wxmed::codec::encode_unsigned(pairs(&forged).chain(sign))
        .expect("names and characters that were written before");
    let received = read(body.as_bytes()).expect("a body as it is written");
    let verified = verify(&received, &key, SignType::Md5, ResponseSigning::Unsigned);
    assert_eq!(verified, Err(SignatureFault::Wrong));
}
