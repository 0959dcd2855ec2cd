use std::fmt;

/// A failure of Redis. It contains no text from the server.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// No response was received in time.
    Slow,
    /// There is no connection.
    Connect,
    /// The server's certificate is not valid.
    Tls,
    /// An error of the Redis library.
    Redis(redis::ErrorKind),
    /// The response has an unexpected format.
    Reply,
    /// The system's random source failed.
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
            Self::Slow => f.write_str("no response in time"),
            Self::Connect => f.write_str("no connection"),
            Self::Tls => f.write_str("the TLS handshake failed"),
            Self::Redis(kind) => write!(f, "{kind:?}"),
            Self::Reply => f.write_str("an unexpected response"),
            Self::Random => f.write_str("no randomness"),
            Self::Seal => f.write_str("the token was not encrypted"),
        }
    }
}

/// Emits the event that this process continues without Redis. Its name and target are part of the API.
pub(super) fn warn(fault: Fault) {
    tracing::warn!(
        name: "redis_unavailable",
        target: "wxmed::token",
        %fault,
        "the access token is not shared for now: Redis failed, and this process goes on alone"
    );
}
