//! Responses that must echo the nonce of a message.

use std::time::{Duration, Instant};

use wxmed::codec::xml::read;
use wxmed::{ApiKey, Error, MalformedReason, Outcome, SendMsg, StaticToken, Valid, blocking};

use crate::calls::{Settings, TOKEN, block_on};
use crate::common::{KEY, signed_body};
use crate::server::{Heard, Reaction, Server};

fn message() -> Valid<SendMsg> {
    let fields = [
        ("hosp_out_trade_no", "HOSP20160501163102000001"),
        ("msg_type", "1"),
        ("first", "您已缴费成功"),
        ("remark", "请凭就诊卡前往收费窗口"),
    ];
    SendMsg::from_fields(fields).unwrap()
}

fn nonce(heard: &Heard) -> String {
    read(&heard.body).unwrap().get("nonce_str").unwrap().to_owned()
}

/// Sends a message with both kinds of clients. Returns the results and durations.
fn send(server: &Server) -> [(Result<(), Error>, Duration); 2] {
    let limit = Duration::from_secs(8);
    let settings = Settings { connect: limit, read: limit, total: limit, ..Settings::http(server) };
    let (key, token) = (|| ApiKey::new(KEY), || StaticToken::new(TOKEN));
    let begun = Instant::now();
    let client = settings.with(wxmed::Client::builder(key()), token());
    let ended = block_on(client.send(&message())).map(drop);
    let took = begun.elapsed();
    let client = settings.with(blocking::Client::builder(key()), token());
    [(ended, took), (client.send(&message()).map(drop), begun.elapsed() - took)]
}

fn response(nonce: Option<&str>) -> Reaction {
    let fields = [("return_code", "SUCCESS"), ("result_code", "SUCCESS")].into_iter();
    let fields: Vec<(&str, &str)> = fields.chain(nonce.map(|nonce| ("nonce_str", nonce))).collect();
    Reaction::response(200, signed_body(&fields))
}

#[test]
fn an_echoed_nonce_is_accepted() {
    let server = Server::http(|heard, _| response(Some(&nonce(heard))));
    assert!(send(&server).iter().all(|(ended, _)| ended.is_ok()));
    let heard = server.heard();
    assert_eq!(heard.len(), 2);
    assert_ne!(nonce(&heard[0]), nonce(&heard[1]));
}

/// The signature is valid, but the response belongs to another message: the outcome of this one is unknown.
#[test]
fn a_wrong_nonce_is_not_a_success() {
    type Rule = fn(&Heard) -> Reaction;
    let rules: [Rule; 4] = [
        |_| response(None),
        |_| response(Some("")),
        |_| response(Some("5K8264ILTKCH16CQ2502SI8ZNMTM67VS")),
        |heard| response(Some(&nonce(heard).to_ascii_lowercase().replace(char::is_numeric, "x"))),
    ];
    for rule in rules {
        let server = Server::http(move |heard, _| rule(heard));
        for (ended, took) in send(&server) {
            let error = ended.unwrap_err();
            let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
            match &malformed.cause {
                MalformedReason::NotEchoed { field } => assert_eq!(field, "nonce_str"),
                MalformedReason::Reply(violations) => {
                    assert!(violations.to_string().contains("nonce_str"), "{violations}")
                }
                other => panic!("{other:?}"),
            }
            assert_eq!(error.outcome(), Outcome::Unknown);
            assert!(error.raw().is_some() && took < Duration::from_secs(8), "{took:?}");
        }
        assert_eq!(server.heard().len(), 2, "each client sends it once");
    }
}
