//! A platform on a port of this machine.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot::{Sender, channel};
use wxmed::spec::model::Resource;

use crate::account::Account;
use crate::history::RecordedCall;
use crate::platform::Platform;
use crate::resource::Item;
use crate::scan;
use crate::server::{self, Shared};
use crate::settings::{Settings, UnknownContent};
use crate::stubs::Stub;
use crate::tokens::TokenPolicy;
use crate::user::User;

/// A platform on a port of this machine, which stops when this is dropped.
///
/// It runs in a thread of its own, so that it can be started anywhere: in a test that blocks, and in one that does not.
/// Only this machine can reach it, unless the settings have another address for it.
///
/// ```
/// use wxmed_sandbox::{StubResponse, Sandbox, Stub, Settings};
///
/// let sandbox = Sandbox::start(Settings::default())?;
/// assert!(sandbox.url().starts_with("http://127.0.0.1:"));
/// sandbox.stub(Stub::on("getmedinfo").answer(StubResponse::token_refused()));
/// // … let a program under test call it, and look at what it sent:
/// assert_eq!(sandbox.calls("/payinsurance/getmedinfo"), 0);
/// assert_eq!(sandbox.unfinished_stubs(), 1);
/// # Ok::<(), wxmed_sandbox::StartError>(())
/// ```
#[derive(Debug)]
pub struct Sandbox {
    url: String,
    address: SocketAddr,
    account: Account,
    platform: Shared,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts one.
    ///
    /// # Errors
    /// If the port is taken, the system has no thread or port to give, or the settings name a content that no spec
    /// describes.
    pub fn start(settings: Settings) -> Result<Self, StartError> {
        let port = settings.port;
        let failed = |cause| StartError::Listen { port, cause };
        settings.known_content()?;
        let listener = TcpListener::bind((settings.address, port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let url = format!("http://{}", reached(address));
        let account = settings.account.clone();
        let platform = Shared::new(Platform::new(settings, url.as_str())?);
        let runtime = server::runtime().map_err(failed)?;
        let (stop, stopped) = channel();
        let shared = platform.clone();
        let thread = std::thread::Builder::new()
            .name("wxmed-sandbox".to_owned())
            .spawn(move || server::serve(&runtime, listener, shared, stopped))
            .map_err(failed)?;
        Ok(Self { url, address, account, platform, stop: Some(stop), thread: Some(thread) })
    }

    /// Where this machine reaches it: `http://127.0.0.1:PORT`. It takes the place of `https://api.weixin.qq.com`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The account that may call it.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The people whom it knows, with the cards that are bound now.
    pub fn people(&self) -> Vec<User> {
        self.platform.lock().people()
    }

    /// Binds a card, as a user does behind a link: their own, or one of somebody of whom no more is known.
    pub fn bind_card(&self, openid: &str) {
        self.platform.lock().bind_card(openid);
    }

    /// Removes the card of a user.
    pub fn unbind(&self, openid: &str) {
        self.platform.lock().unbind(openid);
    }

    /// Refuses every access token that was given so far. The endpoints give new ones.
    pub fn expire_tokens(&self) {
        self.platform.lock().expire_tokens();
    }

    /// What becomes of access tokens from now on.
    pub fn refuse_tokens(&self, policy: TokenPolicy) {
        self.platform.lock().refuse_tokens(policy);
    }

    /// Sets the clock ahead, so that no test has to wait for a token to end.
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

    /// How many stubs have not acted as often as they should; one that acts always, not once.
    pub fn unfinished_stubs(&self) -> usize {
        self.platform.lock().unfinished_stubs()
    }

    /// What was received and answered so far, oldest first.
    pub fn recorded_calls(&self) -> Vec<Arc<RecordedCall>> {
        self.platform.lock().recorded_calls()
    }

    /// How many calls a path had, such as `/cgi-bin/stable_token`.
    pub fn calls(&self, path: &str) -> usize {
        self.platform.lock().calls(path)
    }

    /// Every recorded call from now on, for whoever wants to follow them. Whoever lets 10,000 of them wait misses those that
    /// come then; their numbers tell.
    pub fn listen(&self) -> Receiver<Arc<RecordedCall>> {
        self.platform.lock().listen()
    }

    /// Shows a code to be scanned, as a user's phone does: what a request needs to have of it, by names on the wire. It is
    /// valid as long as its operation says, and as often.
    pub fn show_auth_code(&self, openid: &str) -> Item {
        self.platform.lock().show_auth_code(openid, server::now())
    }

    /// The page that shows such a code.
    pub fn auth_code_url(&self, openid: &str) -> String {
        scan::address(&self.url, openid)
    }

    /// Puts a thing there, as if it had been made before: an order that a later request refers to.
    pub fn put(&self, item: Item) {
        self.platform.lock().put(item);
    }

    /// The orders that were made, oldest first, with what they can be found by, the platform's own number included.
    pub fn orders(&self) -> Vec<Item> {
        self.platform.lock().items(Resource::Order)
    }

    /// The messages that were sent, oldest first.
    pub fn messages(&self) -> Vec<Item> {
        self.platform.lock().items(Resource::Message)
    }
}

/// Where this machine reaches what listens at an address.
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
            // What it says of a panic was printed already.
            let _ = thread.join();
        }
    }
}

/// Why a sandbox could not be started.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// It cannot listen, or has no thread.
    Listen {
        /// The port that was wanted; 0 if any.
        port: u16,
        /// What the system says.
        cause: io::Error,
    },
    /// The settings name a content that no spec describes.
    UnknownContent(UnknownContent),
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_chinese = f.alternate();
        match self {
            Self::Listen { port, cause } if cause.kind() == io::ErrorKind::AddrInUse => match is_chinese {
                false => {
                    write!(f, "port {port} is taken: stop what listens there, or choose another; 0 takes a free one")
                }
                true => write!(f, "端口 {port} 已被占用：停掉占用它的程序，或换一个端口；0 表示任选一个空闲端口"),
            },
            Self::Listen { port, cause } => match is_chinese {
                false => write!(f, "the sandbox cannot listen on port {port}: {cause}"),
                true => write!(f, "无法在端口 {port} 上监听：{cause}"),
            },
            Self::UnknownContent(unknown) => fmt::Display::fmt(unknown, f),
        }
    }
}

/// `Display` says what the cause says, so that a chain has it once.
impl std::error::Error for StartError {}

impl From<UnknownContent> for StartError {
    fn from(unknown: UnknownContent) -> Self {
        Self::UnknownContent(unknown)
    }
}
