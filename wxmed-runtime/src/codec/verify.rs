use crate::codec::secret::ApiKey;
use crate::codec::sign::{SIGN, SignType, Signer};
use crate::codec::xml::Fields;
use wxmed_core::ResponseSigning;

/// How a response that was accepted is known to be the platform's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verification {
    /// Its signature is right.
    Verified,
    /// It has no signature, and the document lists none for this operation: only TLS vouches for it.
    UnsignedBySpecification,
}

/// What is wrong with a signature. The signature that would have been right is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignatureFault {
    /// There is none, or an empty one, where the document lists one.
    Missing,
    /// It does not fit the fields that were received.
    Wrong,
}

/// Verifies a response over every field that was received, known or not.
///
/// # Errors
/// If the signature is wrong, or is missing where the document lists one.
pub fn verify(
    fields: &Fields<'_>,
    key: &ApiKey,
    sign_type: SignType,
    signing: ResponseSigning,
) -> Result<Verification, SignatureFault> {
    match (fields.get(SIGN).filter(|sign| !sign.is_empty()), signing) {
        (Some(sign), _) => {
            let mut signer = Signer::new(key, sign_type);
            fields.sorted().for_each(|(name, value)| signer.pair(name, value));
            if signer.finish().matches(sign) { Ok(Verification::Verified) } else { Err(SignatureFault::Wrong) }
        }
        (None, ResponseSigning::Unsigned) => Ok(Verification::UnsignedBySpecification),
        (None, ResponseSigning::Signed) => Err(SignatureFault::Missing),
    }
}
