//! The account that calls the platform.

use std::fmt;

use wxmed::{ApiKey, Secret};

use crate::random::{DIGITS, HEX, LETTERS, Random};

/// An official account with a merchant number, all made up.
///
/// `Debug` shows the two that are no secrets.
///
/// ```
/// let account = wxmed_sandbox::Account::random();
/// assert!(account.appid().starts_with("wx"));
/// assert!(!format!("{account:?}").contains(account.app_secret().expose()));
/// ```
#[derive(Clone)]
pub struct Account {
    appid: String,
    mch_id: String,
    app_secret: Secret,
    api_key_text: Secret,
    api_key: ApiKey,
}

impl Account {
    /// A new account, unlike any other.
    pub fn random() -> Self {
        let mut random = Random::default();
        let appid = format!("wx{}", random.text(HEX, 16));
        Self::new(appid, random.text(HEX, 32), random.text(LETTERS, 32))
            .with_mch_id(format!("16{}", random.text(DIGITS, 8)))
    }

    /// An account that is known beforehand. Never put a real one here.
    pub fn new(appid: impl Into<String>, app_secret: impl Into<String>, api_key: impl Into<String>) -> Self {
        let api_key_text = Secret::new(api_key);
        Self {
            appid: appid.into(),
            mch_id: "1600000001".to_owned(),
            app_secret: Secret::new(app_secret),
            api_key: ApiKey::new(api_key_text.expose()),
            api_key_text,
        }
    }

    /// The same with another merchant number.
    #[must_use]
    pub fn with_mch_id(mut self, mch_id: impl Into<String>) -> Self {
        self.mch_id = mch_id.into();
        self
    }

    /// The appid of the official account.
    pub fn appid(&self) -> &str {
        &self.appid
    }

    /// The merchant number; requests may carry another one.
    pub fn mch_id(&self) -> &str {
        &self.mch_id
    }

    /// With which access tokens are fetched.
    pub fn app_secret(&self) -> &Secret {
        &self.app_secret
    }

    /// With which requests and answers are signed.
    pub fn api_key(&self) -> &ApiKey {
        &self.api_key
    }

    /// The same as text, for a person or a setting that needs it.
    pub fn api_key_text(&self) -> &Secret {
        &self.api_key_text
    }
}

impl Default for Account {
    fn default() -> Self {
        Self::random()
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("appid", &self.appid).field("mch_id", &self.mch_id).finish_non_exhaustive()
    }
}
