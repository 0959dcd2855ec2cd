//! Secrets and patients' data appear only in the response to the caller, and never in files, logs or metrics.

use std::fs;
use std::io;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use wxmed_sandbox::{Stub, StubResponse};

use crate::support::{CALLERS, Request, Running, WINDOW, lookup, registration, with};

/// Made-up data that doesn't occur anywhere else.
const NAME: &str = "欧阳金丝雀";
const NUMBER: &str = "44030019000101123X";
const OPENID: &str = "oCanary8uMuAJO_M2pxb1Q9zNjWe";
/// A number that only the platform's message contains.
const MOBILE: &str = "13912345678";
const CARD: &str = "6222021234567890123";

/// Collects the log events of all targets.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl<S: tracing::Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        struct All<'t>(&'t mut String);
        impl Visit for All<'_> {
            fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
                self.0.push_str(&format!(" {field}={value:?}"));
            }
        }
        let mut text = self.0.lock().unwrap();
        text.push_str(event.metadata().target());
        event.record(&mut All(&mut text));
        text.push('\n');
    }
}

fn files(folder: &std::path::Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let files = entries.into_iter().filter(|entry| entry.path().is_file());
    files.map(|entry| Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))).collect()
}

#[test]
fn secrets_and_personal_data_do_not_leak() {
    let log = Log::default();
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(log.clone())).unwrap();
    let mut running = Running::with(&format!("{CALLERS}[audit]\nfile = \"audit.jsonl\"\n"));
    running
        .configure(|text| text.replace("file = \"journal.sqlite\"", "file = \"journal.sqlite\"\nkeep = \"outcomes\""));
    let canary = |body| with(with(body, "openid", json!(OPENID)), "idcard", json!(NUMBER));
    let card = with(canary(lookup()), "name", json!(NAME));
    let order = with(with(registration("L-1"), "openid", json!(OPENID)), "user_name", json!(NAME));
    let post = |path: &str, body: String| {
        let request = Request::post(path, body).header("Authorization", &format!("Bearer {WINDOW}"));
        running.send(&request)
    };
    // Successes, errors that repeat sent values, lost responses, and several kinds of invalid input.
    post("/v1/getmedinfo", card.to_string());
    post("/v1/preregister", order.to_string());
    post("/v1/preregister:sign", order.to_string());
    let description = format!("{NAME} {NUMBER} {OPENID} {MOBILE} {CARD}");
    let echoed = StubResponse::Business { code: "80004".to_owned(), description: description.clone() };
    running.sandbox.stub(Stub::on("getmedinfo").respond_with(echoed));
    let echo = post("/v1/getmedinfo", card.to_string());
    assert!(!echo.text().contains(NAME) && !echo.text().contains(NUMBER), "{}", echo.text());
    let unknown = StubResponse::Business { code: "99999".to_owned(), description: description.clone() };
    for response in [
        unknown,
        StubResponse::Protocol { message: description.clone() },
        StubResponse::Gateway { code: 48001, message: description },
    ] {
        running.sandbox.stub(Stub::on("getmedinfo").respond_with(response));
        assert_eq!(post("/v1/getmedinfo", card.to_string()).json()["ok"], false);
    }
    running.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropInBody));
    post("/v1/preregister", with(order.clone(), "hosp_out_trade_no", json!("L-2")).to_string());
    let swapped = with(with(order.clone(), "spbill_create_ip", json!(NUMBER)), "hosp_out_trade_no", json!(null));
    post("/v1/preregister", swapped.to_string());
    post("/v1/preregister", with(order, NUMBER, json!(NAME)).to_string());
    for wrong in [format!("{{\"{NUMBER}\":\"{NAME}\""), NAME.to_owned(), format!("{{\"{NAME}\":1,\"{NAME}\":2}}")] {
        assert_eq!(post("/v1/getmedinfo", wrong).status, 400);
    }
    post(&format!("/v1/getmedinfo?{NUMBER}=1"), card.to_string());
    let metrics = running.send(&Request::get("/metrics").header("Authorization", &format!("Bearer {WINDOW}"))).text();
    running.stop();

    let account = running.sandbox.account();
    let hash = "09eb26e839ff3a2e3980352ae45ef09e";
    let secrets = [account.api_key_text().expose(), account.app_secret().expose(), WINDOW];
    let canaries = [&[NAME, NUMBER, OPENID, MOBILE, CARD, hash][..], &secrets].concat();
    let log = log.0.lock().unwrap().clone();
    assert!(log.contains("wxmed::sidecar"), "the log is collected");
    for canary in canaries {
        assert!(!log.contains(canary), "{canary} in the log:\n{log}");
        assert!(!metrics.contains(canary), "{canary} in the metrics");
        for (name, bytes) in files(running.folder.path()).unwrap() {
            let is_there = bytes.windows(canary.len()).any(|piece| piece == canary.as_bytes());
            assert!(!is_there, "{canary} in {name}");
        }
    }
    let audit = fs::read_to_string(running.folder.path().join("audit.jsonl")).unwrap();
    assert!(audit.lines().count() >= 6, "{audit}");
    assert!(audit.contains("L-1") && audit.contains("\"window\"") && audit.contains("80004"), "{audit}");
}
