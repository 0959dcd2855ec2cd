//! A request for a card, and the response to it.

use wxmed::{ApiKey, GetMedInfo, IdCardMd5, Valid};

pub(crate) const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

/// As long as the platform's tokens.
pub(crate) const TOKEN: &str = concat!(
    "61_TWFkZSB1cCBmb3IgYSBiZW5jaCwgYW5kIGFzIGxvbmcgYXMgdGhvc2Ugb2YgdGhlIHBsYXRmb3Jt",
    "IGFyZTogaXQgaXMgd3JpdHRlbiBpbnRvIHRoZSBVUkwgb2YgZWFjaCBjYWxs",
);

pub(crate) const RESPONSE: &str = "<xml><return_code><![CDATA[SUCCESS]]></return_code>\
    <return_msg><![CDATA[OK]]></return_msg><result_code><![CDATA[SUCCESS]]></result_code>\
    <medical_card_no><![CDATA[6217000010001]]></medical_card_no><medical_card_id><![CDATA[3C9909F7]]></medical_card_id>\
    <medical_user_id><![CDATA[90018273]]></medical_user_id></xml>";

pub(crate) fn key() -> ApiKey {
    ApiKey::new(KEY)
}

pub(crate) fn request() -> Valid<GetMedInfo> {
    let hash = IdCardMd5::parse("0f1e2d3c4b5a69788796a5b4c3d2e1f0").expect("32 digits");
    let request = GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(hash);
    request.build().expect("the request is valid")
}
