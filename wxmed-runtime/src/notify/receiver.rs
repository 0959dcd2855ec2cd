use std::fmt;

use wxmed_core::ResponseSigning;
use wxmed_core::validate;

use super::error::NotifyError;
use super::notice::{FailureNotice, Notice, NoticeKey, Reported};
use crate::notification::{Notification, NotificationInfo};
use crate::record::Reader;
use crate::response::reply_values;
use crate::signed_xml::sign::SignType;
use crate::signed_xml::verify::verify;
use crate::signed_xml::xml::{self, Fields};
use crate::{ApiKey, Merchant, RawResponse};

/// Verifies notifications for a merchant.
///
/// `Debug` doesn't show the key.
#[derive(Clone)]
pub struct Receiver {
    key: ApiKey,
    merchants: Vec<Merchant>,
}

impl Receiver {
    /// Receives notifications for this merchant, signed with this key.
    pub fn new(key: ApiKey, merchant: Merchant) -> Self {
        Self { key, merchants: vec![merchant] }
    }

    /// Also receives notifications for another merchant with the same key. A service provider's key signs the
    /// notifications for each of its sub-merchants.
    #[must_use]
    pub fn and(mut self, merchant: Merchant) -> Self {
        self.merchants.push(merchant);
        self
    }

    /// Verifies a notification and parses it into its type.
    ///
    /// # Errors
    /// If it can't be trusted or read, or is meant for another merchant. Respond with [`NotifyError::response`].
    pub fn receive<N: Notification>(&self, body: impl Into<Vec<u8>>) -> Result<Notice<N>, NotifyError> {
        let NotificationInfo { name, by, .. } = N::NOTIFICATION;
        let rows: Vec<&str> = N::TABLE.rows.iter().map(|row| &*row.name).collect();
        self.receive_as(Known { name, by, rows: &rows }, body, |fields| {
            let values = reply_values(N::TABLE, fields);
            let value = N::read(&Reader::new(&values));
            value.ok_or_else(|| NotifyError::Fields(validate::unreadable(N::TABLE, &values)))
        })
    }

    /// Verifies the notification with this name. `read` is called if it reports a success.
    pub(crate) fn receive_as<T>(
        &self,
        known: Known<'_>,
        body: impl Into<Vec<u8>>,
        read: impl FnOnce(&Fields<'_>) -> Result<T, NotifyError>,
    ) -> Result<Notice<T>, NotifyError> {
        let raw = RawResponse::new(body);
        let (result, key) = {
            let fields = xml::read(raw.bytes()).map_err(NotifyError::Xml)?;
            let reported = self.verified(&fields, known.rows)?;
            let result = match reported {
                Reported::Success => Ok(read(&fields)?),
                Reported::Failure => Err(FailureNotice::of_result(&fields)),
            };
            (result, NoticeKey::of(known.name, known.by, &fields, reported))
        };
        Ok(Notice::new(result, key, raw))
    }

    /// The result that a notice reports, after its signature and its recipient have been checked.
    fn verified(&self, fields: &Fields<'_>, rows: &[&str]) -> Result<Reported, NotifyError> {
        match fields.get("return_code") {
            Some("SUCCESS") => {}
            // It reports nothing that could be booked, so it needs no signature.
            Some(code) if code.trim() == "FAIL" => return Err(NotifyError::Failed(FailureNotice::of_protocol(fields))),
            _ => return Err(NotifyError::Code { field: "return_code" }),
        }
        verify(fields, &self.key, SignType::Md5, ResponseSigning::Signed).map_err(NotifyError::Signature)?;
        if let Some(field) = swallowed(fields, rows) {
            return Err(NotifyError::Ambiguous { field });
        }
        if let Some(field) = self.foreign(fields) {
            return Err(NotifyError::Foreign { field });
        }
        match fields.get("result_code") {
            Some("SUCCESS") => Ok(Reported::Success),
            Some("FAIL") => Ok(Reported::Failure),
            _ => Err(NotifyError::Code { field: "result_code" }),
        }
    }

    /// The first field that differs from every merchant of the receiver; `None` if one merchant has all of them.
    fn foreign(&self, fields: &Fields<'_>) -> Option<&'static str> {
        let differing = |merchant: &Merchant| {
            let own = identity(merchant).into_iter();
            own.filter_map(|(name, own)| Some((name, own, fields.get(name).filter(|text| !text.is_empty())?)))
                .find(|(_, own, received)| own != &Some(*received))
                .map(|(name, ..)| name)
        };
        let mut differing = self.merchants.iter().map(differing);
        let first = differing.next().flatten();
        first.filter(|_| differing.all(|differs| differs.is_some()))
    }
}

/// The metadata of a notification.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    pub(crate) name: &'k str,
    /// The fields that identify a notice.
    pub(crate) by: &'k [&'k str],
    /// The names of its own fields.
    pub(crate) rows: &'k [&'k str],
}

/// Fields of the envelope, which a notice may have in addition to its own.
const ENVELOPE: [&str; 10] = [
    "appid",
    "mch_id",
    "sub_appid",
    "sub_mch_id",
    "nonce_str",
    "result_code",
    "return_code",
    "return_msg",
    "err_code",
    "err_code_des",
];

/// The name of an absent field that the value of another field contains in its signed form, `&name=`.
///
/// The string to sign doesn't escape values, so a notice with that field would have the same signature. Without this
/// check, a copy of a notice could get another key, or conceal which merchant it is for.
fn swallowed(fields: &Fields<'_>, rows: &[&str]) -> Option<String> {
    let is_absent = |name: &&str| fields.get(name).is_none_or(str::is_empty);
    let is_inside = |name: &&str| {
        let signed = format!("&{name}=");
        fields.iter().any(|(_, value)| value.contains(&signed))
    };
    rows.iter().copied().chain(ENVELOPE).filter(is_absent).find(is_inside).map(str::to_owned)
}

/// The fields that identify a merchant. A merchant without sub-merchants doesn't accept a notice with a sub-merchant.
fn identity(merchant: &Merchant) -> Vec<(&'static str, Option<&str>)> {
    match merchant {
        Merchant::Own { appid, mch_id } => {
            vec![("appid", Some(appid.as_str())), ("mch_id", Some(mch_id.as_str())), ("sub_mch_id", None)]
        }
        Merchant::SubMerchant { appid, mch_id, sub_appid, sub_mch_id } => {
            let mut own = vec![("appid", Some(appid.as_str())), ("mch_id", Some(mch_id.as_str()))];
            own.extend(sub_appid.as_deref().map(|sub_appid| ("sub_appid", Some(sub_appid))));
            own.push(("sub_mch_id", Some(sub_mch_id.as_str())));
            own
        }
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("key", &self.key).field("merchants", &self.merchants).finish()
    }
}
