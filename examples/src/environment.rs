//! The platform, the account and the patient from the environment.

use std::fmt;

use wxmed::Bilingual;

/// A variable, and its meaning.
struct Variable {
    name: &'static str,
    need: Need,
    about: Bilingual,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Required by every example.
    Always,
    /// Required by some examples.
    Sometimes,
    /// Optional.
    Never,
}

const fn variable(name: &'static str, need: Need, zh: &'static str, en: &'static str) -> Variable {
    Variable { name, need, about: Bilingual::of(zh, en) }
}

pub(crate) const HOST: &str = "WXMED_HOST";
pub(crate) const APPID: &str = "WXMED_APPID";
pub(crate) const APP_SECRET: &str = "WXMED_APP_SECRET";
pub(crate) const API_KEY: &str = "WXMED_API_KEY";
pub(crate) const MCH_ID: &str = "WXMED_MCH_ID";
pub(crate) const SUB_APPID: &str = "WXMED_SUB_APPID";
pub(crate) const SUB_MCH_ID: &str = "WXMED_SUB_MCH_ID";
pub(crate) const OPENID: &str = "WXMED_OPENID";
pub(crate) const NAME: &str = "WXMED_NAME";
pub(crate) const ID_NUMBER: &str = "WXMED_ID_NUMBER";
pub(crate) const AUTH_CODE: &str = "WXMED_AUTH_CODE";
pub(crate) const AUTH_TOKEN: &str = "WXMED_AUTH_TOKEN";
pub(crate) const ORDER_NUMBER: &str = "WXMED_ORDER_NUMBER";

static VARIABLES: [Variable; 13] = [
    variable(
        HOST,
        Need::Never,
        "平台地址；不设则为 https://api.weixin.qq.com",
        "the platform's URL; https://api.weixin.qq.com by default",
    ),
    variable(APPID, Need::Always, "公众号的 appid", "the appid of the official account"),
    variable(
        APP_SECRET,
        Need::Always,
        "公众号的 AppSecret，用来取 access_token",
        "the AppSecret of the official account, with which access tokens are fetched",
    ),
    variable(
        API_KEY,
        Need::Always,
        "商户的 API 密钥，用来签名；不是 AppSecret",
        "the merchant's API key, with which requests are signed; it is not the AppSecret",
    ),
    variable(
        MCH_ID,
        Need::Always,
        "商户号；服务商模式下为服务商的",
        "the merchant number; for a service provider, its own",
    ),
    variable(
        SUB_APPID,
        Need::Never,
        "服务商模式：子商户公众号的 appid",
        "with a service provider: the appid of the hospital's own official account",
    ),
    variable(
        SUB_MCH_ID,
        Need::Never,
        "服务商模式：医院的子商户号",
        "with a service provider: the hospital's sub-merchant number",
    ),
    variable(OPENID, Need::Always, "患者的 openid", "the patient's openid"),
    variable(NAME, Need::Always, "患者的真实姓名", "the patient's real name"),
    variable(
        ID_NUMBER,
        Need::Always,
        "患者的身份证号，15 或 18 位",
        "the patient's identity number, of 15 or 18 characters",
    ),
    variable(
        AUTH_CODE,
        Need::Sometimes,
        "扫患者二维码所得的授权码",
        "the code that was scanned from the patient's phone",
    ),
    variable(AUTH_TOKEN, Need::Sometimes, "授权码的 token", "the token of that code"),
    variable(
        ORDER_NUMBER,
        Need::Sometimes,
        "已报备的订单号，例 preregister 打印的那一个",
        "the number of an order that was announced, such as the example preregister prints",
    ),
];

/// The variables that are set and not empty.
#[derive(Default)]
pub(crate) struct Environment(Vec<(&'static str, String)>);

impl Environment {
    /// `None` if none of the variables is set.
    pub(crate) fn read(value: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, EnvironmentError> {
        let given = |variable: &Variable| {
            let value = value(variable.name).filter(|value| !value.is_empty())?;
            Some((variable.name, value))
        };
        let environment = Self(VARIABLES.iter().filter_map(given).collect());
        if environment.0.is_empty() {
            return Ok(None);
        }
        let needed = VARIABLES.iter().filter(|variable| variable.need == Need::Always).map(|variable| variable.name);
        let with_sub_appid = environment.get(SUB_APPID).map(|_| SUB_MCH_ID);
        let missing: Vec<_> = needed.chain(with_sub_appid).filter(|name| environment.get(name).is_none()).collect();
        if missing.is_empty() { Ok(Some(environment)) } else { Err(EnvironmentError { missing }) }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn need(&self, name: &'static str) -> Result<&str, EnvironmentError> {
        self.get(name).ok_or_else(|| EnvironmentError { missing: vec![name] })
    }
}

/// Some variables are set, but others that are required with them aren't.
#[derive(Debug)]
pub struct EnvironmentError {
    missing: Vec<&'static str>,
}

impl EnvironmentError {
    /// The names of the missing variables.
    pub fn missing(&self) -> &[&'static str] {
        &self.missing
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_chinese = f.alternate();
        f.write_str(match is_chinese {
            false => "the environment is incomplete; what is missing:",
            true => "环境变量不全，缺少：",
        })?;
        for variable in VARIABLES.iter().filter(|variable| self.missing.contains(&variable.name)) {
            match is_chinese {
                false => write!(f, "\n  {}: {}", variable.name, variable.about)?,
                true => write!(f, "\n  {}：{:#}", variable.name, variable.about)?,
            }
        }
        f.write_str(match is_chinese {
            false => "\nset them, or unset every variable that begins with WXMED_: the example then starts a sandbox",
            true => "\n请设置，或清除所有以 WXMED_ 开头的变量：示例会自己启动本地沙箱",
        })
    }
}

impl std::error::Error for EnvironmentError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str]) -> Result<Option<Environment>, EnvironmentError> {
        Environment::read(|name| names.contains(&name).then(|| "1".to_owned()))
    }

    const NEEDED: [&str; 7] = [APPID, APP_SECRET, API_KEY, MCH_ID, OPENID, NAME, ID_NUMBER];

    #[test]
    fn without_variables_there_is_no_environment() {
        assert!(read(&[]).unwrap().is_none());
        assert!(Environment::read(|_| Some(String::new())).unwrap().is_none());
    }

    #[test]
    fn missing_variables_are_named_in_both_languages() {
        assert!(read(&NEEDED).unwrap().is_some());
        for left_out in NEEDED {
            let rest: Vec<&str> = NEEDED.into_iter().filter(|name| *name != left_out).collect();
            let error = read(&rest).err().unwrap();
            assert_eq!(error.missing(), [left_out]);
            let variable = VARIABLES.iter().find(|variable| variable.name == left_out).unwrap();
            assert!(error.to_string().contains(&format!("{left_out}: {}", variable.about.en)), "{error}");
            assert!(format!("{error:#}").contains(&format!("{left_out}：{}", variable.about.zh)), "{error:#}");
        }
        assert_eq!(read(&[HOST]).err().unwrap().missing(), NEEDED);
    }

    #[test]
    fn a_sub_merchant_is_all_or_nothing() {
        let with_sub_appid: Vec<&str> = NEEDED.into_iter().chain([SUB_APPID]).collect();
        assert_eq!(read(&with_sub_appid).err().unwrap().missing(), [SUB_MCH_ID]);
        let environment = read(&NEEDED).unwrap().unwrap();
        assert_eq!(environment.need(AUTH_CODE).unwrap_err().missing(), [AUTH_CODE]);
    }
}
