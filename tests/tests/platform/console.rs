//! The web console in a real Chromium, operated by clicks and key presses.
//!
//! The scripts are in `tests/console`. They need Node.js, npm and Chromium, so these tests are ignored by default:
//! `cargo test -p wxmed-tests --test platform -- --ignored console`.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use wxmed_sandbox::{Account, Sandbox, Settings};

use crate::peers::chromium;

fn settings() -> Settings {
    Settings::default().account(Account::sample())
}

/// Runs a script with its own sandbox, and returns the script's result.
fn run(test: &str, settings: Settings, mut job: Value) -> Value {
    let sandbox = Sandbox::start(settings).unwrap();
    job["test"] = test.into();
    job["url"] = sandbox.url().into();
    chromium().run(vec![job]).remove(0)
}

fn uses(test: &str) -> Value {
    run(test, settings(), json!({}))
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn exchanges_are_listed_live() {
    uses("exchanges");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn each_mistake_is_named_in_two_clicks() {
    assert_eq!(uses("mistakes"), 16);
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn strings_to_sign_are_compared_with_those_of_a_program() {
    uses("compare");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn one_exchange_is_shown_copied_and_sent_again() {
    let archive = uses("exchange");
    let archive: Value = serde_json::from_str(archive.as_str().unwrap()).unwrap();
    assert_eq!(archive["log"]["entries"].as_array().unwrap().len(), 1);
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn the_first_page_leads_to_a_first_call() {
    uses("start");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn faults_are_set_and_shown_on_every_page() {
    uses("faults");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn the_state_is_shown_changed_and_kept() {
    uses("state");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn requests_are_tried_and_texts_are_checked() {
    uses("try");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn forms_of_contents_change_nothing_by_themselves() {
    uses("contents");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn the_reference_is_searched() {
    uses("reference");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn the_acceptance_list_is_ticked() {
    uses("acceptance");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn every_page_is_accessible_in_each_language_theme_and_width() {
    for (language, theme, width) in
        [("zh", "light", 1280), ("en", "dark", 1280), ("en", "light", 390), ("zh", "dark", 390)]
    {
        let pages = run("looks", settings(), json!({"language": language, "theme": theme, "width": width}));
        assert!(pages.as_u64().unwrap() > 20, "{pages}");
    }
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn request_texts_are_not_interpreted_as_html() {
    uses("hostile");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn other_websites_can_neither_read_nor_change_anything() {
    uses("cross_site");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn ten_thousand_exchanges_and_a_hundred_a_second_stay_usable() {
    println!("{}", uses("many"));
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn shortcuts_can_be_switched_off() {
    uses("keys");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn a_page_recovers_when_the_sandbox_responds_again() {
    uses("outage");
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn data_of_a_former_sandbox_is_not_shown() {
    let other = Sandbox::start(settings().account(Account::random())).unwrap();
    run("restart", settings(), json!({"other": other.url()}));
}

#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn the_console_asks_the_user_for_the_token() {
    run("token", settings().control_token("s3cret-token"), json!({"token": "s3cret-token"}));
}

/// The pictures of the README. With `WXMED_ACCEPT=1`, they are taken again.
#[test]
#[ignore = "installs puppeteer-core and axe-core from npm, and needs Chromium"]
fn the_pictures_are_there_and_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/images");
    if env::var_os("WXMED_ACCEPT").is_some() {
        fs::create_dir_all(&folder).unwrap();
        run("pictures", settings(), json!({ "folder": folder }));
    }
    for name in ["console-exchanges.png", "console-exchange.png"] {
        let picture = fs::read(folder.join(name)).unwrap();
        assert!(picture.starts_with(b"\x89PNG") && picture.len() < 150_000, "{name}: {}", picture.len());
    }
}
