//! Sends through a custom transport: here, one that logs how long each call takes.
//!
//! ```sh
//! cargo run --example own_transport
//! ```
//!
//! It passes everything on to the client's default transport. A transport with another HTTP library would be written in
//! the same way. It logs only the path: the query of a URL contains the access token.

use std::time::Instant;

use wxmed::{
    BoxFuture, Client, GetMedInfo, HttpRequest, HttpResponse, Https, IdCard, RootCertificates, StableToken, Transport,
    TransportError,
};
use wxmed_examples::{Failure, Result, Site};

struct Logged<T>(T);

impl<T: Transport> Transport for Logged<T> {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let begin = Instant::now();
            let result = self.0.send(request).await;
            let outcome = match &result {
                Ok(response) => format!("status {}", response.status()),
                Err(error) => error.to_string(),
            };
            let (method, path, taken) = (request.method().name(), request.path(), begin.elapsed());
            println!("{method} {path}: {outcome} after {} ms", taken.as_millis());
            result
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let site = Site::open()?;
    let https = Https::new(&RootCertificates::default(), None).map_err(Failure::new)?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .transport(Logged(https))
        .build()?;

    let request = GetMedInfo::builder()
        .openid(&*site.patient.openid)
        .name(&*site.patient.name)
        .idcard_md5(IdCard::parse(&site.patient.identity_number)?)
        .build()?;
    for _ in 0..2 {
        let card = client.send(&request).await?;
        println!("card number: {}", card.medical_card_no);
    }
    Ok(())
}
