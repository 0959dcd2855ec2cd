//! Identifies callers by their token or by the listener.

use std::sync::Arc;

use hyper::header::AUTHORIZATION;
use hyper::http::request::Parts;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::readers::Readers;
use crate::config::{Caller, Config};
use crate::problem::Problem;

/// A caller with its concurrency limits.
#[derive(Debug)]
pub(crate) struct KnownCaller {
    pub(crate) caller: Caller,
    room: Arc<Semaphore>,
    /// The bodies that are being received from it, before their calls begin.
    pub(super) bodies: Arc<Readers>,
    /// The notifications that are being received. They have separate slots, because the platform may use the same
    /// listener as programs without a token.
    pub(super) notifications: Arc<Readers>,
}

/// The least number of bodies that can be received from a caller at a time.
const LEAST_BODIES: usize = 16;

/// All callers.
#[derive(Debug)]
pub(crate) struct Callers {
    all: Vec<Arc<KnownCaller>>,
    /// The digest of each token, with the index of its caller.
    tokens: Vec<([u8; 32], u64)>,
    /// The permits for the calls of all callers together.
    room: Arc<Semaphore>,
}

/// The permit for one call. It is held until the call ends, even if the caller has disconnected.
#[derive(Debug)]
pub(crate) struct CallPermit {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl Callers {
    pub(crate) fn new(config: &Config) -> Self {
        let known = |caller: &Caller| {
            let room = Arc::new(Semaphore::new(caller.concurrency()));
            let readers = || Arc::new(Readers::new(caller.concurrency().max(LEAST_BODIES)));
            Arc::new(KnownCaller { caller: caller.clone(), room, bodies: readers(), notifications: readers() })
        };
        let token = |(index, caller): (u64, &Caller)| Some((digest(caller.token()?.expose()), index));
        Self {
            all: config.callers().iter().map(known).collect(),
            tokens: (0..).zip(config.callers()).filter_map(token).collect(),
            room: Arc::new(Semaphore::new(config.limits().concurrency())),
        }
    }

    /// The caller with this name.
    pub(crate) fn named(&self, name: &str) -> Option<Arc<KnownCaller>> {
        self.all.iter().find(|known| known.caller.name() == name).cloned()
    }

    /// Identifies the caller of a request. A token must be valid if it is sent, even where none is needed.
    pub(super) fn identify(&self, head: &Parts, usual: Option<&Arc<KnownCaller>>) -> Result<Arc<KnownCaller>, Problem> {
        let mut given = head.headers.get_all(AUTHORIZATION).iter();
        match (given.next(), given.next()) {
            (None, _) => usual.cloned().ok_or(Problem::Unauthorized),
            (Some(header), None) => {
                let token = header.to_str().ok().and_then(|header| header.split_once(' '));
                let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
                token.and_then(|(_, token)| self.by_token(token.trim())).ok_or(Problem::Unauthorized)
            }
            (Some(_), Some(_)) => Err(Problem::Unauthorized),
        }
    }

    /// Finds a caller by its token. It compares with each token in constant time, so that timing reveals neither a part
    /// of a token nor its owner.
    fn by_token(&self, token: &str) -> Option<Arc<KnownCaller>> {
        let given = digest(token);
        let (mut found, mut index) = (Choice::from(0), u64::MAX);
        for (known, of) in &self.tokens {
            let is_same = given.ct_eq(known);
            index = u64::conditional_select(&index, of, is_same);
            found |= is_same;
        }
        if !bool::from(found) {
            return None;
        }
        self.all.get(usize::try_from(index).ok()?).cloned()
    }

    /// Permits one more call of this caller, unless too many are in progress.
    pub(super) fn permit(&self, caller: &KnownCaller) -> Result<CallPermit, Problem> {
        let own = Arc::clone(&caller.room).try_acquire_owned().map_err(|_| Problem::TooMany)?;
        let all = Arc::clone(&self.room).try_acquire_owned().map_err(|_| Problem::TooMany)?;
        Ok(CallPermit { _own: own, _all: all })
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
