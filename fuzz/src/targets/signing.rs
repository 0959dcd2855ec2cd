use wxmed::ApiKey;
use wxmed::codec::{SignType, Signer, string_to_sign};

use super::fields::{fields, pairs};
use crate::naive::{self, KEY};

/// The signature of any names and values equals that of an independent implementation of the vendor's description.
pub fn signing(bytes: &[u8]) {
    let fields = fields(bytes);
    let key = ApiKey::new(KEY);
    for (sign_type, expected) in
        [(SignType::Md5, naive::sign(pairs(&fields))), (SignType::HmacSha256, naive::sign_hmac(pairs(&fields)))]
    {
        let mut signer = Signer::new(&key, sign_type);
        pairs(&fields).for_each(|(name, value)| signer.pair(name, value));
        let signature = signer.finish();
        assert_eq!(signature.as_str(), expected);
        assert!(signature.matches(&expected) && !signature.matches(&expected.to_lowercase()));
    }
    let explained = string_to_sign(pairs(&fields).collect::<Vec<_>>().into_iter().rev());
    assert!(explained.ends_with("key=***"));
    assert!(!explained.contains(KEY) || pairs(&fields).any(|(name, value)| format!("{name}={value}").contains(KEY)));
}
