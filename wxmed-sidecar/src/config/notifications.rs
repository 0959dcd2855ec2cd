//! The receivers of the platform's notifications.

use std::collections::BTreeMap;
use std::time::Duration;

use wxmed::{Host, HostError, Secret};

use super::reader::Reader;
use super::secret::{self, Looks};
use super::table::{Item, Table};

/// The receivers of notifications.
#[derive(Clone, Debug)]
pub struct Notifications {
    pub(super) forward: BTreeMap<String, Forward>,
    pub(super) queue: usize,
    pub(super) timeout: Duration,
}

impl Notifications {
    /// The receiver of the notification with this name.
    pub fn forward(&self, notification: &str) -> Option<&Forward> {
        self.forward.get(notification)
    }

    /// All receivers, each with the name of its notification.
    pub fn forwards(&self) -> impl Iterator<Item = (&str, &Forward)> {
        self.forward.iter().map(|(name, forward)| (name.as_str(), forward))
    }

    /// How many notifications may wait at the same time. Further ones are not acknowledged, so that the platform sends
    /// them again.
    pub fn queue(&self) -> usize {
        self.queue
    }

    /// How long the receiver may take to respond.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }
}

/// The receiver of a notification.
#[derive(Clone, Debug)]
pub struct Forward {
    pub(super) url: String,
    pub(super) token: Option<Secret>,
}

impl Forward {
    /// Its URL: HTTPS, or HTTP to this machine. HTTP to another machine must be allowed in the configuration.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bearer token to send along.
    pub fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }
}

impl Notifications {
    pub(super) fn read(table: Option<Table<'_>>, reader: &mut Reader<'_>) -> Self {
        let usual = Self { forward: BTreeMap::new(), queue: 10_000, timeout: Duration::from_secs(10) };
        let Some(table) = table else { return usual };
        let queue = table.number("queue", 1..=1_000_000, reader).unwrap_or(usual.queue);
        let longest = Duration::from_secs(120);
        let timeout = table.duration("timeout", Duration::from_millis(100)..=longest, reader);
        let mut forward = BTreeMap::new();
        let receivers = table.table("forward", reader);
        for (name, receiver) in receivers.map(|receivers| receivers.named_tables(reader)).unwrap_or_default() {
            if let Some(receiver) = Forward::read(receiver, reader) {
                forward.insert(name.value.to_owned(), receiver);
            }
        }
        table.finish(reader);
        Self { forward, queue, timeout: timeout.unwrap_or(usual.timeout) }
    }
}

impl Forward {
    fn read(table: Table<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let allows_http = table.flag("insecure_http", reader);
        let url = table.needed_text("url", reader).and_then(|url| receiver(url, allows_http, reader));
        let token = secret::optional(&table, "token", Looks::Word, reader).map(|token| token.value);
        table.finish(reader);
        Some(Self { url: url?, token })
    }
}

/// Reads the URL of a receiver. HTTP to another machine is refused unless `allows_http` is set.
fn receiver(url: Item<&str>, allows_http: bool, reader: &mut Reader<'_>) -> Option<String> {
    let host = if allows_http { Host::insecure_http(url.value) } else { Host::parse(url.value) };
    let (zh, en) = match host {
        Ok(_) => return Some(url.value.to_owned()),
        Err(HostError::InsecureHttp) => (
            "转发到其他机器须用 https；若网络可信，请加 insecure_http = true",
            "another machine needs https; in a network that you trust, add insecure_http = true",
        ),
        Err(_) => (
            "应为接收方的 URL，如 http://127.0.0.1:8080/paid，不带用户名、查询参数或片段",
            "must be the URL of the receiver, such as http://127.0.0.1:8080/paid, without a user, a query or a fragment",
        ),
    };
    reader.wrong(url.span, zh, en);
    None
}
