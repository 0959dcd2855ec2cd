//! `wxmed check`

mod shapes;

use serde_json::Value;

use crate::support::{Ended, Folder, KEY, with_input, wxmed};
use shapes::{SHAPES, Shape};

/// Personal data, which must not appear anywhere.
const NAME: &str = "欧阳金丝雀";
const NUMBER: &str = "110101199003078515";
const CARD: &str = "6217000010012345678";

/// A request with its signature.
fn signed(fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let key = wxmed::ApiKey::new(KEY);
    String::from_utf8(crate::caller::signed(&fields, &key, wxmed::codec::SignType::Md5)).unwrap()
}

fn request() -> String {
    signed(&[
        ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
        ("name", NAME),
        ("idcard_md5", "09eb26e839ff3a2e3980352ae45ef09e"),
    ])
}

fn response() -> String {
    signed(&[
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("medical_card_no", CARD),
        ("medical_card_id", NUMBER),
        ("medical_insurance_type", "1"),
        ("medical_user_id", "u"),
    ])
}

fn check(folder: &Folder, arguments: &[&str]) -> Ended {
    let mut command = wxmed(&[&["check"], arguments].concat());
    let ended: Ended = command.env("THE_KEY", KEY).current_dir(folder.path("")).output().unwrap().into();
    for canary in [NAME, NUMBER, CARD, KEY, "金丝雀"] {
        assert!(!format!("{}{}", ended.out, ended.err).contains(canary), "{canary}: {}{}", ended.out, ended.err);
    }
    ended
}

/// The listed messages, and the summary.
fn listed(ended: &Ended) -> (Vec<Value>, Value) {
    let mut lines: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.pop().unwrap_or_else(|| panic!("{}", ended.err));
    (lines, summary["summary"].clone())
}

#[test]
fn each_message_is_found_in_each_shape() {
    let folder = Folder::new();
    for Shape { name, write } in SHAPES {
        std::fs::write(folder.path(name), write(&request(), &response())).unwrap();
        let ended = check(&folder, &[name, "--all", "--output", "json", "--key-env", "THE_KEY"]);
        let (messages, _) = listed(&ended);
        let found: Vec<_> = messages
            .iter()
            .map(|one| {
                (
                    one["kind"].as_str().unwrap(),
                    one["name"].as_str().unwrap_or("-"),
                    one["signature"].as_str().unwrap_or("-"),
                )
            })
            .collect();
        let wanted = [("request", "getmedinfo", "right"), ("response", "getmedinfo", "right")];
        assert_eq!(found, wanted, "{name}: {}", ended.out);
        assert!(messages.iter().all(|one| one["problems"] == serde_json::json!([])), "{name}: {}", ended.out);
        assert_eq!(ended.code, 0, "{name}");
    }
    assert!(SHAPES.len() >= 20);
}

#[test]
fn line_numbers_are_those_of_the_file() {
    let folder = Folder::new();
    folder.write("a.log", &format!("one\ntwo {}\nthree\n\n{}\n", request(), response()));
    let (messages, _) = listed(&check(&folder, &["a.log", "--all", "--output", "json"]));
    let lines: Vec<_> = messages.iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 5]);
    assert_eq!(messages[0]["signature"], "unchecked");
    let human = check(&folder, &["a.log", "--all"]);
    assert!(human.out.starts_with("a.log:2: getmedinfo request: in order\n"), "{}", human.out);
}

#[test]
fn problems_are_reported_and_values_are_not_shown() {
    let folder = Folder::new();
    let request =
        signed(&[("openid", "o"), ("name", NAME), ("idcard_md5", NUMBER), ("n110101199003078515", "1"), ("nmae", "1")]);
    let forged = response().replace("<medical_user_id>", "<branch><![CDATA[1]]></branch><medical_user_id>");
    let failed = signed(&[
        ("return_code", "SUCCESS"),
        ("result_code", "FAIL"),
        ("err_code", "NEVER_SEEN"),
        ("err_code_des", NAME),
    ]);
    let other = failed.replace("NEVER_SEEN", NUMBER);
    folder.write("a.log", &format!("{request}\n{forged}\n{failed}\n{other}\n<xml><name>cut off\n"));
    let ended = check(&folder, &["a.log", "--output", "json", "--all", "--key-env", "THE_KEY"]);
    assert_eq!(ended.code, 1);
    let (messages, summary) = listed(&ended);
    let rules = |index: usize| -> Vec<&str> {
        messages[index]["problems"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect()
    };
    assert!(rules(0).contains(&"format"), "{:?}", rules(0));
    assert!(messages[0]["unknown"].as_array().unwrap().contains(&Value::from("***")), "{}", messages[0]);
    assert!(messages[0]["unknown"].as_array().unwrap().contains(&Value::from("nmae")), "{}", messages[0]);
    assert_eq!((rules(1), &messages[1]["signature"]), (vec!["sign-wrong"], &Value::from("wrong")));
    assert_eq!(messages[1]["unknown"], serde_json::json!(["branch"]));
    assert_eq!(messages[2]["unseen"], serde_json::json!([{ "field": "err_code", "code": "NEVER_SEEN" }]));
    assert_eq!(messages[3]["unseen"], serde_json::json!([{ "field": "err_code", "code": "***" }]));
    assert_eq!((&messages[4]["kind"], rules(4)), (&Value::from("unreadable"), vec!["cut"]));
    assert_eq!(summary["numbers"]["messages"], 5);

    let human = check(&folder, &["a.log", "--key-env", "THE_KEY", "--lang", "zh"]);
    for wanted in [
        "a.log:1: getmedinfo 请求：签名正确\n",
        "  错误 idcard_md5（",
        "签名不对",
        "规格中没有的代码 err_code = NEVER_SEEN (1)",
        "规格中没有的字段 branch (1)",
    ] {
        assert!(human.out.contains(wanted), "{wanted}: {}", human.out);
    }
}

/// The client can still read such a response, so these are warnings.
#[test]
fn deviations_of_a_response_from_the_document_are_warnings() {
    let folder = Folder::new();
    let right = [
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("medical_card_no", CARD),
        ("medical_card_id", "6000000001"),
        ("medical_insurance_type", "1"),
        ("medical_user_id", "u"),
    ];
    let long = "9".repeat(129);
    let text = |fields: &[(&str, &str)]| format!("{}\n", signed(fields));
    let changed =
        right.map(|(name, value)| if name == "medical_card_id" { (name, long.as_str()) } else { (name, value) });
    folder.write("a.log", &(text(&right) + &text(&changed)));
    let (messages, _) = listed(&check(&folder, &["a.log", "--output", "json", "--all"]));
    assert_eq!(messages[0]["problems"], serde_json::json!([]));
    let problem = &messages[1]["problems"][0];
    let shown = ["severity", "rule", "path"].map(|name| problem[name].as_str().unwrap());
    assert_eq!(shown, ["warning", "length", "medical_card_id"], "{problem}");
    assert_eq!(messages[1]["problems"].as_array().unwrap().len(), 1, "{problem}");
}

#[test]
fn contents_are_checked_alone_and_in_requests() {
    let folder = Folder::new();
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/specs/city");
    let wrapper = find_wrapper(specs);
    folder.write("content.json", &format!(r#"{{"{wrapper}": {{"unheard_of": "{NUMBER}"}}}}"#));
    let ended = check(&folder, &["content.json", "--output", "json"]);
    let (messages, _) = listed(&ended);
    assert_eq!((ended.code, messages.len()), (1, 1), "{}", ended.out);
    assert_eq!(messages[0]["kind"], "content");
    assert!(messages[0]["name"].as_str().unwrap().starts_with("city/"), "{}", messages[0]);
    assert!(messages[0]["unknown"].as_array().unwrap().iter().any(|name| name == "unheard_of"), "{}", messages[0]);

    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/request.json");
    let fields: serde_json::Map<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(fixture).unwrap()).unwrap();
    let content = format!(r#"{{"{wrapper}": {{}}}}"#);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, text)| {
            (name.as_str(), if name == "request_content" { content.as_str() } else { text.as_str().unwrap() })
        })
        .collect();
    folder.write("request.xml", &signed(&fields));
    let (messages, _) = listed(&check(&folder, &["request.xml", "--output", "json"]));
    assert_eq!(messages[0]["name"], "preregister");
    let paths: Vec<&str> =
        messages[0]["problems"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert!(paths.iter().any(|path| path.starts_with("request_content.")), "{paths:?}");
}

/// The wrapping key of a content of the shipped specs.
fn find_wrapper(folder: &str) -> String {
    let export: Ended = wxmed(&["spec", "export"]).output().unwrap().into();
    let names = export.json()["contents"].as_array().unwrap().len();
    assert!(names > 0);
    let mut files = vec![std::path::PathBuf::from(folder)];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let is_sent = !text.contains("\nreceived: yes");
        if let Some(line) = text.lines().find(|line| line.starts_with("wrapped_in: ")).filter(|_| is_sent) {
            return line.trim_start_matches("wrapped_in: ").trim_matches('"').to_owned();
        }
    }
    panic!("no content has a wrapper")
}

#[test]
fn a_large_log_is_read_from_standard_input() {
    let noise = format!(
        "2018-04-02 12:00:00 INFO nothing of interest {{\"level\": 1, \"path\": \"/a/b\"}} %20 &amp; \\ {}\n",
        "x".repeat(300)
    );
    let one = format!("{}POST /payinsurance/getmedinfo {}\nresponse {}\n", noise.repeat(20), request(), response());
    let mut command = wxmed(&["check", "-", "--key-env", "THE_KEY", "--output", "json"]);
    command.env("THE_KEY", KEY);
    let ended = with_input(command, &one.repeat(500));
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let (messages, summary) = listed(&ended);
    assert_eq!((messages.len(), &summary["numbers"]["messages"]), (0, &Value::from(1000)));
}

#[test]
fn without_anything_to_check_it_exits_with_2() {
    let folder = Folder::new();
    folder.write("empty.log", "nothing here <xmls> {\"a\": 1} /payinsurance/getmedinfo\n");
    for (arguments, wanted) in [
        (&["empty.log"][..], "no message was found"),
        (&["nowhere.log"], "nowhere.log cannot be read"),
        (&["empty.log", "--key-env", "NOT_SET"], "NOT_SET"),
        (&[], "<FILE>"),
    ] {
        let ended = check(&folder, arguments);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.err.contains(wanted), "{wanted}: {}", ended.err);
    }
}

#[test]
fn a_content_that_is_not_json_is_a_problem_of_its_field() {
    let folder = Folder::new();
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/request.json");
    let fields: serde_json::Map<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(fixture).unwrap()).unwrap();
    let broken = format!("{{\"name\": \"{NAME}\",}}");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, text)| {
            (name.as_str(), if name == "request_content" { broken.as_str() } else { text.as_str().unwrap() })
        })
        .collect();
    folder.write("request.xml", &signed(&fields));
    let (messages, _) = listed(&check(&folder, &["request.xml", "--output", "json"]));
    let problem = &messages[0]["problems"][0];
    assert_eq!((&problem["path"], &problem["rule"]), (&Value::from("request_content"), &Value::from("json")));
}

#[test]
fn a_short_response_is_recognised_by_its_context() {
    let folder = Folder::new();
    let failed = "<xml><return_code>FAIL</return_code><return_msg>签名失败</return_msg></xml>";
    let paid = signed(&[
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("appid", "wxd678efh567hg6787"),
        ("mch_id", "1230000109"),
        ("openid", "o"),
        ("med_trans_id", "1"),
        ("hosp_out_trade_no", "2"),
    ]);
    let foreign = signed(&[("out_trade_no", "1"), ("trade_type", "JSAPI"), ("total_fee", "1"), ("attach", NAME)]);
    folder.write(
        "a.log",
        &format!("{failed}\nPOST /payinsurance/sendmsg\n{failed}\n{}\n{failed}\n{paid}\n{foreign}\n", request()),
    );
    let (messages, _) = listed(&check(&folder, &["a.log", "--all", "--output", "json"]));
    let found: Vec<_> =
        messages.iter().map(|one| (one["kind"].as_str().unwrap(), one["name"].as_str().unwrap_or("-"))).collect();
    let wanted = [
        ("response", "-"),
        ("response", "sendmsg"),
        ("request", "getmedinfo"),
        ("response", "getmedinfo"),
        ("notification", "payment_result"),
        ("unknown", "-"),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn the_mistake_behind_a_wrong_signature_is_named() {
    let folder = Folder::new();
    let right = request();
    let sign = right.split("<sign><![CDATA[").nth(1).unwrap().split("]]>").next().unwrap().to_owned();
    folder.write("a.log", &right.replace(&sign, &sign.to_lowercase()));
    let (messages, _) = listed(&check(&folder, &["a.log", "--output", "json", "--key-env", "THE_KEY"]));
    let rules: Vec<&str> =
        messages[0]["problems"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["lower-case-hex"]);
    folder.write("a.log", &right.replace(&sign, &"A".repeat(32)));
    let (messages, _) = listed(&check(&folder, &["a.log", "--output", "json", "--key-env", "THE_KEY"]));
    assert_eq!(messages[0]["problems"][0]["rule"], "foreign-key-or-value");
}
