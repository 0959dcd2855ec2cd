//! Messages of errors in a language chosen at run time.
//!
//! ```
//! use wxmed::{IdCard, Lang};
//!
//! let error = IdCard::parse("4400").unwrap_err();
//! assert_eq!(error.message(Lang::En), error.to_string());
//! assert_eq!(error.message(Lang::Zh), format!("{error:#}"));
//! assert_ne!(error.message(Lang::Zh), error.message(Lang::En));
//! ```

use std::fmt;

use wxmed_core::Lang;

macro_rules! messages {
    ($($(#[$condition:meta])* $error:ty),* $(,)?) => {$(
        $(#[$condition])*
        impl $error {
            /// The message in this language. `Display` writes the English one, or the Chinese one with the alternate
            /// flag (`{:#}`).
            pub fn message(&self, lang: Lang) -> String {
                match lang {
                    Lang::Zh => format!("{self:#}"),
                    Lang::En => self.to_string(),
                }
            }
        }
    )*};
}

/// The `Debug` output of errors that functions return is their message, because `main` and `unwrap` print it. Errors
/// that are only parts of others show their fields.
macro_rules! debug_is_display {
    ($($(#[$condition:meta])* $error:ty),* $(,)?) => {$(
        $(#[$condition])*
        impl fmt::Debug for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.to_string())
            }
        }
    )*};
}

debug_is_display! {
    crate::ContentError,
    crate::CredentialError,
    crate::DateError,
    crate::EncodeError,
    crate::FenError,
    crate::IdCardError,
    crate::IdCardMd5Error,
    crate::NonceError,
    crate::TimestampError,
    crate::UnknownOperation,
    crate::YuanError,
    #[cfg(feature = "client")]
    crate::BuildError,
    #[cfg(feature = "client")]
    crate::HostError,
    #[cfg(feature = "https")]
    crate::ProxyError,
    #[cfg(any(feature = "https", feature = "redis"))]
    crate::RootCertificatesError,
    #[cfg(feature = "redis")]
    crate::RedisTokenError,
    #[cfg(feature = "dynamic")]
    crate::dynamic::SpecsError,
    #[cfg(feature = "dynamic")]
    crate::dynamic::UnknownContent,
}

messages! {
    crate::ApiError,
    crate::CallError,
    crate::CallErrorKind,
    crate::ContentError,
    crate::CredentialError,
    crate::DateError,
    crate::EncodeError,
    crate::Error,
    crate::FenError,
    crate::IdCardError,
    crate::IdCardMd5Error,
    crate::InvalidTokenReason,
    crate::MalformedResponse,
    crate::NonceError,
    crate::SignatureFailure,
    crate::TimestampError,
    crate::TokenError,
    crate::TokenFetchError,
    crate::TransportError,
    crate::UnknownOperation,
    crate::YuanError,
    crate::signed_xml::xml::ReadError,
    #[cfg(feature = "client")]
    crate::BuildError,
    #[cfg(feature = "client")]
    crate::HostError,
    #[cfg(feature = "https")]
    crate::ProxyError,
    #[cfg(any(feature = "https", feature = "redis"))]
    crate::RootCertificatesError,
    #[cfg(feature = "redis")]
    crate::RedisTokenError,
    #[cfg(feature = "dynamic")]
    crate::dynamic::SpecsError,
    #[cfg(feature = "dynamic")]
    crate::dynamic::UnknownContent,
}
