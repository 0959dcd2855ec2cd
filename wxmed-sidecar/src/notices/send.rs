//! Sends a notification to the hospital's own system.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use rustls::{ClientConfig, RootCertStore};
use wxmed::Bilingual;

use crate::config::Forward;

/// Sends notifications to one receiver.
pub(crate) struct Sender {
    client: Client,
    url: Url,
    authorization: Option<HeaderValue>,
}

/// The reason why a receiver can't be used.
pub(crate) struct SenderFailure(pub(crate) Bilingual);

impl Sender {
    pub(crate) fn new(forward: &Forward, timeout: Duration) -> Result<Self, SenderFailure> {
        let failed = |reason: String| {
            SenderFailure(Bilingual::new(
                format!("通知的接收方无法使用：{reason}"),
                format!("the receiver of notifications can't be used: {reason}"),
            ))
        };
        let url = Url::parse(forward.url()).map_err(|error| failed(error.to_string()))?;
        let authorization = forward.token().map(|token| {
            let value = HeaderValue::from_str(&format!("Bearer {}", token.expose()));
            value.map(|mut value| {
                value.set_sensitive(true);
                value
            })
        });
        let authorization =
            authorization.transpose().map_err(|_| failed("the token has other characters than ASCII".to_owned()))?;
        let tls = tls().map_err(|error| failed(error.to_string()))?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .no_proxy()
            .timeout(timeout)
            .build()
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self { client, url, authorization })
    }

    /// Sends a document once. If this returns without an error, the receiver has received it.
    pub(super) async fn send(&self, json: Vec<u8>) -> Result<(), String> {
        let mut request = self.client.post(self.url.clone()).body(json);
        request = request.header(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        match request.send().await {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(format!("HTTP {}", response.status().as_u16())),
            // The URL may contain a secret in its query.
            Err(error) => Err(error.without_url().to_string()),
        }
    }
}

fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
