//! Notifications: messages that the platform sends to the hospital, such as the result of a payment.
//!
//! [`Receiver::receive`] takes the bytes of a request body, with any web framework. It verifies them and returns a
//! typed [`Notice`]. Respond to it after your program has done its own work:
//!
//! ```
//! use wxmed::notify::{Booked, Receiver, Response};
//! use wxmed::{ApiKey, Merchant, PaymentResult};
//! # use std::collections::HashSet;
//! # fn merchant() -> Merchant {
//! #     Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() }
//! # }
//!
//! fn paid(receiver: &Receiver, recorded: &mut HashSet<String>, body: &[u8]) -> Response {
//!     let notice = match receiver.receive::<PaymentResult>(body) {
//!         Ok(notice) => notice,
//!         Err(error) => return error.response(), // log the error as well
//!     };
//!     match notice.result() {
//!         Ok(payment) => println!("paid: {}", payment.med_trans_id), // compare the amounts with your order
//!         Err(failure) => println!("not paid: {}", failure.code()),
//!     }
//!     // In one transaction with what you do about it. The key has a unique index.
//!     let booked = if recorded.insert(notice.key().to_string()) { Booked::Now } else { Booked::Before };
//!     notice.accept(booked)
//! }
//!
//! let receiver = Receiver::new(ApiKey::new("192006250b4c09247ec02edce69f6a2d"), merchant());
//! let forged = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code>\
//!     <med_trans_id>1</med_trans_id><sign>00000000000000000000000000000000</sign></xml>";
//! let response = paid(&receiver, &mut HashSet::new(), forged.as_bytes());
//! assert!(response.xml().contains("FAIL"));
//! ```
//!
//! # What is checked
//! The XML is limited as strictly as that of responses: no DOCTYPE, no duplicate fields, nothing after the root
//! element, at most 1 MiB. A notice that reports SUCCESS must be signed with MD5, over all fields received; signatures
//! are compared in constant time. An appid or merchant number that isn't the receiver's is an error,
//! [`NotifyError::Foreign`]. Fields that the spec doesn't have are kept: see [`Notice::fields`].
//!
//! A signature shows neither what kind of message it belongs to, nor whether the message was received before. Compare
//! the order number and the amount with your order, and check whether you have booked the notice already.
//!
//! # Repeated notices
//! As in WeChat Pay V2, the platform is expected to send a notice again until it is acknowledged. This is not confirmed
//! for this interface, and neither is the number of repetitions. A copy of an old notice also has a valid signature, so
//! only your own records show whether a notice is new: store [`Notice::key`] in the same transaction as the booking,
//! with a unique index. [`Notice::accept`] takes a [`Booked`], so that a notice isn't acknowledged before it is booked.
//! Acknowledge a repeated notice, too; otherwise it is sent again. If your work fails, respond with [`Notice::refuse`].
//!
//! The format of the response, and that it is sent with HTTP status 200, are inferred from WeChat Pay V2.
//!
//! # Other notifications
//! A type generated from your own spec that begins with `notification:` is received in the same way.

mod error;
mod notice;
mod receiver;
mod response;

pub use error::NotifyError;
pub use notice::{Booked, FailureNotice, Notice, NoticeKey};
#[cfg(feature = "dynamic")]
pub(crate) use receiver::Known;
pub use receiver::Receiver;
pub use response::Response;

pub use crate::notification::{Notification, NotificationInfo};
