//! The service without a network and without waiting: the platform is called as a function, and time is paused.

use std::convert::Infallible;
use std::future::{pending, poll_fn};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, mpsc};
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tokio::task::{spawn_blocking, yield_now};
use tower::ServiceExt;
use wxmed::{BoxFuture, Client, HttpRequest, HttpResponse, Merchant, StableToken, Stage, Transport};
use wxmed::{TransportError, TransportErrorKind};
use wxmed_sandbox::{Delivery, Platform, Settings, Stub, StubResponse, User};

use crate::logs::listen;
use crate::online::successes;
use crate::service::config::Hospital;
use crate::service::metrics::Metrics;
use crate::service::order::Order;
use crate::service::routes::{internal, public};
use crate::service::service::Service;
use crate::service::store::Store;

/// A platform that outlives the processes that call it.
#[derive(Clone)]
pub(crate) struct PlatformDouble(Arc<Mutex<Platform>>);

impl PlatformDouble {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(Platform::new(Settings::default(), "http://127.0.0.1:8377").unwrap())))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Platform> {
        self.0.lock().unwrap()
    }

    pub(crate) fn stub(&self, on: &str, response: StubResponse) {
        self.lock().stub(Stub::on(on).respond_with(response));
    }

    pub(crate) fn patient(&self) -> User {
        self.lock().people().into_iter().next().unwrap()
    }

    /// How often the platform has executed this operation for the order.
    pub(crate) fn done(&self, operation: &str, order_number: &str) -> usize {
        successes(&self.lock().recorded_calls(), operation, order_number)
    }

    /// How often it was called.
    pub(crate) fn calls(&self, operation: &str) -> usize {
        self.lock().calls(&format!("/payinsurance/{operation}"))
    }
}

/// The action when a call passes a point: each call passes one before the platform has it, and one after.
#[derive(Clone, Copy, Default)]
pub(crate) enum Incident {
    #[default]
    None,
    /// At the point of this number, counted from 1, [`Line::incident`] completes.
    Notify(usize),
    /// The same, and the call stops there.
    Halt(usize),
}

/// The connection to the platform. Clones share their state.
#[derive(Clone)]
pub(crate) struct Line {
    platform: PlatformDouble,
    state: Arc<Mutex<(usize, Incident)>>,
    happened: Arc<Notify>,
}

impl Line {
    pub(crate) fn new(platform: &PlatformDouble) -> Self {
        Self { platform: platform.clone(), state: Arc::default(), happened: Arc::default() }
    }

    /// Resets the count of points, and sets the incident.
    pub(crate) fn expect(&self, incident: Incident) {
        *self.state.lock().unwrap() = (0, incident);
    }

    /// Completes when the incident happens.
    async fn incident(&self) {
        self.happened.notified().await;
    }

    async fn pass(&self) {
        let (number, incident) = {
            let mut state = self.state.lock().unwrap();
            state.0 += 1;
            *state
        };
        match incident {
            Incident::Notify(at) if at == number => self.happened.notify_one(),
            Incident::Halt(at) if at == number => {
                self.happened.notify_one();
                pending().await
            }
            Incident::None | Incident::Notify(_) | Incident::Halt(_) => {}
        }
        yield_now().await;
    }
}

impl Transport for Line {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            self.pass().await;
            let query = request.expose_url().split_once('?').map_or("", |(_, query)| query);
            let received = wxmed_sandbox::HttpRequest {
                method: request.method().name().to_owned(),
                ..wxmed_sandbox::HttpRequest::post(request.path(), query, request.body())
            };
            let reply = self.platform.lock().handle(&received, Duration::from_secs(1_700_000_000));
            self.pass().await;
            match reply.delivery {
                Delivery::Whole => Ok(HttpResponse::new(reply.response.status, reply.response.body)),
                Delivery::Never => pending().await,
                Delivery::CutBeforeHead | Delivery::CutInBody => {
                    Err(TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "cut"))
                }
            }
        })
    }
}

/// A process of the service.
pub(crate) fn service(line: &Line, database: &Path) -> Arc<Service> {
    listen();
    let account = line.platform.lock().account().clone();
    let merchant = Merchant::Own { appid: account.appid().to_owned(), mch_id: account.mch_id().to_owned() };
    let client = Client::builder(account.api_key().clone())
        .token(StableToken::new(account.appid(), account.app_secret().expose()))
        .merchant(merchant)
        .transport(line.clone())
        .build()
        .unwrap();
    let hospital = Hospital {
        name: "示例市第一人民医院".to_owned(),
        code: "H1110".to_owned(),
        operator_code: "H1111".to_owned(),
        operator_name: "李四".to_owned(),
        card_bound_url: "https://hospital.example/bound".to_owned(),
    };
    Service::new(client, Store::open(database).unwrap(), Metrics::default(), hospital)
}

/// Time is paused: a time-out elapses as soon as all tasks are idle. Blocking tasks share one thread: see [`polled`].
pub(crate) fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().start_paused(true).max_blocking_threads(1).build().unwrap()
}

pub(crate) async fn register(service: &Arc<Service>, form: &Value) -> StatusCode {
    post(public(service.clone()), "/registrations", form).await
}

pub(crate) async fn pay(service: &Arc<Service>, order_number: &str) -> StatusCode {
    let path = format!("/registrations/{order_number}/payment");
    post(internal(service.clone()), &path, &Value::Null).await
}

async fn post(router: Router, path: &str, body: &Value) -> StatusCode {
    let request = Request::post(path).header("content-type", "application/json").body(Body::from(body.to_string()));
    router.oneshot(request.unwrap()).await.unwrap().status()
}

pub(crate) async fn order(service: &Arc<Service>, order_number: &str) -> Option<Order> {
    service.store.order(order_number).await.unwrap()
}

/// When a future is dropped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dropped {
    /// Right after this many polls.
    AtOnce(usize),
    /// After this many polls, when it would be polled again.
    WhenWoken(usize),
}

/// Polls a future, and drops it at a point, unless it completes before.
///
/// The only thread for blocking tasks is kept busy during each poll. So the future is pending at each of its awaits of
/// the database, no matter how fast that is, and can be dropped there.
pub(crate) async fn polled<T>(future: impl Future<Output = T>, dropped: Dropped) -> Option<T> {
    let mut future = Box::pin(future);
    let mut polls = 0;
    poll_fn(move |context| {
        match dropped {
            Dropped::AtOnce(0) => return Poll::Ready(None),
            Dropped::WhenWoken(most) if polls == most => return Poll::Ready(None),
            Dropped::AtOnce(_) | Dropped::WhenWoken(_) => {}
        }
        polls += 1;
        let (until, polled) = mpsc::channel::<Infallible>();
        spawn_blocking(move || polled.recv());
        let result = future.as_mut().poll(context);
        drop(until);
        match result {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if matches!(dropped, Dropped::AtOnce(most) if polls == most) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Polls a future until the incident, and then drops it, unless it completes before.
pub(crate) async fn until_incident<T>(future: impl Future<Output = T>, line: &Line) -> Option<T> {
    tokio::select! {
        biased;
        () = line.incident() => None,
        output = future => Some(output),
    }
}
