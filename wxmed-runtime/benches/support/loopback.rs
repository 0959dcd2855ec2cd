//! A call of the client, and a bare POST of a prepared body, to a server that sends a prepared response.

use std::convert::Infallible;
use std::error::Error;
use std::future::{Future, poll_fn};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;

use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use wxmed::{Client, GetMedInfo, Host, StaticToken, Valid};

use crate::card::{RESPONSE, TOKEN, key, request};

/// `Client::send`, including the typed reply.
#[derive(Clone)]
pub(crate) struct Send {
    client: Client,
    request: Valid<GetMedInfo>,
}

impl Send {
    pub(crate) fn new(address: SocketAddr) -> Result<Self, Box<dyn Error>> {
        let host = Host::parse(&format!("http://{address}"))?;
        let client = Client::builder(key()).token(StaticToken::new(TOKEN)).host(host).build()?;
        Ok(Self { client, request: request() })
    }

    pub(crate) fn call(&self) -> impl Future<Output = ()> + use<> {
        let Self { client, request } = self.clone();
        async move {
            let card = client.send(&request).await.expect("the server reports success");
            assert_eq!(card.medical_user_id, "90018273");
        }
    }
}

/// The minimum cost of such a call with reqwest.
#[derive(Clone)]
pub(crate) struct BarePost {
    client: reqwest::Client,
    url: String,
    body: String,
}

impl BarePost {
    pub(crate) fn new(address: SocketAddr) -> Result<Self, Box<dyn Error>> {
        // reqwest sets up TLS even if it isn't used.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().http1_only().build()?;
        let url = format!("http://{address}/payinsurance/getmedinfo?access_token={TOKEN}");
        Ok(Self { client, url, body: request().sign(&key())?.body.into_xml() })
    }

    pub(crate) fn call(&self) -> impl Future<Output = ()> + use<> {
        let Self { client, url, body } = self.clone();
        async move {
            let post = client.post(url).header("content-type", "application/xml; charset=utf-8").body(body);
            let response = post.send().await.expect("the server responds");
            assert_eq!(response.bytes().await.expect("the response is complete"), RESPONSE);
        }
    }
}

/// The address of a server, which runs until the future is dropped.
pub(crate) async fn serve() -> io::Result<(SocketAddr, impl Future<Output = ()>)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let served = async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(respond)));
        }
    };
    Ok((address, served))
}

async fn respond(request: Request<Incoming>) -> Result<Response<String>, Infallible> {
    let mut body = request.into_body();
    while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
    Ok(Response::new(RESPONSE.to_owned()))
}
