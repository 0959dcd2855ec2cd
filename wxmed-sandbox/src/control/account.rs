//! The account, whose values are made up.

use serde::Serialize;

use super::call::{Answer, Call};
use super::error::ControlError;

#[derive(Serialize)]
struct Account<'a> {
    url: &'a str,
    appid: &'a str,
    mch_id: &'a str,
    app_secret: &'a str,
    api_key: &'a str,
    sub_merchants: Vec<SubMerchant<'a>>,
}

#[derive(Serialize)]
struct SubMerchant<'a> {
    sub_mch_id: &'a str,
    sub_appid: Option<&'a str>,
}

pub(super) fn account(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    let account = call.platform.account();
    let sub = |sub: &'_ crate::account::SubMerchant| (sub.mch_id().to_owned(), sub.appid().map(str::to_owned));
    let subs: Vec<(String, Option<String>)> = account.sub_merchants().iter().map(sub).collect();
    Ok(Answer::ok(&Account {
        url: call.platform.base(),
        appid: account.appid(),
        mch_id: account.mch_id(),
        app_secret: account.app_secret().expose(),
        api_key: account.api_key_text().expose(),
        sub_merchants: subs
            .iter()
            .map(|(mch_id, appid)| SubMerchant { sub_mch_id: mch_id, sub_appid: appid.as_deref() })
            .collect(),
    }))
}
