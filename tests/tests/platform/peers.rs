//! Libraries of other languages, compared with wxmed: as clients of the sandbox, and as signers and verifiers.
//!
//! They are installed from their registries, so these tests are ignored by default: `cargo test -p wxmed-tests --test
//! platform -- --ignored`.

mod generated_client;
mod library;
mod maps;
mod sidecar_client;

use std::fs;
use std::path::Path;

pub(crate) use library::chromium;
use library::{Library, libraries, openapi_validator};
use serde_json::{Value, json};
use wxmed::codec::xml::read;
use wxmed::codec::{SignType, Signer, encode_fields, verify};
use wxmed::{ApiKey, GetMedInfo, Preregister, Request, ResponseSigning, Verification};
use wxmed_sandbox::{Authority, Outcome, Sandbox, Settings, Stub, StubResponse, User};
use wxmed_tests::naive::KEY;
use wxmed_tests::specs;
use wxmed_tools::{OPENAPI_HOSTS, export_openapi};

/// Characters that XML must escape, and that every language must encode.
const CONTENT: &str = r#"{"备注":"肝病 & <复诊>，\"急\"","ghf":"0"}"#;
const SOMEBODY_ELSES_KEY: &str = "00000000000000000000000000000000";

/// A sandbox, with an access token that a library has fetched from it.
struct Platform {
    sandbox: Sandbox,
    token: String,
}

impl Platform {
    fn opened_by(library: &Library) -> Self {
        let sandbox = Sandbox::start(Settings::default()).unwrap();
        let job = token_job(&sandbox, sandbox.url());
        let token = library.run(vec![job]).remove(0);
        let token = token.as_str().unwrap_or_else(|| panic!("{} got no token", library.name)).to_owned();
        Self { sandbox, token }
    }

    /// A job that calls an operation, signed with the key of the account.
    fn job<R: Request>(&self, job: &str, fields: Value) -> Value {
        let account = self.sandbox.account();
        json!({
            "job": job,
            "url": format!("{}{}?access_token={}", self.sandbox.url(), R::OPERATION.path, self.token),
            "appid": account.appid(),
            "mch_id": account.mch_id(),
            "key": account.api_key_text().expose(),
            "fields": fields,
        })
    }

    fn patient(&self) -> User {
        self.sandbox.people().swap_remove(0)
    }

    /// This operation has no documented row that could hold `0`, so an undocumented field is added.
    fn card_fields(&self) -> Value {
        let patient = self.patient();
        json!({
            "openid": patient.openid(),
            "name": patient.name(),
            "idcard_md5": patient.idcard_md5().as_str(),
            "nonce_str": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
            "channel": "0",
        })
    }

    fn registration_fields(&self) -> Value {
        let (account, patient) = (self.sandbox.account(), self.patient());
        json!({
            "appid": account.appid(),
            "mch_id": account.mch_id(),
            "openid": patient.openid(),
            "hosp_out_trade_no": "HOSP20160501163102000001",
            "hospital_name": "示例市第一人民医院",
            "nonce_str": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
            "spbill_create_ip": "10.193.0.1",
            "body": "挂号费-肝病门诊",
            "city_id": "0",
            "user_card_type": "1",
            "user_card_no": patient.idcard_md5().as_str(),
            "user_name": patient.name(),
            "serial_no": "1500619843177",
            "org_no": "H1110",
            "gmt_out_create": "20160501163102",
            "request_content": CONTENT,
            "extends": "0",
        })
    }
}

/// A job that fetches a token from a platform with the account of a sandbox.
fn token_job(sandbox: &Sandbox, platform: &str) -> Value {
    let account = sandbox.account();
    let (appid, secret) = (account.appid(), account.app_secret().expose());
    json!({"job": "token", "platform": platform, "appid": appid, "secret": secret})
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn they_fetch_a_token_look_up_a_card_and_announce_a_registration() {
    for (library, endpoint) in libraries().iter().zip(["/cgi-bin/token", "/cgi-bin/stable_token"]) {
        let platform = Platform::opened_by(library);
        let registration = platform.registration_fields();
        let results = library.run(vec![
            platform.job::<GetMedInfo>("call", platform.card_fields()),
            platform.job::<Preregister>("call", registration.clone()),
        ]);
        let [card, registered] = &results[..] else { panic!("{results:?}") };

        let patient = platform.patient();
        for (name, value) in patient.card().unwrap() {
            assert_eq!(text(&card["fields"], name), value, "{}: {name}", library.name);
        }
        assert_eq!(card["outcome"], "SUCCESS", "{}", library.name);
        assert_eq!(card["fields"]["sign"], Value::Null, "the table of getmedinfo has no signature");

        assert_eq!(registered["outcome"], "SUCCESS", "{}: {registered}", library.name);
        assert_eq!(registered["verified"], true, "{}: {registered}", library.name);
        assert!(text(&registered["fields"], "response_content").contains("registration_order_pay"), "{registered}");

        let orders = platform.sandbox.orders();
        let [order] = &orders[..] else { panic!("{}: {orders:?}", library.name) };
        assert_eq!(order.operation(), Some(Preregister::OPERATION.name));
        for (name, value) in registration.as_object().unwrap() {
            assert_eq!(order.get(name), value.as_str(), "{}: {name}", library.name);
        }
        let calls = platform.sandbox.recorded_calls();
        let paths: Vec<&str> = calls.iter().map(|call| call.request.path.as_str()).collect();
        assert_eq!(paths, [endpoint, GetMedInfo::OPERATION.path, Preregister::OPERATION.path], "{}", library.name);
        assert!(calls.iter().all(|call| call.outcome == Outcome::Success), "{calls:?}");
    }
}

/// With a file of the authority only, and with the platform's own URL, which some clients can't replace.
#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn they_trust_the_authority_of_a_sandbox_with_https() {
    for (library, trust) in libraries().iter().zip(["REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]) {
        let sandbox = Sandbox::start(Settings::default().tls(Authority::New)).unwrap();
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("authority-{}.pem", library.name));
        fs::write(&file, sandbox.certificate_authority().unwrap()).unwrap();
        let address = sandbox.address().to_string();
        let variables = [(trust, file.to_str().unwrap()), ("PLATFORM_ADDRESS", &address)];

        let fixed = "https://api.weixin.qq.com";
        let jobs = [fixed, sandbox.url()].map(|platform| token_job(&sandbox, platform)).to_vec();
        let tokens = library.run_with(&variables, jobs);
        let [Value::String(_), Value::String(token)] = &tokens[..] else { panic!("{} got no tokens", library.name) };

        let platform = Platform { token: token.clone(), sandbox };
        let mut job = platform.job::<Preregister>("call", platform.registration_fields());
        job["url"] = text(&job, "url").replace(platform.sandbox.url(), fixed).into();
        let registered = library.run_with(&variables, vec![job]).remove(0);
        assert_eq!(registered["verified"], true, "{}: {registered}", library.name);
        assert_eq!(platform.sandbox.orders().len(), 1, "{}", library.name);
    }
}

#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn they_detect_a_forged_response() {
    for library in libraries() {
        let platform = Platform::opened_by(library);
        platform.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Forged));
        let job = platform.job::<Preregister>("call", platform.registration_fields());
        let registered = library.run(vec![job]).remove(0);
        assert_eq!(registered["outcome"], "SUCCESS", "{}: {registered}", library.name);
        assert_eq!(registered["verified"], false, "{}: {registered}", library.name);
    }
}

#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn their_mistakes_get_the_platforms_error() {
    for library in libraries() {
        let platform = Platform::opened_by(library);
        let card = || platform.card_fields();
        let registration = || platform.registration_fields();
        let wrong_key = |mut job: Value| {
            job["key"] = SOMEBODY_ELSES_KEY.into();
            job
        };
        let mistaken = |mut job: Value, mistake: &str| {
            job["mistake"] = mistake.into();
            job
        };
        let jobs = vec![
            wrong_key(platform.job::<GetMedInfo>("call", card())),
            wrong_key(platform.job::<Preregister>("call", registration())),
            mistaken(platform.job::<GetMedInfo>("mistaken", card()), "zero-not-signed"),
            mistaken(platform.job::<Preregister>("mistaken", registration()), "zero-not-signed"),
            mistaken(platform.job::<GetMedInfo>("mistaken", card()), "lower-case"),
            mistaken(platform.job::<Preregister>("mistaken", registration()), "lower-case"),
        ];
        let results = library.run(jobs.clone());
        for (job, result) in jobs.iter().zip(&results) {
            let about = format!("{}, {}, {}: {result}", library.name, text(job, "job"), text(job, "mistake"));
            assert_eq!(result["outcome"], "FAIL", "{about}");
            assert_eq!(result["fields"]["return_code"], "FAIL", "{about}");
            let message = text(&result["fields"], "return_msg");
            let (_, mark) = message.split_once("rid: ").unwrap_or_default();
            assert!(message.starts_with("签名失败") && !mark.is_empty(), "{about}");
        }

        assert!(platform.sandbox.orders().is_empty(), "{}: nothing was done", library.name);
        let calls = platform.sandbox.recorded_calls();
        let [_, refused @ ..] = &calls[..] else { panic!("{calls:?}") };
        assert_eq!(refused.len(), jobs.len());
        for (call, job) in refused.iter().zip(&jobs) {
            assert!(matches!(&call.outcome, Outcome::Protocol(message) if message.starts_with("签名失败")));
            let sent = read(&call.request.body).unwrap();
            for (name, value) in job["fields"].as_object().unwrap() {
                assert_eq!(sent.get(name), value.as_str(), "{}: {name} was sent", library.name);
            }
        }
    }
}

#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn they_compute_the_same_signatures() {
    let maps = maps::to_sign();
    for library in libraries() {
        let keys = [KEY, "密钥", &"k".repeat(80)];
        let jobs = keys.map(|key| json!({"job": "signatures", "key": key, "maps": maps}));
        for (key, theirs) in keys.iter().zip(library.run(jobs.to_vec())) {
            assert_eq!(theirs.as_array().unwrap().len(), maps.len());
            let key = ApiKey::new(*key);
            for (map, theirs) in maps.iter().zip(theirs.as_array().unwrap()) {
                let ours = [SignType::Md5, SignType::HmacSha256].map(|sign_type| {
                    let mut signer = Signer::new(&key, sign_type);
                    map.iter().for_each(|(name, value)| signer.pair(name, value));
                    signer.finish().as_str().to_owned()
                });
                assert_eq!(json!(ours), *theirs, "{}: {map:?}", library.name);
            }
        }
    }
}

#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn they_verify_messages_of_wxmed() {
    let maps = maps::to_read();
    let written = |key: &str| -> Vec<String> {
        let key = ApiKey::new(key);
        let encode = |map: &maps::Map| {
            let successful = [("return_code", "SUCCESS"), ("result_code", "SUCCESS")];
            let mut map: maps::Map = map.clone();
            map.extend(successful.map(|(name, value)| (name.to_owned(), value.to_owned())));
            let pairs = map.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            encode_fields(pairs, &key, SignType::Md5).unwrap().into_xml()
        };
        maps.iter().map(encode).collect()
    };
    let ours = written(KEY);
    for library in libraries() {
        let results = library.run(vec![
            json!({"job": "verified", "key": KEY, "answers": ours}),
            json!({"job": "verified", "key": KEY, "answers": written(SOMEBODY_ELSES_KEY)}),
        ]);
        for (expected, verified) in [true, false].iter().zip(&results) {
            let verified = verified.as_array().unwrap();
            assert_eq!(verified.len(), maps.len());
            for (xml, verified) in ours.iter().zip(verified) {
                assert_eq!(verified, expected, "{}: {xml}", library.name);
            }
        }
    }
}

#[test]
#[ignore = "installs wechatpy and tenpay from their registries"]
fn wxmed_verifies_their_messages() {
    let maps = maps::to_write();
    let key = ApiKey::new(KEY);
    let somebody_elses = ApiKey::new(SOMEBODY_ELSES_KEY);
    for library in libraries() {
        let written = library.run(vec![json!({"job": "written", "key": KEY, "maps": maps})]).remove(0);
        assert_eq!(written.as_array().unwrap().len(), maps.len());
        for (map, xml) in maps.iter().zip(written.as_array().unwrap()) {
            let xml = xml.as_str().unwrap();
            let fields = read(xml.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}: {xml}", library.name));
            let read: maps::Map = fields
                .iter()
                .filter(|(name, _)| *name != "sign")
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(read, *map, "{}: {xml}", library.name);
            let verified = |key| verify(&fields, key, SignType::Md5, ResponseSigning::Signed).ok();
            assert_eq!(verified(&key), Some(Verification::Verified), "{}: {xml}", library.name);
            assert_eq!(verified(&somebody_elses), None, "{}: {xml}", library.name);
        }
    }
}

#[test]
#[ignore = "installs openapi-spec-validator from its registry"]
fn the_openapi_documents_are_valid() {
    let operations: Value = serde_json::from_str(&export_openapi(specs::model(), &OPENAPI_HOSTS)).unwrap();
    let control: Value = serde_json::from_str(include_str!("../../../wxmed-sandbox/src/control/openapi.json")).unwrap();
    let mut broken = operations.clone();
    broken["paths"]["/payinsurance/getmedinfo"]["post"]["responses"] = json!([]);
    let complaints = openapi_validator().run(vec![operations, control, broken]);
    assert_eq!(complaints[..2], [json!([]), json!([])]);
    assert_ne!(complaints[2], json!([]));
}
