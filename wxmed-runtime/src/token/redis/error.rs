use std::fmt;

/// What Redis failed with. Nothing that the server says stands in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// No response came in time.
    Slow,
    /// There is no connection.
    Connect,
    /// The server could not show who it is.
    Tls,
    /// What the library calls it.
    Redis(redis::ErrorKind),
    /// The response is none of ours.
    Reply,
    /// The system had no randomness to give.
    Random,
    /// The token could not be encrypted.
    Seal,
}

impl From<redis::RedisError> for Fault {
    fn from(error: redis::RedisError) -> Self {
        Self::Redis(error.kind())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slow => f.write_str("no answer in time"),
            Self::Connect => f.write_str("no connection"),
            Self::Tls => f.write_str("the TLS handshake failed"),
            Self::Redis(kind) => write!(f, "{kind:?}"),
            Self::Reply => f.write_str("an answer that is not understood"),
            Self::Random => f.write_str("no randomness"),
            Self::Seal => f.write_str("the token was not encrypted"),
        }
    }
}

/// Says that this process goes on alone. The name and the target stay what they are.
pub(super) fn warn(fault: Fault) {
    tracing::warn!(
        name: "redis_unavailable",
        target: "wxmed::token",
        %fault,
        "the access token is not shared for now: Redis failed, and this process goes on alone"
    );
}
