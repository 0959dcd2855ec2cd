//! Sends notifications over HTTP.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Uri, header};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use wxmed::Bilingual;

use crate::body::read;
use crate::notification::{Outgoing, SendOutcome, is_supported_url};
use crate::platform::XML;
use crate::shared::{Shared, now};

/// The time-out of one attempt.
const ATTEMPT: Duration = Duration::from_secs(10);

/// Sends a notification, and retries after each of the pauses until it is acknowledged. Each attempt is recorded.
pub(crate) async fn deliver(platform: Shared, outgoing: Outgoing, pauses: Vec<Duration>) {
    let mut pauses = pauses.into_iter();
    loop {
        let outcome = match timeout(ATTEMPT, send(&outgoing)).await {
            Ok(outcome) => outcome.unwrap_or_else(SendOutcome::Unanswered),
            Err(_) => SendOutcome::Unanswered(Bilingual::of("等待应答超时", "time-out")),
        };
        let is_done = match outcome {
            SendOutcome::Acknowledged | SendOutcome::UnsupportedUrl => true,
            SendOutcome::Refused(_) | SendOutcome::Unanswered(_) => false,
        };
        platform.lock().record_sent(outgoing.clone(), outcome, now());
        platform.wake();
        match pauses.next() {
            Some(pause) if !is_done => tokio::time::sleep(pause).await,
            _ => return,
        }
    }
}

async fn send(outgoing: &Outgoing) -> Result<SendOutcome, Bilingual> {
    let uri: Option<Uri> = outgoing.url.parse().ok().filter(|_| is_supported_url(&outgoing.url));
    let Some((uri, authority)) = uri.as_ref().and_then(|uri| Some((uri, uri.authority()?))) else {
        return Ok(SendOutcome::UnsupportedUrl);
    };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::post(path)
        .header(header::HOST, authority.as_str())
        .header(header::CONTENT_TYPE, XML)
        .body(Body::from(outgoing.body.clone()))
        .map_err(broken)?;
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let stream = TcpStream::connect((host, authority.port_u16().unwrap_or(80))).await;
    let stream = stream
        .map_err(|error| Bilingual::new(format!("无法连接（{error}）"), format!("the connection failed ({error})")))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let connection = tokio::spawn(connection);
    let sending = async {
        let response = sender.send_request(request).await.map_err(broken)?;
        let status = response.status().as_u16();
        let body = read(Body::new(response.into_body())).await.unwrap_or_default();
        Ok(SendOutcome::of_response(status, &body))
    };
    let outcome = sending.await;
    connection.abort();
    outcome
}

fn broken(error: impl std::fmt::Display) -> Bilingual {
    Bilingual::new(
        format!("连接中断或应答不是 HTTP（{error}）"),
        format!("the connection broke, or the response is not HTTP ({error})"),
    )
}
