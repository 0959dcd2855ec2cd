//! The example `demo`: the transcript is complete, contains no secret, and states correctly whether each signature is
//! valid.

#[allow(dead_code)]
#[path = "../demo/main.rs"]
mod demo;
mod support;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use demo::account;
use md5::{Digest, Md5};
use support::{Ended, run};

/// The transcript in both languages, created once for all tests.
static TRANSCRIPT: LazyLock<Ended> = LazyLock::new(|| run("demo", &[], &[]));

fn transcript() -> &'static str {
    &TRANSCRIPT.out
}

/// The steps in order, each with the remarks on its XML bodies.
const STEPS: &[(&str, &str, &[&str])] = &[
    ("Look up an insurance card: the first call", "查询医保卡信息：第一次调用", &[SIGNED, UNSIGNED]),
    ("Get a link for binding a card", "获取绑卡链接", &[SIGNED, UNSIGNED]),
    ("Announce a registration", "挂号报备接口", &[SIGNED, SIGNED]),
    ("Announce a registration by a scanned code", "扫码挂号报备接口", &[SIGNED, SIGNED]),
    ("Send a template message after payment by scanning", "扫码支付后代发模板消息接口", &[SIGNED, SIGNED]),
    ("A stale access token", "access_token 已失效", &[SIGNED, UNSIGNED, SIGNED, SIGNED, UNSIGNED]),
    ("An access token that is rejected in the XML", "XML 中返回的 access_token 错误", &[SIGNED, FAIL, SIGNED, SIGNED]),
    ("An access token that is rejected again", "access_token 一直被拒绝", &[SIGNED, SIGNED]),
    ("A wrong key", "密钥错误：签名失败", &[WRONG_KEY, FAIL]),
    ("A mandatory field that is missing", "缺少必填字段", &[SIGNED, FAIL]),
    ("A form full of mistakes", "一份错误百出的表单", &[]),
    (
        "No card is bound: 80004, the link, the card",
        "未绑卡：80004、绑卡链接、绑卡成功",
        &[SIGNED, FAIL, SIGNED, UNSIGNED, SIGNED, UNSIGNED],
    ),
    ("A forged response", "伪造的应答", &[SIGNED, FORGED]),
    ("A read-only call without a response", "查询没有应答", &[SIGNED, SIGNED, UNSIGNED, SIGNED, SIGNED]),
    ("A registration whose outcome is unknown", "报备没有应答：结果未知", &[SIGNED]),
    ("The message templates as a user sees them", "用户看到的模板消息", &[]),
];

const SIGNED: &str = "signed 已签名";
const UNSIGNED: &str = "unsigned by specification 按文档不签名";
const FAIL: &str = "unsigned, like every FAIL 未签名：FAIL 都不签名";
const WRONG_KEY: &str = "signed with a wrong key 用错误的密钥签名";
const FORGED: &str = "forged: the signature is wrong 伪造：签名不符";

/// A body, with its remark.
struct Body<'t> {
    remark: &'t str,
    fields: Vec<(&'t str, &'t str)>,
}

impl<'t> Body<'t> {
    fn sign(&self) -> Option<&'t str> {
        self.fields.iter().find(|(name, _)| *name == "sign").map(|(_, sign)| *sign)
    }

    /// The string to sign as the vendor describes it: a map and a text, without the key.
    fn string_to_sign(&self) -> String {
        let sorted: BTreeMap<_, _> = self.fields.iter().copied().collect();
        let signed = sorted.into_iter().filter(|(name, value)| *name != "sign" && !value.is_empty());
        signed.map(|(name, value)| format!("{name}={value}&")).collect()
    }

    /// The signature, computed independently of wxmed.
    fn signature(&self, key: &str) -> String {
        let digest = Md5::digest(format!("{}key={key}", self.string_to_sign()));
        digest.iter().map(|byte| format!("{byte:02X}")).collect()
    }
}

/// The name and value of an element that contains one CDATA section, as all of the transcript do.
fn element(line: &str) -> (&str, &str) {
    let (name, rest) = line.strip_prefix('<').unwrap().split_once("><![CDATA[").unwrap();
    (name, rest.strip_suffix(&format!("]]></{name}>")).unwrap())
}

/// The bodies of a part of the transcript.
fn bodies(text: &str) -> Vec<Body<'_>> {
    let mut bodies = Vec::new();
    let mut remark = "";
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some((_, text)) =
            line.split_once(" · ").filter(|(head, _)| head.starts_with("  → ") || head.starts_with("  ← "))
        {
            remark = text;
        }
        if line.trim() == "<xml>" {
            let elements = lines.by_ref().map(str::trim).take_while(|line| *line != "</xml>");
            bodies.push(Body { remark, fields: elements.map(element).collect() });
        }
    }
    assert_eq!(bodies.len(), text.matches("<xml>").count());
    bodies
}

/// The transcript between a heading and the next one.
fn part(title: &str) -> &str {
    let begin = transcript().find(&format!(". {title} · ")).unwrap_or_else(|| panic!("{title}"));
    let rest = &transcript()[begin..];
    let is_heading = |line: &str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    let length: usize = rest
        .split_inclusive('\n')
        .enumerate()
        .take_while(|(index, line)| *index == 0 || !is_heading(line))
        .map(|(_, line)| line.len())
        .sum();
    &rest[..length]
}

#[test]
fn it_succeeds_and_has_every_step() {
    assert_eq!((TRANSCRIPT.code, TRANSCRIPT.err.as_str()), (Some(0), ""));
    for (index, (english, chinese, _)) in STEPS.iter().enumerate() {
        let heading = format!("{}. {english} · {chinese}", index + 1);
        assert!(transcript().lines().any(|line| line == heading), "{heading}");
    }
    let all = STEPS.len();
    assert!(transcript().contains(&format!("✓ {all} of {all} steps ended as they should.")));
    assert!(!transcript().contains('\u{1B}'), "no colour without a terminal");
}

#[test]
fn it_can_be_printed_in_one_language() {
    let (english, chinese) = (run("demo", &["--lang", "en"], &[]), run("demo", &["--lang", "zh"], &[]));
    assert_eq!((english.code, chinese.code), (Some(0), Some(0)));
    for (index, (title, title_zh, _)) in STEPS.iter().enumerate() {
        assert!(english.out.lines().any(|line| line == format!("{}. {title}", index + 1)), "{title}");
        assert!(chinese.out.lines().any(|line| line == format!("{}. {title_zh}", index + 1)), "{title_zh}");
    }
    assert!(english.out.contains("What the program gets") && !english.out.contains("程序得到的错误"));
    assert!(chinese.out.contains("程序得到的错误") && !chinese.out.contains("What the program gets"));
    assert_eq!(run("demo", &["--lang", "fr"], &[]).code, Some(2));
}

#[test]
fn no_secret_is_shown() {
    for secret in [account::API_KEY, account::WRONG_KEY, account::APP_SECRET] {
        assert!(!transcript().to_lowercase().contains(&secret.to_lowercase()[..10]));
    }
    // An access token of the sandbox has more than 300 characters; no other word of the transcript has 100.
    let words = transcript().split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    assert!(words.map(str::len).max() < Some(100));
    let tokens = transcript().match_indices("access_token=").map(|(offset, name)| &transcript()[offset + name.len()..]);
    assert!(tokens.clone().count() > 20);
    assert!(tokens.into_iter().all(|token| token.starts_with("***")));
    assert_eq!(transcript().matches("key=***").count(), 5);
}

#[test]
fn every_signature_is_valid_or_not_as_the_transcript_states() {
    for (title, _, remarks) in STEPS {
        let bodies = bodies(part(title));
        assert_eq!(bodies.iter().map(|body| body.remark).collect::<Vec<_>>(), *remarks, "{title}");
        for body in bodies {
            let right = body.signature(account::API_KEY);
            match body.remark {
                SIGNED => assert_eq!(body.sign(), Some(right.as_str()), "{title}"),
                UNSIGNED | FAIL => assert_eq!(body.sign(), None, "{title}"),
                WRONG_KEY => {
                    assert_eq!(body.sign(), Some(body.signature(account::WRONG_KEY).as_str()), "{title}");
                    assert_ne!(body.sign(), Some(right.as_str()), "{title}");
                }
                FORGED => {
                    assert!(body.sign().is_some_and(|sign| sign != right), "{title}");
                    assert!(!transcript().contains(&right), "the valid signature is not shown");
                }
                other => panic!("{title}: {other}"),
            }
        }
    }
    let in_steps: usize = STEPS.iter().map(|(.., remarks)| remarks.len()).sum();
    assert_eq!(transcript().matches("<xml>").count(), in_steps);
}

#[test]
fn the_strings_to_sign_match_the_requests_below_them() {
    for (title, ..) in &STEPS[..5] {
        let part = part(title);
        let (_, string) = part.split_once("The string to sign").unwrap();
        let string: Vec<&str> = string.lines().skip(1).take_while(|line| !line.is_empty()).map(str::trim).collect();
        assert_eq!(string.concat(), bodies(part)[0].string_to_sign() + "key=***", "{title}");
    }
}

#[test]
fn each_operation_is_shown_from_values_to_values() {
    for (title, ..) in &STEPS[..5] {
        for label in ["How the request is built", "The Rust value", "Send it", "Verification", "The typed reply"] {
            let (_, rest) = part(title).split_once(label).unwrap_or_else(|| panic!("{title}: {label}"));
            assert!(rest.lines().nth(1).is_some_and(|line| line.starts_with("    ")), "{title}: {label}");
        }
    }
    assert_eq!(transcript().matches("✓ Verified: ").count(), 3);
    assert_eq!(transcript().matches("✓ UnsignedBySpecification: ").count(), 2);
}

#[test]
fn tokens_are_fetched_and_calls_retried_as_often_as_stated() {
    let calls = |title: &str| {
        let lines = part(title).lines().filter_map(|line| line.strip_prefix("  → "));
        let name = |line: &str| line.split(['?', ' ']).nth(1).unwrap().rsplit('/').next().unwrap().to_owned();
        lines.map(name).collect::<Vec<_>>()
    };
    assert_eq!(calls(STEPS[0].0), ["stable_token", "getmedinfo"]);
    assert_eq!(calls(STEPS[1].0), ["getbindurl"], "the token is reused");
    assert_eq!(calls(STEPS[7].0), ["stable_token", "getmedinfo", "stable_token", "stable_token", "getmedinfo"]);
    assert_eq!(calls(STEPS[14].0), ["stable_token", "preregister"], "a registration is not retried");
    assert_eq!(calls(STEPS[10].0), [""; 0], "invalid requests are not sent");
}

#[test]
fn errors_name_their_rules_and_remedies_in_both_languages() {
    for rule in [
        "computed",
        "required",
        "format",
        "code",
        "white-space",
        "length",
        "choice-conflict",
        "needs",
        "length-bytes",
        "registration-total",
    ] {
        let times = transcript().matches(&format!("[{rule}]")).count();
        assert!(times >= 2 && times % 2 == 0, "{rule}: {times}");
    }
    // Ignores line breaks.
    let flowing = transcript().split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [
        "80004 未绑卡",
        "Get a link with getbindurl, let the user bind a card, then ask again.",
        "用 getbindurl 取得绑卡链接，请用户绑卡后再查。",
        "the mandatory field `wxmed::getmedinfo::required::idcard_md5` is not given",
        "参数格式校验错误 idcard_md5 is needed",
        r#"{"errcode":42001,"#,
        "the outcome is unknown",
        "结果未知",
        "a new access_token was rejected, too",
        "error.outcome() == NothingDone",
    ] {
        assert!(flowing.contains(text), "{text}");
    }
}

#[test]
fn the_four_templates_equal_the_samples_of_the_appendix() {
    let part = part("The message templates as a user sees them");
    for (section, lines) in [("2.1.1", 7), ("2.1.2", 8), ("2.1.3", 11), ("2.1.4", 9)] {
        let (_, rest) = part.split_once(&format!("\n  {section} ")).unwrap();
        let block: Vec<&str> = rest.lines().take_while(|line| !line.is_empty()).collect();
        let end = format!("    equal to the document's sample, line by line: {lines} of {lines}");
        assert!(block.contains(&end.as_str()), "{block:#?}");
        assert_eq!(block.iter().filter(|line| line.starts_with("    ✓ ")).count(), lines);
    }
    for line in ["用户姓名：张三", "优惠：30 元", "就诊人名称：李四", "预约项目：心脏彩超"]
    {
        assert!(part.contains(&format!("✓ {line}\n")), "{line}");
    }
}
