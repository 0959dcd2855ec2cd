use wxmed::codec::encode_unsigned;
use wxmed::codec::xml::{Fields, read};
use wxmed::notify::{Booked, NotifyError, Receiver, Response};
use wxmed::rt::is_wire_name;
use wxmed::{ApiKey, Merchant, PaymentResult, SignatureFault};

use crate::naive::{self, KEY};

const SIGN: &str = "sign";

/// A notification is accepted only if its signature is right and it is meant for the receiver. The responses to errors
/// don't reveal anything. The same bytes are tried again with the right signature, to reach more code.
pub fn notification(bytes: &[u8]) {
    receive(bytes);
    let Ok(fields) = read(bytes) else { return };
    if let Some(signed) = signed(&fields) {
        let is_success = fields.get("return_code") == Some("SUCCESS");
        let fault = receive(signed.as_bytes());
        assert!(!is_success || fault.is_none(), "the right signature was refused");
    }
}

/// The fields with the right signature, unless they can't be written.
fn signed(fields: &Fields<'_>) -> Option<String> {
    let others = || fields.iter().filter(|(name, _)| *name != SIGN);
    if !fields.iter().all(|(name, _)| is_wire_name(name)) {
        return None;
    }
    let sign = naive::sign(others());
    encode_unsigned(others().chain([(SIGN, sign.as_str())])).ok()
}

/// Receives a notification. Returns the fault of its signature, if that is the error.
fn receive(bytes: &[u8]) -> Option<SignatureFault> {
    let merchant = Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() };
    match Receiver::new(ApiKey::new(KEY), merchant).receive::<PaymentResult>(bytes) {
        Ok(notice) => {
            let fields = notice.fields();
            let right = naive::sign(fields.iter().filter(|(name, _)| *name != SIGN));
            assert_eq!(fields.get(SIGN), Some(right.as_str()));
            assert_eq!(notice.raw(), bytes);
            let own = |name: &str, own: &str| fields.get(name).is_none_or(|text| text.is_empty() || text == own);
            assert!(own("appid", "wxd678efh567hg6787") && own("mch_id", "1230000109"));
            assert_eq!(notice.result().is_ok(), fields.get("result_code") == Some("SUCCESS"));
            let key = notice.key().as_str();
            assert!(key.starts_with("payment_result?") && key.bytes().all(|byte| byte.is_ascii_graphic()), "{key}");
            assert_eq!(code(&notice.accept(Booked::Now)), "SUCCESS");
            None
        }
        Err(error) => {
            let messages = format!("{error} {error:#} {error:?}");
            assert!(!messages.contains(KEY) || String::from_utf8_lossy(bytes).contains(KEY));
            assert_eq!(code(&error.response()), "FAIL");
            match error {
                NotifyError::Signature(fault) => Some(fault),
                _ => None,
            }
        }
    }
}

fn code(response: &Response) -> String {
    let fields = read(response.xml().as_bytes()).expect("the platform can read the response");
    fields.get("return_code").unwrap_or_default().to_owned()
}
