//! The account that calls the platform.

use std::fmt;

use wxmed::{ApiKey, Secret};

use crate::random::{DIGITS, HEX, LETTERS, Random};

/// The names of the fields that identify an account. Specs mark the rows with this meaning.
const APPID: &str = "appid";
const MCH_ID: &str = "mch_id";
const SUB_APPID: &str = "sub_appid";
const SUB_MCH_ID: &str = "sub_mch_id";

/// A hospital on whose behalf a service provider calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubMerchant {
    mch_id: String,
    appid: Option<String>,
}

impl SubMerchant {
    /// A sub-merchant without its own appid.
    pub fn new(mch_id: impl Into<String>) -> Self {
        Self { mch_id: mch_id.into(), appid: None }
    }

    /// Sets the appid of its official account.
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

/// A made-up official account with a merchant number, a hospital's own or a service provider's.
///
/// The sandbox rejects requests with the numbers of another account. `Debug` shows no secrets.
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
    /// A new random account.
    pub fn random() -> Self {
        let mut random = Random::default();
        let appid = format!("wx{}", random.text(HEX, 16));
        Self::new(appid, random.text(HEX, 32), random.text(LETTERS, 32))
            .with_mch_id(format!("16{}", random.text(DIGITS, 8)))
    }

    /// The account of the documentation's examples, which the binary uses by default, so that the examples work.
    pub fn sample() -> Self {
        Self::new("wxd678efh567hg6787", "sandbox-app-secret", "192006250b4c09247ec02edce69f6a2d")
            .with_mch_id("1230000109")
    }

    /// An account with the given values. Never use a real one.
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

    /// Sets the merchant number.
    #[must_use]
    pub fn with_mch_id(mut self, mch_id: impl Into<String>) -> Self {
        self.mch_id = mch_id.into();
        self
    }

    /// Sets the appid.
    #[must_use]
    pub fn with_appid(mut self, appid: impl Into<String>) -> Self {
        self.appid = appid.into();
        self
    }

    /// Makes it a service provider's account with this additional sub-merchant. Its requests must name one of its
    /// sub-merchants.
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

    /// The merchant number. Requests that have a merchant number must have this one.
    pub fn mch_id(&self) -> &str {
        &self.mch_id
    }

    /// The sub-merchants of a service provider; none if the merchant number is the hospital's own.
    pub fn sub_merchants(&self) -> &[SubMerchant] {
        &self.sub_merchants
    }

    /// The identities that the account can call with, each as field names and values.
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

    /// The AppSecret, to fetch access tokens.
    pub fn app_secret(&self) -> &Secret {
        &self.app_secret
    }

    /// The API key, to sign requests and responses.
    pub fn api_key(&self) -> &ApiKey {
        &self.api_key
    }

    /// The API key as text, to show or configure it.
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
