//! The sandbox: a platform with an HTTP server.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::oneshot::{Sender, channel};
use wxmed::Bilingual;
use wxmed::spec::model::Resource;

use crate::account::Account;
use crate::control::Guard;
use crate::deliver::deliver;
use crate::history::RecordedCall;
use crate::keeper::Keeper;
use crate::notification::{SentNotification, UnknownOrder};
use crate::platform::Platform;
use crate::resource::Item;
use crate::server::{self, Security};
use crate::settings::{Settings, UnknownContent};
use crate::shared::{Shared, now};
use crate::stubs::Stub;
#[cfg(feature = "tls")]
use crate::tls::Tls;
use crate::tokens::TokenPolicy;
use crate::user::User;
use crate::{console, pay_page, scan};

/// A simulated platform on a local port. It stops when this value is dropped.
///
/// It runs in its own thread, so it can be used in blocking and in async tests. Only the local machine can reach it,
/// unless the settings have another address.
///
/// ```
/// use wxmed_sandbox::{StubResponse, Sandbox, Stub, Settings};
///
/// let sandbox = Sandbox::start(Settings::default())?;
/// assert!(sandbox.url().starts_with("http://127.0.0.1:"));
/// sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::token_rejected()));
/// // … run a program under test against it, and inspect the calls:
/// assert_eq!(sandbox.calls("/payinsurance/getmedinfo"), 0);
/// assert_eq!(sandbox.unfinished_stubs(), 1);
/// # Ok::<(), wxmed_sandbox::StartError>(())
/// ```
#[derive(Debug)]
pub struct Sandbox {
    url: String,
    address: SocketAddr,
    account: Account,
    #[cfg(feature = "tls")]
    authority: Option<String>,
    platform: Shared,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    runtime: Handle,
}

impl Sandbox {
    /// Starts a sandbox.
    ///
    /// # Errors If the port is in use, the system can't provide a thread or a port, the settings name a content that
    /// has no spec, or a file named in the settings can't be used.
    pub fn start(settings: Settings) -> Result<Self, StartError> {
        let port = settings.port;
        let failed = |cause| StartError::Listen { port, cause };
        settings.known_content()?;
        let listener = TcpListener::bind((settings.address, port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let security = security(&settings)?;
        let url = format!("{}://{}", security.scheme(), reached(address));
        #[cfg(feature = "tls")]
        let authority = security.authority().map(str::to_owned);
        let account = settings.account.clone();
        let guard = Guard::of(settings.control_token.clone(), address.ip());
        #[cfg(feature = "data")]
        let data = settings.data.clone();
        #[cfg_attr(not(feature = "data"), expect(unused_mut))]
        let mut platform = Platform::new(settings, url.as_str())?;
        #[cfg(feature = "data")]
        let keeper = keeper(data, &mut platform)?;
        #[cfg(not(feature = "data"))]
        let keeper = Keeper::Nothing;
        let platform = Shared::new(platform, guard, keeper);
        let runtime = server::runtime().map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = channel();
        let shared = platform.clone();
        let thread = std::thread::Builder::new()
            .name("wxmed-sandbox".to_owned())
            .spawn(move || server::serve(&runtime, listener, security, shared, stopped))
            .map_err(failed)?;
        Ok(Self {
            url,
            address,
            account,
            #[cfg(feature = "tls")]
            authority,
            platform,
            stop: Some(stop),
            thread: Some(thread),
            runtime: handle,
        })
    }

    /// Its URL on this machine, `http://127.0.0.1:PORT`, or `https://` with [`Settings::tls`]. It replaces `https://api.weixin.qq.com`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The PEM certificate of the authority that signed the sandbox's certificate; `None` without `Settings::tls`.
    /// Clients must trust it.
    #[cfg(feature = "tls")]
    pub fn certificate_authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of the web console, if it is served.
    pub fn console_url(&self) -> Option<String> {
        self.platform.lock().has_console().then(|| console::address(&self.url))
    }

    /// The account that may call it.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The users, with the cards that are bound now.
    pub fn people(&self) -> Vec<User> {
        self.platform.lock().people()
    }

    /// Adds a user, or replaces the one with the same openid. Returns whether there was one.
    pub fn add_person(&self, person: User) -> bool {
        self.platform.lock().add_person(person)
    }

    /// Removes a user and their card. Returns whether there was one.
    pub fn remove_person(&self, openid: &str) -> bool {
        self.platform.lock().remove_person(openid)
    }

    /// Restores the initial state: people and their cards, no orders, messages, tokens, stubs and recorded calls, and
    /// the machine's clock. The numbers of calls continue, and listeners stay.
    pub fn reset(&self) {
        self.platform.lock().reset();
    }

    /// Binds a card, as the user would with the link: the user's own card, or a made-up one for an unknown openid.
    pub fn bind_card(&self, openid: &str) {
        self.platform.lock().bind_card(openid);
    }

    /// Removes the card of a user.
    pub fn unbind(&self, openid: &str) {
        self.platform.lock().unbind(openid);
    }

    /// Rejects all access tokens that were issued so far. The endpoints issue new ones.
    pub fn expire_tokens(&self) {
        self.platform.lock().expire_tokens();
    }

    /// Sets how access tokens are treated from now on.
    pub fn reject_tokens(&self, policy: TokenPolicy) {
        self.platform.lock().reject_tokens(policy);
    }

    /// Advances the clock, so that tests don't have to wait until a token expires.
    pub fn advance(&self, by: Duration) {
        self.platform.lock().advance(by);
    }

    /// Adds a stub.
    pub fn stub(&self, stub: Stub) {
        self.platform.lock().stub(stub);
    }

    /// Removes all stubs.
    pub fn clear_stubs(&self) {
        self.platform.lock().clear_stubs();
    }

    /// The number of stubs that have not been applied as often as they should. A stub with `always` counts if it was
    /// never applied.
    pub fn unfinished_stubs(&self) -> usize {
        self.platform.lock().unfinished_stubs()
    }

    /// The recorded calls so far, oldest first.
    pub fn recorded_calls(&self) -> Vec<Arc<RecordedCall>> {
        self.platform.lock().recorded_calls()
    }

    /// The number of calls to a path, such as `/cgi-bin/stable_token`.
    pub fn calls(&self, path: &str) -> usize {
        self.platform.lock().calls(path)
    }

    /// Receives every recorded call from now on. At most 10,000 are buffered; if the buffer is full, new calls are
    /// missing, which shows in the gaps between their numbers.
    pub fn listen(&self) -> Receiver<Arc<RecordedCall>> {
        self.platform.lock().listen()
    }

    /// Issues an auth code, like a user's phone that shows a code for scanning. Returns the values that a request
    /// needs, by their field names. The operation's spec defines how long and how often it is valid.
    pub fn show_auth_code(&self, openid: &str) -> Item {
        self.platform.lock().show_auth_code(openid, now())
    }

    /// The URL of a page that shows an auth code.
    pub fn auth_code_url(&self, openid: &str) -> String {
        scan::address(&self.url, openid)
    }

    /// Adds a resource, as if an earlier call had created it, for example an order that a later request refers to.
    pub fn put(&self, item: Item) {
        self.platform.lock().put(item);
    }

    /// The orders, oldest first, with the values that identify them, including the platform's own number.
    pub fn orders(&self) -> Vec<Item> {
        self.platform.lock().items(Resource::Order)
    }

    /// Pays an order, as its user would. The number can be any by which operations look up the order: the hospital's or
    /// the platform's. The notification is then sent to the address in the order, which must be an `http://` address.
    /// If the order is already paid, only its notification is sent again.
    ///
    /// The platform's rules for resending a notification that isn't acknowledged are unknown. The sandbox makes a
    /// single attempt unless [`Settings::notification_retries`] is set.
    ///
    /// Returns how many notifications are sent: none if the order's request contained no address.
    ///
    /// # Errors
    /// If there is no such order.
    pub fn pay(&self, order: &str) -> Result<usize, UnknownOrder> {
        let (waiting, outgoing, pauses) = {
            let mut platform = self.platform.lock();
            let waiting = platform.pay(order, now())?;
            (waiting, platform.take_outgoing(), platform.notification_retries())
        };
        for outgoing in outgoing {
            self.runtime.spawn(deliver(self.platform.clone(), outgoing, pauses.clone()));
        }
        Ok(waiting)
    }

    /// The URL of a page that pays an order when it is opened.
    pub fn pay_url(&self, order: &str) -> String {
        pay_page::address(&self.url, order)
    }

    /// The notifications that were sent so far, oldest first, with one entry for each attempt.
    pub fn sent_notifications(&self) -> Vec<Arc<SentNotification>> {
        self.platform.lock().sent_notifications()
    }

    /// Receives every attempt to send a notification from now on, when it has ended. At most 10,000 are buffered.
    pub fn listen_to_notifications(&self) -> Receiver<Arc<SentNotification>> {
        self.platform.lock().listen_to_notifications()
    }

    /// The messages that were sent, oldest first.
    pub fn messages(&self) -> Vec<Item> {
        self.platform.lock().items(Resource::Message)
    }
}

/// Opens the data file, from which the platform is restored and in which its changes are kept.
#[cfg(feature = "data")]
fn keeper(data: Option<PathBuf>, platform: &mut Platform) -> Result<Keeper, StartError> {
    match data {
        None => Ok(Keeper::Nothing),
        Some(path) => {
            Keeper::open(&path, platform).map_err(|(en, zh)| StartError::Data { path, cause: Bilingual::new(zh, en) })
        }
    }
}

fn security(settings: &Settings) -> Result<Security, StartError> {
    #[cfg(feature = "tls")]
    if let Some(authority) = &settings.tls {
        let tls = Tls::new(authority, settings.address, &settings.hosts);
        return tls.map(Security::Tls).map_err(|cause| StartError::Tls { cause });
    }
    _ = settings;
    Ok(Security::Plain)
}

/// The address at which this machine can reach the listener.
fn reached(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        IpAddr::V4(_) | IpAddr::V6(_) => {}
    }
    address
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic's message was already printed.
            let _ = thread.join();
        }
    }
}

/// Error returned by [`Sandbox::start`].
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The sandbox can't listen on the port, or can't start its thread.
    Listen {
        /// The requested port; 0 for any free port.
        port: u16,
        /// The system's error.
        cause: io::Error,
    },
    /// The settings name a content that has no spec.
    UnknownContent(UnknownContent),
    /// The data file can't be opened or read.
    Data {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: Bilingual,
    },
    /// The certificate for HTTPS can't be created, or its authority can't be used.
    #[cfg(feature = "tls")]
    Tls {
        /// Why.
        cause: Bilingual,
    },
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_chinese = f.alternate();
        match self {
            Self::Listen { port, cause } if cause.kind() == io::ErrorKind::AddrInUse => match is_chinese {
                false => {
                    write!(
                        f,
                        "port {port} is taken: stop the program that uses it, or choose another port; 0 selects a free one"
                    )
                }
                true => write!(f, "端口 {port} 已被占用：请停止占用它的程序，或换一个端口；0 表示自动选择空闲端口"),
            },
            Self::Listen { port, cause } => match is_chinese {
                false => write!(f, "the sandbox cannot listen on port {port}: {cause}"),
                true => write!(f, "无法在端口 {port} 上监听：{cause}"),
            },
            Self::UnknownContent(unknown) => fmt::Display::fmt(unknown, f),
            Self::Data { path, cause } => match is_chinese {
                false => write!(f, "the data file {} cannot be used: {}", path.display(), cause.en),
                true => write!(f, "数据文件 {} 无法使用：{}", path.display(), cause.zh),
            },
            #[cfg(feature = "tls")]
            Self::Tls { cause } => match is_chinese {
                false => write!(f, "the sandbox cannot serve HTTPS: {}", cause.en),
                true => write!(f, "沙箱无法提供 HTTPS：{}", cause.zh),
            },
        }
    }
}

/// `Display` includes the cause, so `source` doesn't repeat it.
impl std::error::Error for StartError {}

impl From<UnknownContent> for StartError {
    fn from(unknown: UnknownContent) -> Self {
        Self::UnknownContent(unknown)
    }
}
