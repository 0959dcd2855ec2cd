//! The account that calls the platform.

use std::fmt;

use wxmed::{ApiKey, Secret};

use crate::random::{DIGITS, HEX, LETTERS, Random};

/// The names under which requests carry what identifies an account; specs say which of their rows do.
const APPID: &str = "appid";
const MCH_ID: &str = "mch_id";
const SUB_APPID: &str = "sub_appid";
const SUB_MCH_ID: &str = "sub_mch_id";

/// A hospital for which a service provider calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubMerchant {
    mch_id: String,
    appid: Option<String>,
}

impl SubMerchant {
    /// One without an appid of its own.
    pub fn new(mch_id: impl Into<String>) -> Self {
        Self { mch_id: mch_id.into(), appid: None }
    }

    /// The same with the appid of its official account.
    #[must_use]
    pub fn with_appid(mut self, appid: impl Into<String>) -> Self {
        self.appid = Some(appid.into());
        self
    }

    /// The sub-merchant number.
    pub fn mch_id(&self) -> &str {
        &self.mch_id
    }

    /// The appid, if it has one.
    pub fn appid(&self) -> Option<&str> {
        self.appid.as_deref()
    }
}

/// An official account with a merchant number, all made up: a hospital's own, or a service provider's.
///
/// Requests are held against it: one with another account's numbers is refused. `Debug` shows what is no secret.
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
    sub_merchants: Vec<SubMerchant>,
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

    /// The account of the documentation's examples, which the binary has: whoever follows them gets an answer.
    pub fn sample() -> Self {
        Self::new("wxd678efh567hg6787", "sandbox-app-secret", "192006250b4c09247ec02edce69f6a2d")
            .with_mch_id("1230000109")
    }

    /// An account that is known beforehand. Never put a real one here.
    pub fn new(appid: impl Into<String>, app_secret: impl Into<String>, api_key: impl Into<String>) -> Self {
        let api_key_text = Secret::new(api_key);
        Self {
            appid: appid.into(),
            mch_id: "1600000001".to_owned(),
            sub_merchants: Vec::new(),
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

    /// The same with another appid.
    #[must_use]
    pub fn with_appid(mut self, appid: impl Into<String>) -> Self {
        self.appid = appid.into();
        self
    }

    /// The same as a service provider's, with one more sub-merchant. Its requests must name one of them.
    ///
    /// ```
    /// use wxmed_sandbox::{Account, SubMerchant};
    /// let hospital = SubMerchant::new("1900000109").with_appid("wx8888888888888888");
    /// let provider = Account::random().with_sub_merchant(hospital);
    /// ```
    #[must_use]
    pub fn with_sub_merchant(mut self, sub_merchant: SubMerchant) -> Self {
        self.sub_merchants.push(sub_merchant);
        self
    }

    /// The appid of the official account.
    pub fn appid(&self) -> &str {
        &self.appid
    }

    /// The merchant number. Requests that have one must have this.
    pub fn mch_id(&self) -> &str {
        &self.mch_id
    }

    /// The sub-merchants of a service provider; none if the merchant number is the hospital's own.
    pub fn sub_merchants(&self) -> &[SubMerchant] {
        &self.sub_merchants
    }

    /// As whom it can call: for each, the names on the wire and the values.
    pub(crate) fn identities(&self) -> Vec<Vec<(&'static str, &str)>> {
        let own = [(APPID, self.appid()), (MCH_ID, self.mch_id())];
        if self.sub_merchants.is_empty() {
            return vec![own.to_vec()];
        }
        let subs = self.sub_merchants.iter().map(|sub| {
            let appid = sub.appid().map(|appid| (SUB_APPID, appid));
            own.into_iter().chain(appid).chain([(SUB_MCH_ID, sub.mch_id())]).collect()
        });
        subs.collect()
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
        f.debug_struct("Account")
            .field("appid", &self.appid)
            .field("mch_id", &self.mch_id)
            .field("sub_merchants", &self.sub_merchants)
            .finish_non_exhaustive()
    }
}
