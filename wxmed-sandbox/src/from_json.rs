//! Accounts and users from JSON files.

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use wxmed::Bilingual;

use crate::account::{Account, SubMerchant};
use crate::json_object::{Known, Pairs};
use crate::user::User;

/// Error returned when an account or users can't be read from JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FromJsonError(Bilingual);

impl FromJsonError {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Bilingual::new(zh, en))
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for FromJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl std::error::Error for FromJsonError {}

/// The format of `GET /sandbox/v1/account`.
#[derive(Deserialize)]
struct AccountFile {
    #[serde(rename = "url")]
    _url: Option<String>,
    appid: String,
    mch_id: String,
    app_secret: String,
    api_key: String,
    #[serde(default)]
    sub_merchants: Vec<Known<SubMerchantFile>>,
}

#[derive(Deserialize)]
struct SubMerchantFile {
    sub_mch_id: String,
    sub_appid: Option<String>,
}

/// The format of `GET /sandbox/v1/people`.
#[derive(Deserialize)]
struct PeopleFile {
    people: Vec<Known<PersonFile>>,
}

#[derive(Deserialize)]
struct PersonFile {
    openid: String,
    name: String,
    identity_number: String,
    idcard_md5: Option<String>,
    card: Option<Pairs>,
}

impl Account {
    /// Reads an account, in the form in which `GET /sandbox/v1/account` returns it.
    ///
    /// ```
    /// let account = wxmed_sandbox::Account::from_json(
    ///     r#"{"appid":"wx1","mch_id":"1600000001","app_secret":"s","api_key":"k",
    ///         "sub_merchants":[{"sub_mch_id":"1900000109","sub_appid":"wx2"}]}"#,
    /// )?;
    /// assert_eq!(account.sub_merchants()[0].mch_id(), "1900000109");
    /// # Ok::<(), wxmed_sandbox::FromJsonError>(())
    /// ```
    ///
    /// # Errors If the text isn't such JSON, has an unknown key, or a value is empty.
    pub fn from_json(text: &str) -> Result<Self, FromJsonError> {
        let file: AccountFile = object(text)?;
        let own = [("appid", &file.appid), ("mch_id", &file.mch_id)];
        let secrets = [("app_secret", &file.app_secret), ("api_key", &file.api_key)];
        own.into_iter().chain(secrets).try_for_each(|(name, value)| not_empty(name, value))?;
        let account = Self::new(file.appid, file.app_secret, file.api_key).with_mch_id(file.mch_id);
        file.sub_merchants.into_iter().try_fold(account, |account, sub| {
            let SubMerchantFile { sub_mch_id, sub_appid } = known(sub)?;
            not_empty("sub_mch_id", &sub_mch_id)?;
            let sub = SubMerchant::new(sub_mch_id);
            Ok(account.with_sub_merchant(sub_appid.into_iter().fold(sub, SubMerchant::with_appid)))
        })
    }
}

impl User {
    /// Reads users, in the form in which `GET /sandbox/v1/people` returns them.
    ///
    /// ```
    /// let people = wxmed_sandbox::User::list_from_json(
    ///     r#"{"people":[{"openid":"o1","name":"赵六","identity_number":"44030019000101123X","card":{"medical_card_no":"1"}}]}"#,
    /// )?;
    /// assert!(people[0].card().is_some());
    /// # Ok::<(), wxmed_sandbox::FromJsonError>(())
    /// ```
    ///
    /// # Errors If the text isn't such JSON, has an unknown key, an identity number is invalid, or two users have the
    /// same openid.
    pub fn list_from_json(text: &str) -> Result<Vec<Self>, FromJsonError> {
        let PeopleFile { people } = object(text)?;
        let mut list: Vec<Self> = Vec::with_capacity(people.len());
        for person in people {
            let person = person_of(known(person)?)?;
            if list.iter().any(|other| other.openid() == person.openid()) {
                return Err(FromJsonError::new("有两个用户的 openid 相同", "two users have the same openid"));
            }
            list.push(person);
        }
        Ok(list)
    }
}

fn person_of(file: PersonFile) -> Result<User, FromJsonError> {
    let PersonFile { openid, name, identity_number, idcard_md5, card } = file;
    not_empty("openid", &openid)?;
    let user = User::new(openid, name, &identity_number).map_err(|error| {
        FromJsonError::new(format!("identity_number：{error:#}"), format!("identity_number: {error}"))
    })?;
    if idcard_md5.is_some_and(|md5| md5 != user.idcard_md5().as_str()) {
        return Err(FromJsonError::new(
            "idcard_md5 与 identity_number 不符：可以不填 idcard_md5",
            "idcard_md5 is not that of identity_number: it may be left out",
        ));
    }
    Ok(match card {
        Some(Pairs(values)) => user.with_card(values),
        None => user,
    })
}

fn object<T: DeserializeOwned>(text: &str) -> Result<T, FromJsonError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let object = serde_json::from_str(text).map_err(|error| {
        FromJsonError::new(format!("不是所需的 JSON：{error}"), format!("not the JSON that is needed: {error}"))
    })?;
    known(object)
}

fn known<T>(object: Known<T>) -> Result<T, FromJsonError> {
    object.checked().map_err(|unknown| {
        FromJsonError::new(
            format!("有未知的键：{}", unknown.join("、")),
            format!("unknown keys: {}", unknown.join(", ")),
        )
    })
}

fn not_empty(name: &str, value: &str) -> Result<(), FromJsonError> {
    if value.is_empty() {
        return Err(FromJsonError::new(format!("{name} 不能为空"), format!("{name} must not be empty")));
    }
    Ok(())
}
