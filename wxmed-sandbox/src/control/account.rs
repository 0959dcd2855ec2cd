//! The account with its made-up values.

use serde::Serialize;

use super::call::{Call, ControlResponse};
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

impl<'a> SubMerchant<'a> {
    fn of(sub: &'a crate::account::SubMerchant) -> Self {
        Self { sub_mch_id: sub.mch_id(), sub_appid: sub.appid() }
    }
}

pub(super) fn account(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let account = call.platform.account();
    Ok(ControlResponse::ok(&Account {
        url: call.platform.base(),
        appid: account.appid(),
        mch_id: account.mch_id(),
        app_secret: account.app_secret().expose(),
        api_key: account.api_key_text().expose(),
        sub_merchants: account.sub_merchants().iter().map(SubMerchant::of).collect(),
    }))
}
