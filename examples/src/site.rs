//! Whom the examples call, and as whom.

use std::env;
use std::time::Duration;

use wxmed::spec::model::Resource;
use wxmed::{ApiKey, Host, Merchant, Secret};
use wxmed_sandbox::{Item, Sandbox, Settings};

use crate::environment::{self, Environment, EnvironmentError};
use crate::failure::{Failure, Result};

/// The platform, the hospital's account there, and a patient.
pub struct Site {
    /// Where the platform is.
    pub host: Host,
    /// The hospital's official account.
    pub appid: String,
    /// With which access tokens are fetched.
    pub app_secret: Secret,
    /// With which requests are signed.
    pub api_key: ApiKey,
    /// Who is paid.
    pub merchant: Merchant,
    /// Who is treated.
    pub patient: Patient,
    environment: Environment,
    /// The platform itself, if the example has started it.
    sandbox: Option<Sandbox>,
}

/// A patient, as the hospital's front desk knows them.
pub struct Patient {
    /// The user of the hospital's official account.
    pub openid: String,
    /// The real name.
    pub name: String,
    /// The number of the identity card.
    pub identity_number: String,
}

/// What was scanned from a patient's phone.
pub struct ScannedCode {
    /// The authorisation code.
    pub auth_code: String,
    /// Its token.
    pub token: String,
}

impl Site {
    /// What the environment names, or a sandbox with one of its made-up patients.
    ///
    /// `WXMED_HOST` says where the platform is, if not at `https://api.weixin.qq.com`. The account is `WXMED_APPID`,
    /// `WXMED_APP_SECRET`, `WXMED_API_KEY` and `WXMED_MCH_ID`, with a service provider `WXMED_SUB_MCH_ID` and
    /// `WXMED_SUB_APPID`; the patient is `WXMED_OPENID`, `WXMED_NAME` and `WXMED_ID_NUMBER`.
    ///
    /// # Errors
    /// If only some of that is set, the host is no URL that may be called, or the sandbox cannot be started.
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

    /// Lets the story begin before the patient has bound a card, if a sandbox was started for it.
    pub fn begin_without_card(&self) {
        if let Some(sandbox) = &self.sandbox {
            sandbox.unbind(&self.patient.openid);
        }
    }

    /// What was scanned from the patient's phone: `WXMED_AUTH_CODE` and `WXMED_AUTH_TOKEN`. A sandbox that was started
    /// for this shows a new one.
    ///
    /// # Errors
    /// If the environment has an account, but not these.
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

    /// The number of an order that was announced and paid: `WXMED_ORDER_NUMBER`. A sandbox that was started for this
    /// is given one.
    ///
    /// # Errors
    /// If the environment has an account, but not this.
    pub fn paid_order(&self) -> Result<String, EnvironmentError> {
        let Some(sandbox) = &self.sandbox else {
            return self.environment.need(environment::ORDER_NUMBER).map(str::to_owned);
        };
        let number = crate::order_number();
        sandbox.put(Item::new(Resource::Order).with("hosp_out_trade_no", number.as_str()));
        Ok(number)
    }

    /// Pays an order, if the platform is a sandbox. Any other order is for the user to pay, in WeChat.
    ///
    /// # Errors
    /// If the sandbox does not answer, or has no such order.
    pub fn pay_in_sandbox(&self, order: &str) -> Result<bool> {
        if let Some(sandbox) = &self.sandbox {
            sandbox.pay(order)?;
            return Ok(true);
        }
        // Only a sandbox is called in clear.
        let is_sandbox = self.host.as_str().starts_with("http://");
        Ok(is_sandbox && open_in_sandbox(&self.host, &format!("{}/sandbox/pay/{order}", self.host.as_str()))?)
    }

    /// Opens a link for binding a card, if it is a sandbox's. Any other link is for the user to open, in WeChat.
    ///
    /// # Errors
    /// If the sandbox does not answer.
    pub fn open_link(&self, link: &str) -> Result<bool> {
        open_in_sandbox(&self.host, link)
    }
}

/// Opens a link, if it is a sandbox's: it then leads back to the host that is called.
///
/// # Errors
/// If the sandbox does not answer.
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
