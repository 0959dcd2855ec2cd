//! The example `demo`: the transcript is complete, it is the same in every run, and what it shows is true.
#![cfg(feature = "dynamic")]

mod common;
#[allow(dead_code)]
#[path = "../examples/demo/main.rs"]
mod demo;

use common::{KEY, naive_sign};

fn transcript() -> String {
    let mut out = Vec::new();
    demo::tell(&mut out).unwrap();
    anstream::adapter::strip_bytes(&out).into_vec().try_into().unwrap()
}

/// The lines under a label, up to the next one, without the indentation that the page gives them.
fn blocks<'t>(text: &'t str, label: &str) -> Vec<Vec<&'t str>> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let mut is_wanted = false;
    for line in text.lines() {
        if let Some(line) = line.strip_prefix("    ") {
            if let (true, Some(block)) = (is_wanted, blocks.last_mut()) {
                block.push(line);
            }
        } else if line.trim().is_empty() {
            is_wanted = false;
        } else {
            is_wanted = line.contains(label);
            if is_wanted {
                blocks.push(Vec::new());
            }
        }
    }
    blocks
}

/// Name and value of an element that holds one CDATA section, as every one of the transcript does.
fn element(line: &str) -> (&str, &str) {
    let (name, rest) = line.strip_prefix('<').unwrap().split_once("><![CDATA[").unwrap();
    (name, rest.strip_suffix(&format!("]]></{name}>")).unwrap())
}

fn fields<'t>(block: &[&'t str]) -> Vec<(&'t str, &'t str)> {
    assert_eq!((block.first(), block.last()), (Some(&"<xml>"), Some(&"</xml>")));
    block[1..block.len() - 1].iter().map(|line| element(line)).collect()
}

fn sign<'t>(fields: &[(&'t str, &'t str)]) -> Option<&'t str> {
    fields.iter().find(|(name, _)| *name == "sign").map(|(_, sign)| *sign)
}

#[test]
fn the_transcript_is_complete_and_the_same_in_every_run() {
    let text = transcript();
    assert_eq!(text, transcript());
    for heading in [
        "1. Look up an insurance card · 查询医保卡信息",
        "2. Get a link for binding a card · 获取绑卡链接",
        "3. Announce a registration · 挂号报备接口",
        "4. Announce a registration by a scanned code · 扫码挂号报备接口",
        "5. Send a template message after payment by scanning · 扫码支付后代发模板消息接口",
        "6. A request that is refused before it is sent · 发送前就被拒绝的请求",
        "7. A business error, and what to do about it · 业务错误与处理办法",
        "8. A forged answer is caught · 识破伪造的应答",
        "9. The message templates as a user sees them · 用户看到的模板消息",
    ] {
        assert!(text.lines().any(|line| line == heading), "{heading}");
    }
    for label in ["How the request is built", "The Rust value", "How it was verified", "The typed reply"] {
        let blocks = blocks(&text, label);
        assert_eq!(blocks.len(), 5, "{label}");
        assert!(blocks.iter().all(|block| !block.is_empty()), "{label}");
    }
    assert!(!text.contains('\u{1B}'));
}

#[test]
fn the_key_is_never_shown() {
    let text = transcript();
    assert!(!text.contains(KEY));
    assert!(!text.to_lowercase().contains(&KEY[..8]));
    assert_eq!(text.matches("key=***").count(), 5);
}

#[test]
fn requests_and_strings_to_sign_have_the_signatures_of_an_independent_signer() {
    let text = transcript();
    let (requests, strings) = (blocks(&text, "The XML to send"), blocks(&text, "The string to sign"));
    assert_eq!((requests.len(), strings.len()), (5, 5));
    for (request, string) in requests.iter().zip(&strings) {
        let fields = fields(request);
        assert_eq!(sign(&fields).unwrap(), naive_sign(fields.iter().copied()));
        let mut sorted: Vec<_> = fields.iter().filter(|(name, _)| *name != "sign").collect();
        sorted.sort();
        let expected: String = sorted.iter().map(|(name, value)| format!("{name}={value}&")).collect();
        assert_eq!(string.concat(), expected + "key=***");
    }
}

#[test]
fn answers_verify_where_the_document_has_them_signed_and_the_forged_one_does_not() {
    let text = transcript();
    let answers = blocks(&text, "What comes back");
    let verdicts: Vec<Option<bool>> = (answers.iter())
        .map(|answer| {
            let fields = fields(answer);
            sign(&fields).map(|sign| sign == naive_sign(fields.iter().copied()))
        })
        .collect();
    let (signed, unsigned) = (Some(true), None);
    let (business, forged) = (None, Some(false));
    assert_eq!(verdicts, [unsigned, unsigned, signed, signed, signed, business, forged]);
    for said in blocks(&text, "How it was verified").iter().zip(&verdicts).map(|(block, verdict)| (block[0], verdict)) {
        let verified = said.0.starts_with("✓ Verified:");
        assert_eq!(verified, said.1.is_some(), "{}", said.0);
    }
    let right = naive_sign(fields(answers.last().unwrap()));
    assert!(!text.contains(&right), "the signature that the forged answer should have had");
}

#[test]
fn refusals_name_rules_of_many_kinds_in_both_languages() {
    let text = transcript();
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
        let times = text.matches(&format!("[{rule}]")).count();
        assert!(times >= 2 && times % 2 == 0, "{rule}: {times}");
    }
    assert!(text.contains("80004 未绑卡"));
    assert!(text.contains("Get a link with getbindurl, let the user bind a card, then ask again."));
    assert!(text.contains("用 getbindurl 取得绑卡链接，请用户绑卡后再查。"));
}

#[test]
fn the_four_templates_are_the_samples_of_the_appendix() {
    let text = transcript();
    for (section, lines) in [("2.1.1", 7), ("2.1.2", 8), ("2.1.3", 11), ("2.1.4", 9)] {
        let block = blocks(&text, section).concat();
        let end = format!("equal to the document's sample, line by line: {lines} of {lines}");
        assert_eq!(block.last(), Some(&end.as_str()));
        assert_eq!(block.iter().filter(|line| line.starts_with("✓ ")).count(), lines);
    }
    for line in ["用户姓名：张三", "优惠：30 元", "就诊人名称：李四", "预约项目：心脏彩超"]
    {
        assert!(text.contains(&format!("✓ {line}\n")), "{line}");
    }
}
