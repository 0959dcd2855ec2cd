//! Results of calls for a program's own test doubles, without a client, a request or a network.

use super::{MockResponse, MockRule, Recorded, SUCCESS, Signing, written};
use crate::client::settled;
use crate::error::TokenFetchError;
use crate::http::HttpResponse;
use crate::request::Request;
use crate::response::Response;
use crate::{ApiKey, Error, ResponseSigning, Stage, TokenError, TransportError};

/// The result of [`Client::send`](crate::Client::send) for a request of type `T` if the platform responds according to
/// the rule. Use it as the return value of your own test double.
///
/// The rule's operation, number of times and delay are ignored. If the operation's responses are signed, a made-up key
/// is used. The type must be given explicitly: `response::<GetMedInfo>(…)`.
///
/// ```
/// use wxmed::testing::{MockRule, response};
/// use wxmed::{Error, GetMedInfo, GetMedInfoError, Preregister};
///
/// let found = [("medical_card_no", "1"), ("medical_card_id", "2"), ("medical_user_id", "3")];
/// assert_eq!(response::<GetMedInfo>(MockRule::any().success(found))?.medical_card_no, "1");
///
/// let error = response::<GetMedInfo>(MockRule::any().business_error("80004", "未绑卡")).unwrap_err();
/// assert_eq!(error.code(), Some(GetMedInfoError::CardNotBound));
///
/// let error = response::<Preregister>(MockRule::any().silence()).unwrap_err();
/// assert!(matches!(error, Error::OutcomeUnknown(_)));
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// Any error that the rule produces. Token errors are created by [`no_token`]; errors of the request itself can't
/// occur.
pub fn response<T: Request>(rule: MockRule) -> Result<Response<T::Reply>, Error> {
    let made_up = ApiKey::new("the key of a response that was made up");
    let key = match &rule.response {
        MockResponse::Fields(_, Signing::With(key)) => key.clone(),
        MockResponse::Fields(_, Signing::None)
        | MockResponse::Body(..)
        | MockResponse::Fault(_)
        | MockResponse::Silence => made_up,
    };
    let http_result = match rule.response {
        MockResponse::Body(status, body) => Ok(HttpResponse::new(status, body)),
        MockResponse::Fields(fields, signing) => {
            let is_success = SUCCESS.iter().all(|(name, text)| fields.iter().any(|(n, t)| n == name && t == text));
            let signing = match T::OPERATION.response_signing {
                ResponseSigning::Signed if is_success => Signing::With(key.clone()),
                ResponseSigning::Signed | ResponseSigning::Unsigned => signing,
            };
            let request = Recorded { path: T::OPERATION.path.to_owned(), fields: Default::default() };
            Ok(HttpResponse::new(200, written(fields, &signing, &request)))
        }
        MockResponse::Fault(fault) => Err(fault),
        MockResponse::Silence => Err(TransportError::not_begun(Stage::MaybeSent)),
    };
    settled::<T>(&http_result, &key)
}

/// The error of [`Client::send`](crate::Client::send) for a request of type `T` if there is no access token.
pub fn no_token<T: Request>(cause: TokenError) -> Error {
    Error::Token(Box::new(TokenFetchError {
        operation: T::OPERATION.name.to_owned(),
        section: T::OPERATION.section.to_owned(),
        cause,
        api_error: None,
        earlier: Vec::new(),
    }))
}
