use std::sync::LazyLock;

use tokio::runtime::{Builder, Runtime};
use wxmed::testing::{MockRule, MockTransport};
use wxmed::{
    ApiKey, Client, ClientBuilder, Error, GetMedInfo, Request, Response, SendMsg, StableToken, StaticToken, Tokens,
    Valid,
};

use crate::naive::KEY;

static LOOKUP: LazyLock<Valid<GetMedInfo>> = LazyLock::new(|| {
    let hash = "1FB27F6CFAD8CCCD9FCBD9F9AF97C8F0".to_lowercase();
    request([("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("name", "张三"), ("idcard_md5", &hash)])
});

static MESSAGE: LazyLock<Valid<SendMsg>> = LazyLock::new(|| {
    request([
        ("hosp_out_trade_no", "HOSP20160501163102000001"),
        ("msg_type", "1"),
        ("first", "您已缴费成功"),
        ("remark", "请凭就诊卡前往收费窗口"),
    ])
});

fn request<'a, T: Request>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Valid<T> {
    T::from_fields(fields).expect("a request that is in order")
}

thread_local! {
    // Pauses between repetitions are skipped.
    static RUNTIME: Runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime of one thread");
}

/// Passes an HTTP response through the client. The first byte selects the request, two more the status, and the rest is
/// the body.
pub fn envelope(bytes: &[u8]) {
    let [whom, high, low, body @ ..] = bytes else { return };
    let status = 100 + u16::from_be_bytes([*high, *low]) % 500;
    match whom % 3 {
        0 => has_all(send(&client("getmedinfo", status, body), &*LOOKUP), body),
        1 => has_all(send(&client("sendmsg", status, body), &*MESSAGE), body),
        _ => gives_token(status, body),
    }
}

fn client(on: &str, status: u16, body: &[u8]) -> Client {
    let double = MockTransport::new().rule(MockRule::on(on).status(status, body));
    build(Client::builder(ApiKey::new(KEY)).token(StaticToken::new("fixed-token")).transport(double))
}

fn build(builder: ClientBuilder<Client, Tokens>) -> Client {
    builder.build().expect("a client with all that it needs")
}

fn send<T: Request>(client: &Client, request: &Valid<T>) -> Result<Response<T::Reply>, Error> {
    RUNTIME.with(|runtime| runtime.block_on(client.send(request)))
}

fn has_all<R>(ended: Result<Response<R>, Error>, body: &[u8]) {
    match ended {
        Ok(response) => {
            assert_eq!(response.raw().bytes(), body);
            assert_eq!(response.fields().get("return_code"), Some("SUCCESS"));
            assert_eq!(response.fields().get("result_code"), Some("SUCCESS"));
        }
        Err(error) => {
            assert_eq!(error.raw().map(|raw| raw.bytes()), Some(body), "{error}");
            is_discreet(&error, body);
        }
    }
}

/// Passes a response of the token endpoint through the client. The platform accepts every token that it has issued.
fn gives_token(status: u16, body: &[u8]) {
    let found = [("medical_card_no", "1"), ("medical_card_id", "2"), ("medical_user_id", "3")];
    let double = MockTransport::new()
        .rule(MockRule::on("/cgi-bin/stable_token").status(status, body))
        .rule(MockRule::on("getmedinfo").success(found));
    let tokens = StableToken::new("wxd678efh567hg6787", "made-up-app-secret");
    let client = build(Client::builder(ApiKey::new(KEY)).token(tokens).transport(double.clone()));
    match send(&client, &*LOOKUP) {
        Ok(_) => assert!((200..300).contains(&status) && double.calls("getmedinfo") == 1),
        Err(error) => {
            assert!(matches!(error, Error::Token(_)), "{error}");
            assert_eq!(error.raw().map(|raw| raw.bytes()), Some(body), "{error}");
            assert_eq!(double.calls("getmedinfo"), 0);
            is_discreet(&error, body);
        }
    }
}

fn is_discreet(error: &Error, body: &[u8]) {
    let (messages, body) = (format!("{error} {error:#} {error:?}"), String::from_utf8_lossy(body));
    for secret in [KEY, "fixed-token", "made-up-app-secret"] {
        assert!(!messages.contains(secret) || body.contains(secret));
    }
}
