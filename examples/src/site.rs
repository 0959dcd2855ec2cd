//! The platform that the examples call, and the account and patient that they use.

use std::env;
use std::time::Duration;

use wxmed::spec::model::Resource;
use wxmed::{ApiKey, Host, Merchant, Secret};
use wxmed_sandbox::{Item, Sandbox, Settings};

use crate::environment::{self, Environment, EnvironmentError};
use crate::failure::{Failure, Result};

/// The platform, the hospital's account there, and a patient.
pub struct Site {
    /// The address of the platform.
    pub host: Host,
    /// The hospital's official account.
    pub appid: String,
    /// The secret that access tokens are fetched with.
    pub app_secret: Secret,
    /// The key that requests are signed with.
    pub api_key: ApiKey,
    /// The merchant that is paid.
    pub merchant: Merchant,
    /// The patient that is treated.
    pub patient: Patient,
    environment: Environment,
    /// The sandbox, if the example has started one.
    sandbox: Option<Sandbox>,
}

/// A patient, as recorded at the hospital's front desk.
pub struct Patient {
    /// The user of the hospital's official account.
    pub openid: String,
    /// The real name.
    pub name: String,
    /// The number of the identity card.
    pub identity_number: String,
}

/// The code that was scanned from a patient's phone.
pub struct ScannedCode {
    /// The authorisation code.
    pub auth_code: String,
    /// Its token.
    pub token: String,
}

impl Site {
    /// The site from the environment, or a sandbox with one of its made-up patients.
    ///
    /// `WXMED_HOST` is the platform's URL, by default `https://api.weixin.qq.com`. The account is `WXMED_APPID`,
    /// `WXMED_APP_SECRET`, `WXMED_API_KEY` and `WXMED_MCH_ID`, and for a service provider `WXMED_SUB_MCH_ID` and
    /// `WXMED_SUB_APPID`; the patient is `WXMED_OPENID`, `WXMED_NAME` and `WXMED_ID_NUMBER`.
    ///
    /// # Errors
    /// If only some of these are set, the host isn't a URL that may be called, or the sandbox can't be started.
    pub fn open() -> Result<Self> {
        match Environment::read(|name| env::var(name).ok())? {
            Some(environment) => Self::of(environment),
            None => Self::with_sandbox(),
        }
    }

    fn of(environment: Environment) -> Result<Self> {
        let needed = |name| environment.need(name).map(str::to_owned);
        let host = environment.get(environment::HOST).map_or_else(|| Ok(Host::wechat()), Host::parse)?;
        let (appid, mch_id) = (needed(environment::APPID)?, needed(environment::MCH_ID)?);
        let merchant = match environment.get(environment::SUB_MCH_ID).map(str::to_owned) {
            None => Merchant::Own { appid: appid.clone(), mch_id },
            Some(sub_mch_id) => {
                let sub_appid = environment.get(environment::SUB_APPID).map(str::to_owned);
                Merchant::SubMerchant { appid: appid.clone(), mch_id, sub_appid, sub_mch_id }
            }
        };
        Ok(Self {
            host,
            appid,
            app_secret: Secret::new(needed(environment::APP_SECRET)?),
            api_key: ApiKey::new(needed(environment::API_KEY)?),
            merchant,
            patient: Patient {
                openid: needed(environment::OPENID)?,
                name: needed(environment::NAME)?,
                identity_number: needed(environment::ID_NUMBER)?,
            },
            environment,
            sandbox: None,
        })
    }

    fn with_sandbox() -> Result<Self> {
        let sandbox = Sandbox::start(Settings::default())?;
        let people = sandbox.people();
        let person = people.first().ok_or_else(|| Failure::new("the sandbox knows nobody"))?;
        let account = sandbox.account();
        println!("(using a sandbox at {}; no WXMED_ variable is set)", sandbox.url());
        Ok(Self {
            host: Host::parse(sandbox.url())?,
            appid: account.appid().to_owned(),
            app_secret: account.app_secret().clone(),
            api_key: account.api_key().clone(),
            merchant: Merchant::Own { appid: account.appid().to_owned(), mch_id: account.mch_id().to_owned() },
            patient: Patient {
                openid: person.openid().to_owned(),
                name: person.name().to_owned(),
                identity_number: person.identity_number().to_owned(),
            },
            environment: Environment::default(),
            sandbox: Some(sandbox),
        })
    }

    /// Removes the patient's card, if the example has started a sandbox.
    pub fn begin_without_card(&self) {
        if let Some(sandbox) = &self.sandbox {
            sandbox.unbind(&self.patient.openid);
        }
    }

    /// The code that was scanned from the patient's phone: `WXMED_AUTH_CODE` and `WXMED_AUTH_TOKEN`. A sandbox that the
    /// example has started creates one.
    ///
    /// # Errors
    /// If the account is from the environment, and these aren't set.
    pub fn scanned_code(&self) -> Result<ScannedCode, EnvironmentError> {
        let shown = self.sandbox.as_ref().map(|sandbox| sandbox.show_auth_code(&self.patient.openid));
        let value = |name, variable| match &shown {
            Some(code) => Ok(code.get(name).unwrap_or_default().to_owned()),
            None => self.environment.need(variable).map(str::to_owned),
        };
        Ok(ScannedCode {
            auth_code: value("auth_code", environment::AUTH_CODE)?,
            token: value("token", environment::AUTH_TOKEN)?,
        })
    }

    /// The number of an order that was announced and paid: `WXMED_ORDER_NUMBER`. A sandbox that the example has started
    /// creates one.
    ///
    /// # Errors
    /// If the account is from the environment, and this isn't set.
    pub fn paid_order(&self) -> Result<String, EnvironmentError> {
        let Some(sandbox) = &self.sandbox else {
            return self.environment.need(environment::ORDER_NUMBER).map(str::to_owned);
        };
        let number = crate::order_number();
        sandbox.put(Item::new(Resource::Order).with("hosp_out_trade_no", number.as_str()));
        Ok(number)
    }

    /// Pays an order, if the platform is a sandbox. Otherwise the user has to pay it in WeChat.
    ///
    /// # Errors
    /// If the sandbox doesn't respond, or has no such order.
    pub fn pay_in_sandbox(&self, order: &str) -> Result<bool> {
        if let Some(sandbox) = &self.sandbox {
            sandbox.pay(order)?;
            return Ok(true);
        }
        // Only a sandbox is called without TLS.
        let is_sandbox = self.host.as_str().starts_with("http://");
        Ok(is_sandbox && open_in_sandbox(&self.host, &format!("{}/sandbox/pay/{order}", self.host.as_str()))?)
    }

    /// Opens a link for binding a card, if it is a sandbox's. Otherwise the user has to open it in WeChat.
    ///
    /// # Errors
    /// If the sandbox doesn't respond.
    pub fn open_link(&self, link: &str) -> Result<bool> {
        open_in_sandbox(&self.host, link)
    }
}

/// Opens a link, if it is a sandbox's: it then leads to the host that is called.
///
/// # Errors
/// If the sandbox doesn't respond.
pub fn open_in_sandbox(host: &Host, link: &str) -> Result<bool> {
    if !link.starts_with(&format!("{}/", host.as_str())) {
        return Ok(false);
    }
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .into();
    agent.get(link).call()?;
    Ok(true)
}
