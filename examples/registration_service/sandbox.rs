//! A platform to try the service with. Your own program doesn't need this file.

use std::env;

use wxmed_examples::Result;
use wxmed_sandbox::{Sandbox, Settings};

/// Starts a sandbox unless the environment names an account.
pub(crate) fn start_if_unconfigured() -> Result<Option<Sandbox>> {
    if env::vars_os().any(|(name, _)| name.to_string_lossy().starts_with("WXMED_")) {
        return Ok(None);
    }
    let sandbox = Sandbox::start(Settings::default())?;
    println!("(using a sandbox at {}; no WXMED_ variable is set)", sandbox.url());
    Ok(Some(sandbox))
}

/// The variables of a made-up hospital that has an account with this sandbox.
pub(crate) fn variable(sandbox: &Sandbox, name: &str) -> Option<String> {
    let account = sandbox.account();
    let value = match name {
        "WXMED_HOST" => sandbox.url(),
        "WXMED_APPID" => account.appid(),
        "WXMED_APP_SECRET" => account.app_secret().expose(),
        "WXMED_API_KEY" => account.api_key_text().expose(),
        "WXMED_MCH_ID" => account.mch_id(),
        "HOSPITAL_NAME" => "示例市第一人民医院",
        "HOSPITAL_CODE" => "H1110",
        "HOSPITAL_OPERATOR_CODE" => "H1111",
        "HOSPITAL_OPERATOR_NAME" => "李四",
        "HOSPITAL_CARD_BOUND_URL" => "https://hospital.example/bound",
        // SQLite's name for a database without a file: the sandbox forgets its orders, too.
        "DATABASE" => ":memory:",
        _ => return None,
    };
    Some(value.to_owned())
}
