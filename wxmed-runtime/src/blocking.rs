//! A client for programs without an async runtime.

use std::fmt;
use std::future::Future;
use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::{mem, process, thread};

use tokio::runtime::{Builder, Handle, Runtime};
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use crate::client::{Build, BuildError, ClientBuilder, sealed};
use crate::error::{CallError, CallErrorKind};
use crate::record::input::{Input, IntoValue};
use crate::request::Request;
use crate::request::sendable::Sendable;
use crate::response::Response;
use crate::{ApiKey, Error, Merchant, Stage, TransportError, TransportErrorKind};

/// A blocking version of [`wxmed::Client`](crate::Client).
///
/// It runs its connections on a background thread. The builder, the behaviour and the errors are the same as those of
/// the async client, and clones share everything. It can also be called inside an async runtime, where it blocks the
/// calling thread.
///
/// A fork doesn't copy the background thread: calls in the child process fail immediately with [`Error::Forked`]. Build
/// the client after the fork.
///
/// ```no_run
/// use wxmed::blocking::Client;
/// use wxmed::{ApiKey, GetMedInfo, IdCard, StableToken};
///
/// # fn first() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder(ApiKey::new("the merchant's API key"))
///     .token(StableToken::new("wxd678efh567hg6787", "the AppSecret"))
///     .build()?;
/// let card = client.send(
///     &GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三")
///         .idcard_md5(IdCard::parse("44030019000101123x")?).build()?,
/// )?;
/// println!("{} {}", card.medical_card_no, card.medical_insurance_type.as_ref().map_or("", |t| t.label()));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    engine: Arc<Engine>,
}

/// The runtime. Dropping it doesn't wait, so it can be dropped inside another runtime.
struct Engine {
    handle: Handle,
    runtime: Option<Runtime>,
    /// The process that has the runtime's thread.
    process: u32,
}

impl Engine {
    fn start() -> Result<Self, BuildError> {
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("wxmed").enable_all().build();
        let runtime = runtime.map_err(|cause| BuildError::Thread(cause.to_string()))?;
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime), process: process::id() })
    }

    fn is_of_this_process(&self) -> bool {
        self.process == process::id()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        match self.runtime.take() {
            Some(runtime) if self.is_of_this_process() => runtime.shutdown_background(),
            // Not dropped in a forked process: the missing thread may have held any lock when the process was forked.
            forked => mem::forget(forked),
        }
    }
}

impl sealed::Sealed for Client {}

impl Build for Client {
    fn build(made: sealed::Made) -> Result<Self, BuildError> {
        Ok(Self { client: <crate::Client as Build>::build(made)?, engine: Arc::new(Engine::start()?) })
    }
}

/// The client's merchant. If [`ClientBuilder::merchant`] was not called, `build` of the request reports it as missing.
impl IntoValue<Merchant> for &Client {
    fn into_value(self) -> Input<Merchant> {
        (&self.client).into_value()
    }
}

impl Client {
    /// Returns a builder for a client that signs with this key.
    pub fn builder(key: ApiKey) -> ClientBuilder<Self> {
        ClientBuilder::new(key)
    }

    /// Sends a request and returns the response.
    ///
    /// # Errors
    /// Like [`wxmed::Client::send`](crate::Client::send).
    pub fn send<T: Request>(&self, request: impl Sendable<Request = T>) -> Result<Response<T::Reply>, Error> {
        self.wait(self.client.send(request.request()), T::OPERATION.name, T::OPERATION.section)
    }

    /// Gets an access token, and returns an error if that fails. Call it when the program starts.
    ///
    /// # Errors
    /// Like [`wxmed::Client::check`](crate::Client::check).
    pub fn check(&self) -> Result<(), Error> {
        self.wait(self.client.check(), "", "")
    }

    /// The merchant set by [`ClientBuilder::merchant`]. Builders of requests take it from the client:
    /// `.merchant(&client)`.
    ///
    /// # Errors
    /// [`Error::NoMerchant`] if [`ClientBuilder::merchant`] was not called.
    pub fn merchant(&self) -> Result<Merchant, Error> {
        self.client.merchant()
    }

    /// Calls an operation by name, with field names and texts.
    ///
    /// # Errors
    /// Like [`wxmed::Client::call`](crate::Client::call).
    #[cfg(feature = "dynamic")]
    pub fn call<N, T>(
        &self,
        operation: &str,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Response<crate::client::Reply>, Error>
    where
        N: AsRef<str>,
        T: AsRef<str>,
    {
        let fields: Vec<(N, T)> = fields.into_iter().collect();
        let fields = fields.iter().map(|(name, text)| (name.as_ref(), text.as_ref()));
        let fields: Vec<(&str, &str)> = fields.collect();
        self.wait(self.client.call(operation, fields), operation, "")
    }

    fn wait<A: Send>(
        &self,
        call: impl Future<Output = Result<A, Error>> + Send,
        operation: &str,
        section: &str,
    ) -> Result<A, Error> {
        if !self.engine.is_of_this_process() {
            return Err(Error::Forked);
        }
        let handle = &self.engine.handle;
        if Handle::try_current().is_err() {
            return handle.block_on(call);
        }
        // A runtime can't be entered inside another one: the call moves to another thread, with its `tracing`
        // subscriber.
        let call = call.in_current_span().with_current_subscriber();
        thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, || handle.block_on(call)) {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(cause) => Err(no_thread(operation, section, &cause)),
        })
    }
}

fn no_thread(operation: &str, section: &str, cause: &io::Error) -> Error {
    let cause = TransportError::new(Stage::NotSent, TransportErrorKind::Connect, cause.to_string());
    Error::Unanswered(Box::new(CallError {
        operation: operation.to_owned(),
        section: section.to_owned(),
        cause: CallErrorKind::Transport(cause),
        attempts: 0,
        earlier: Vec::new(),
    }))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
