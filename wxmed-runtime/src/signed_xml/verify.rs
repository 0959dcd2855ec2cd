use crate::signed_xml::secret::ApiKey;
use crate::signed_xml::sign::{SIGN, SignType, Signer};
use crate::signed_xml::xml::Fields;
use wxmed_core::ResponseSigning;

/// How an accepted response was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verification {
    /// Its signature is valid.
    Verified,
    /// It has no signature, and the document defines none for this operation. It is protected by TLS only.
    UnsignedBySpecification,
}

/// What is wrong with a signature. The expected signature is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignatureFault {
    /// It is missing or empty although the document requires it.
    Missing,
    /// It doesn't match the received fields.
    Wrong,
}

/// Verifies the signature of a response over all received fields, known or not.
///
/// # Errors
/// If the signature is wrong, or is missing although the document requires it.
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
