//! The log contains no patients' data and no secrets.

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use serde_json::json;
use tracing::Level;
use wxmed::IdCard;
use wxmed_sandbox::{Stub, StubResponse};

use crate::online::{Online, form};

/// The log of the service, and of the libraries below it, from all tests of this program.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(move || writer.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    log
});

/// Records the log of the whole process from now on.
pub(crate) fn listen() {
    LazyLock::force(&LOG);
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_names_orders_and_no_patients() {
    let online = Online::start().await;
    let patient = online.patient();
    let responses: [fn() -> StubResponse; 5] = [
        || StubResponse::AsUsual,
        || StubResponse::DropInBody,
        || StubResponse::Forged,
        || StubResponse::Protocol { message: "参数格式校验错误 张三 44030019000101123X".to_owned() },
        || StubResponse::Business { code: "1".to_owned(), description: "张三".to_owned() },
    ];
    for (number, response) in responses.iter().enumerate() {
        online.sandbox.stub(Stub::on("preregister").respond_with(response()));
        let form = form(&format!("LOGGED{number}"), &patient);
        online.register(&form).await;
        online.post_internal(&format!("/registrations/LOGGED{number}/payment"), &json!({})).await;
    }
    let mut wrong = form("LOGGED9", &patient);
    wrong["patient"]["name"] = json!(" 张三");
    online.register(&wrong).await;
    wrong["patient"]["identity_number"] = json!(44_030_019_000_101_123_u64);
    online.register(&wrong).await;
    online.service.finish().await;

    let log = String::from_utf8(LOG.0.lock().unwrap().clone()).unwrap();
    for text in
        ["order_number=\"LOGGED0\"", "wxmed.call", "operation=\"preregister\"", "state=\"unknown\"", "state=\"done\""]
    {
        assert!(log.contains(text), "{text}: {log}");
    }
    let identity = IdCard::parse(patient.identity_number()).unwrap().md5();
    let account = online.sandbox.account();
    let hidden = [
        patient.openid(),
        patient.name(),
        &patient.identity_number()[..17],
        identity.as_str(),
        "A10000001",
        "6000000001",
        account.app_secret().expose(),
        account.api_key_text().expose(),
    ];
    for hidden in hidden {
        let line = log.lines().find(|line| line.contains(hidden));
        assert_eq!(line, None, "{hidden}");
    }
}
