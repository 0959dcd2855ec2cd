//! Handles one request: authorizes and routes it, and creates its response.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body as _, Incoming};
use hyper::http::request::Parts;
use hyper::{Request, Response};
use serde_json::json;
use tokio_util::task::TaskTracker;
use wxmed::Bilingual;
use zeroize::Zeroizing;

use super::activity::Activity;
use super::body::{Whole, read};
use super::callers::{CallPermit, Callers, KnownCaller};
use super::caught::caught;
use super::options::{Options, Writing};
use super::readers::Readers;
use super::route::{Action, Route};
use super::site::{Site, Stop};
use super::slots::Slots;
use super::{access, documents, framing, respond};
use crate::metrics;
use crate::notices::Notices;
use crate::outcome::ApiResponse;
use crate::problem::Problem;
use crate::service::{self, Account, CallResponse, Service};
use crate::{charset::Charset, input};

/// The state that all connections share.
pub(crate) struct Server {
    pub(crate) service: Arc<Service>,
    pub(crate) callers: Callers,
    pub(crate) slots: Arc<Slots>,
    pub(crate) notices: Arc<Notices>,
    /// The largest body, in bytes.
    pub(crate) largest_body: usize,
    /// How long receiving a body may take.
    pub(crate) body_time: Duration,
    /// The calls in progress. They continue if their callers disconnect.
    pub(crate) calls: TaskTracker,
    pub(crate) stop: Stop,
}

impl Server {
    /// Responds to any request.
    pub(super) async fn respond(
        self: &Arc<Self>,
        request: Request<Incoming>,
        site: &Site,
        activity: &Activity,
    ) -> Response<Whole> {
        let (head, body) = request.into_parts();
        let writing = Writing::of(&head);
        let response = caught(self.responded(&head, body, site, activity, writing)).await;
        response.unwrap_or_else(|| {
            activity.leave_rest();
            respond::closing(respond::problem(&Problem::Panicked, writing))
        })
    }

    async fn responded(
        self: &Arc<Self>,
        head: &Parts,
        mut body: Incoming,
        site: &Site,
        activity: &Activity,
        writing: Writing,
    ) -> Response<Whole> {
        let response = match framing::check(head, activity.take_seen()) {
            Ok(()) => self.routed(head, &mut body, site, writing).await,
            Err(problem) => Err(problem),
        };
        let response = match response {
            Ok(response) => response,
            Err(problem) => {
                self.service.metrics.refused(problem.kind());
                tracing::debug!(target: "wxmed::sidecar", reason = problem.kind(), "a request was refused");
                respond::problem(&problem, writing)
            }
        };
        // The unread rest of a body would be read as the head of the next request. For a chunked body, its end isn't
        // known for certain.
        let has_rest = !body.is_end_stream();
        if has_rest {
            activity.leave_rest();
        }
        if has_rest || *self.stop.borrow() { respond::closing(response) } else { response }
    }

    async fn routed(
        self: &Arc<Self>,
        head: &Parts,
        body: &mut Incoming,
        site: &Site,
        writing: Writing,
    ) -> Result<Response<Whole>, Problem> {
        access::check(&site.hosts, head)?;
        let route = Route::find(&head.method, head.uri.path());
        // The health of the process is public.
        match route {
            Ok(Route::Health) => return Ok(respond::json(ApiResponse::ok(json!({ "ok": true })), writing)),
            Ok(Route::Ready) => return self.ready(writing),
            Ok(_) | Err(_) => {}
        }
        let caller = self.callers.identify(head, site.usual.as_ref())?;
        match route? {
            Route::Operation(name, action) => self.operation(name, action, head, body, &caller, writing).await,
            Route::Notification(name) => self.notification(name, head, body, &caller).await,
            Route::Operations => Ok(respond::json(ApiResponse::ok(self.operations(&caller)), writing)),
            Route::Schema(name) => self.schema(name, &caller, writing).await,
            Route::OpenApi => self.openapi().await,
            Route::Metrics => self.metrics().await,
            Route::Health | Route::Ready => Err(Problem::NoSuchPath),
        }
    }

    async fn operation(
        self: &Arc<Self>,
        name: &str,
        action: Action,
        head: &Parts,
        body: &mut Incoming,
        caller: &Arc<KnownCaller>,
        writing: Writing,
    ) -> Result<Response<Whole>, Problem> {
        // A caller without permission doesn't learn whether the operation exists.
        if !caller.caller.may_use(name) {
            return Err(Problem::Forbidden);
        }
        let operation = self.service.specs.operation(name)?;
        let options = Options::of(head)?;
        let account = self.account(caller, options.merchant.as_deref())?;
        if *self.stop.borrow() {
            return Err(Problem::Stopping);
        }
        // The permit is taken after the body, so that a body that never ends doesn't block calls.
        let bytes = self.received(body, &caller.bodies, self.largest_body).await?;
        let permit = self.callers.permit(caller)?;
        let input = input::read(&bytes, &options.reading).map_err(Problem::Malformed)?;
        drop(bytes);
        let caller = caller.caller.name().to_owned();
        let request = service::Request {
            caller,
            operation,
            account,
            matching: options.reading.matching,
            key: options.key,
            input,
        };
        let called = self.run(action, request, permit).await?;
        Ok(respond::call(called.response, called.is_repeated, writing))
    }

    /// Receives the whole body, within its limits.
    async fn received(
        &self,
        body: &mut Incoming,
        readers: &Arc<Readers>,
        limit: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let (mut reader, mut stop) = (readers.enter()?, self.stop.clone());
        tokio::select! {
            biased;
            bytes = read(body, limit, self.body_time) => bytes.map(Zeroizing::new),
            () = reader.given_up() => Err(Problem::Incomplete),
            _ = stop.wait_for(|stopping| *stopping) => Err(Problem::Stopping),
        }
    }

    /// Runs the action in a separate task, so that it completes even if the caller disconnects, and a panic doesn't
    /// affect anything else.
    async fn run(
        &self,
        action: Action,
        request: service::Request,
        permit: CallPermit,
    ) -> Result<CallResponse, Problem> {
        let (service, begun) = (Arc::clone(&self.service), service::BegunCall::of(&request));
        let running = self.calls.spawn(async move {
            let _permit = permit;
            match action {
                Action::Call => service.call(request).await,
                Action::Sign => service.sign(request).into(),
                Action::Validate => service.validate(request).into(),
            }
        });
        match (running.await, action) {
            (Ok(response), _) => Ok(response),
            (Err(_), Action::Call) => Ok(self.service.panicked(begun).into()),
            (Err(_), Action::Sign | Action::Validate) => {
                Err(Problem::Internal(Bilingual::of("处理时发生内部错误", "an internal error occurred")))
            }
        }
    }

    /// The merchant of a call.
    fn account(&self, caller: &KnownCaller, named: Option<&str>) -> Result<Arc<Account>, Problem> {
        let name = named.or_else(|| caller.caller.default_merchant()).ok_or(Problem::UnknownMerchant)?;
        if !caller.caller.may_call_for(name) {
            return Err(Problem::UnknownMerchant);
        }
        self.service.accounts.get(name).cloned().ok_or(Problem::UnknownMerchant)
    }

    async fn notification(
        &self,
        name: &str,
        head: &Parts,
        body: &mut Incoming,
        caller: &KnownCaller,
    ) -> Result<Response<Whole>, Problem> {
        if !caller.caller.may_use(name) {
            return Err(Problem::Forbidden);
        }
        let notification = self.service.specs.notification(name).ok_or(Problem::NoSuchPath)?;
        if !self.notices.passes_on(name) {
            return Err(Problem::NoSuchPath);
        }
        let named = Options::merchant(head);
        let accounts: Vec<Arc<Account>> = match named {
            Some(named) => vec![self.account(caller, Some(&named))?],
            None => {
                let may = |account: &&Arc<Account>| caller.caller.may_call_for(account.name());
                self.service.accounts.values().filter(may).cloned().collect()
            }
        };
        let limit = self.largest_body.max(wxmed::codec::xml::MAX_BODY);
        let bytes = self.received(body, &caller.notifications, limit).await?;
        let response = self.notices.receive(&self.service, &notification, &accounts, &bytes).await;
        Ok(respond::text(wxmed::notify::Response::CONTENT_TYPE, response.into_bytes()))
    }

    fn operations(&self, caller: &KnownCaller) -> serde_json::Value {
        let all = self.service.specs.operations();
        let may_use = all.iter().filter(|operation| caller.caller.may_use(operation.name()));
        json!({ "ok": true, "operations": may_use.map(documents::summary).collect::<Vec<_>>() })
    }

    async fn schema(&self, name: &str, caller: &KnownCaller, writing: Writing) -> Result<Response<Whole>, Problem> {
        if !caller.caller.may_use(name) {
            return Err(Problem::Forbidden);
        }
        let (specs, operation) = (self.service.specs.clone(), self.service.specs.operation(name)?);
        let schema = written(move || documents::schema(&specs, &operation).to_string()).await?;
        Ok(respond::json(ApiResponse::of_text(schema), writing))
    }

    async fn openapi(&self) -> Result<Response<Whole>, Problem> {
        let specs = self.service.specs.clone();
        let document = written(move || documents::openapi(&specs)).await?;
        Ok(respond::text("application/json; charset=utf-8", document))
    }

    fn ready(&self, writing: Writing) -> Result<Response<Whole>, Problem> {
        if *self.stop.borrow() {
            return Err(Problem::Stopping);
        }
        // Without the journal, calls aren't possible. This endpoint is public, so it only reads the published counts.
        let counts = self.service.journal.open_counts().map_err(|_| Problem::NotReady)?;
        let body = json!({ "ok": true, "calls_unknown": counts.unknown, "notifications_queued": counts.queued });
        Ok(respond::json(ApiResponse::ok(body), writing))
    }

    async fn metrics(&self) -> Result<Response<Whole>, Problem> {
        let counts = self.service.journal.counts().await.map_err(|_| Problem::NotReady)?;
        let text = self.service.metrics.render(counts);
        Ok(respond::text(metrics::CONTENT_TYPE, Charset::Utf8.encode_json(text)))
    }
}

/// Writes a document on a blocking thread, so that it doesn't delay calls.
async fn written(write: impl FnOnce() -> String + Send + 'static) -> Result<String, Problem> {
    let text = tokio::task::spawn_blocking(write).await;
    text.map_err(|_| Problem::Internal(Bilingual::of("文档无法生成", "the document can't be written")))
}
