//! Sends notifications over HTTP.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Uri, header};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use wxmed::codec::xml;

use crate::body::read;
use crate::envelope::{RETURN_CODE, RETURN_MSG, SUCCESS};
use crate::notification::{Outgoing, SendOutcome};
use crate::platform::XML;
use crate::shared::{Shared, now};

/// The time-out of one attempt.
const ATTEMPT: Duration = Duration::from_secs(10);

/// Sends a notification, and retries after each of the pauses until it is acknowledged. Each attempt is recorded.
pub(crate) async fn deliver(platform: Shared, outgoing: Outgoing, pauses: Vec<Duration>) {
    let mut pauses = pauses.into_iter();
    for attempt in 1.. {
        let outcome = match timeout(ATTEMPT, send(&outgoing)).await {
            Ok(outcome) => outcome.unwrap_or_else(SendOutcome::Unanswered),
            Err(_) => SendOutcome::Unanswered("time-out".to_owned()),
        };
        let is_done = outcome == SendOutcome::Acknowledged;
        platform.lock().record_sent(outgoing.clone(), attempt, outcome, now());
        platform.wake();
        match pauses.next() {
            Some(pause) if !is_done => tokio::time::sleep(pause).await,
            _ => return,
        }
    }
}

async fn send(outgoing: &Outgoing) -> Result<SendOutcome, String> {
    let uri: Uri = outgoing.url.parse().map_err(|_| "the URL is invalid".to_owned())?;
    let (Some("http"), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("the sandbox sends notifications to http:// addresses only".to_owned());
    };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::post(path)
        .header(header::HOST, authority.as_str())
        .header(header::CONTENT_TYPE, XML)
        .body(Body::from(outgoing.body.clone()))
        .map_err(|error| error.to_string())?;
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let stream = TcpStream::connect((host, authority.port_u16().unwrap_or(80))).await;
    let stream = stream.map_err(|error| error.to_string())?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
    let connection = tokio::spawn(connection);
    let answered = async {
        let response = sender.send_request(request).await.map_err(|error| error.to_string())?;
        let status = response.status().as_u16();
        let body = read(Body::new(response.into_body())).await.unwrap_or_default();
        Ok(judged(status, &body))
    };
    let answered = answered.await;
    connection.abort();
    answered
}

/// Whether a response acknowledges a notification. The rule is that of WeChat Pay; it isn't confirmed for this
/// interface.
fn judged(status: u16, body: &[u8]) -> SendOutcome {
    let fields = xml::read(body).unwrap_or_default();
    if status == 200 && fields.get(RETURN_CODE) == Some(SUCCESS) {
        return SendOutcome::Acknowledged;
    }
    let message: String = fields.get(RETURN_MSG).unwrap_or_default().chars().take(128).collect();
    SendOutcome::Refused { status, message }
}
