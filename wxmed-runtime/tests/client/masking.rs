//! Sent values that the platform echoes are masked in errors.

use wxmed::{Error, GetMedInfo, IdCardMd5, Stage, StaticToken};

use crate::common::{KEY, unsigned_body};
use crate::support::{Double, Reaction, broken, client, client_with, lookup, merchant, refused, registration, stable};

#[tokio::test(start_paused = true)]
async fn errors_show_neither_token_nor_query() {
    let reactions: [fn() -> Reaction; 4] =
        [|| refused(40001), || Reaction::Never, || Reaction::Response(502, "x".into()), || broken(Stage::NotSent)];
    for reaction in reactions {
        let double = Double::new(move |_, _| reaction());
        let client = client_with(&double, StaticToken::new("canary-token"));
        let error = client.send(&lookup()).await.unwrap_err();
        let shown = format!("{error} {error:#} {error:?} {client:?}");
        for secret in ["canary-token", "access_token=", KEY, "oUpF8uMuAJO", "张三", "09eb26e8"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

/// A name that the platform echoes in its message isn't shown in the error.
#[tokio::test]
async fn echoed_data_of_patients_is_masked() {
    let message = "参数格式校验错误 name 张三 openid oUpF8uMuAJO_M2pxb1Q9zNjWeS6o is wrong rid: 65-61";
    let fields = [("return_code", "FAIL"), ("return_msg", message)];
    let double = Double::new(move |_, _| Reaction::Response(200, unsigned_body(&fields)));
    let error = client(&double).send(&lookup()).await.unwrap_err();
    let shown = format!("{error} {error:#} {error:?}");
    for secret in ["张三", "oUpF8uMuAJO"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(error.to_string().contains("参数格式校验错误 name *** openid *** is wrong rid: 65-61"), "{error}");
    assert!(error.raw().unwrap().text().contains("张三"), "the raw response contains it");

    // No part of a masked value is left at the end of a truncated message.
    let long = format!("{}oUpF8uMuAJO_M2pxb1Q9zNjWeS6o is wrong", "参数格式校验错误 ".repeat(21));
    let double = Double::new(move |_, _| {
        Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", &long)]))
    });
    let error = client(&double).send(&lookup()).await.unwrap_err();
    assert!(error.to_string().contains("*** is wron…") && !error.to_string().contains("oUpF"), "{error}");
}

/// A token is masked, even if it is longer than the part of a message that is kept.
#[tokio::test]
async fn an_echoed_token_is_masked() {
    for token in ["canary-token".to_owned(), "canary-token".repeat(40)] {
        let message = format!("access_token {token} is odd");
        let double = Double::new(move |_, _| {
            Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", &message)]))
        });
        let error = client_with(&double, StaticToken::new(token)).send(&lookup()).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        assert!(error.to_string().contains("access_token ***"), "{error}");
    }
}

/// A short value isn't masked inside a longer word. If one value contains another, the longer one is masked completely.
#[tokio::test]
async fn values_are_masked_as_a_whole() {
    let message = "张三丰 sent 0, rid: 6550793e-6180a984-10dc82bb";
    let double = Double::new(move |_, _| {
        Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]))
    });
    let request =
        GetMedInfo::builder().openid("o1").name("张三").idcard_md5(IdCardMd5::parse(&"a".repeat(32)).unwrap());
    let request = request.build().unwrap().with_field("x", "0").unwrap().with_field("y", "张三丰").unwrap();
    let error = client_with(&double, StaticToken::new("T0")).send(&request).await.unwrap_err();
    assert_eq!(error.api_error().unwrap().message, "*** sent ***, rid: 6550793e-6180a984-10dc82bb");
}

/// A short value of ASCII characters is masked only as a separate word. Other values are masked everywhere.
#[tokio::test]
async fn short_ascii_values_are_masked_only_as_separate_words() {
    let table = [
        ("ab1de", "ab1de xab1de ab1dex xab1dex", "*** xab1de ab1dex xab1dex"),
        ("ab1def", "ab1def xab1def ab1defx", "*** x*** ***x"),
        ("a-1", "a-1 xa-1x", "*** x***x"),
        ("李四", "李四 x李四x 与李四同", "*** x***x 与***同"),
    ];
    for (sent, message, shown) in table {
        let double = Double::new(move |_, _| {
            Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]))
        });
        let request = lookup().with_field("x", sent).unwrap();
        let error = client(&double).send(&request).await.unwrap_err();
        assert_eq!(error.api_error().unwrap().message, shown, "{sent}");
    }
}

/// Sent values are masked before identity numbers are masked and lines are truncated, which would hide them.
#[tokio::test]
async fn sent_values_are_masked_before_anything_else() {
    let long = format!("王小明,{}", "440300190001011237,".repeat(20));
    let table = [
        ("王小明,440300190001011237", "extends 王小明,440300190001011237 is wrong", "extends *** is wrong"),
        ("王小明 13800138000", "extends 王小明 138001380001237 is wrong", "extends ***1237 is wrong"),
        ("王小明\n13800138000", "extends 王小明\n13800138000 is wrong", "extends *** is wrong"),
        ("王小明\n13800138000", "extends 王小明 13800138000 is wrong", "extends *** is wrong"),
        ("王小明\t1", "王小明\t1", "***"),
        (&long, &format!("extends {long}"), "extends ***"),
    ];
    for (sent, message, shown) in table {
        let error = refused_with(sent, message).await;
        assert_eq!(error.api_error().unwrap().message, shown, "{sent:?}");
        assert!(error.raw().unwrap().text().contains("王小明"));
    }
}

/// The error of a lookup that sends this text in an extra field and receives this message.
async fn refused_with(sent: &str, message: &str) -> Error {
    let body = unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]);
    let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
    client(&double).send(&lookup().with_field("x", sent).unwrap()).await.unwrap_err()
}

/// The error of a city's bureau usually echoes single values of a content.
#[tokio::test]
async fn values_in_json_are_masked() {
    let content = r#"{"ylzh":"6000000001","czyxm":"李四","je":"100.50","sl":3,"gh":44030019,
        "mx":[{"mc":"阿莫西林"},{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}],"inner":"[\"王五\",{\"a\":\"12 3\"}]"}"#;
    let table = [
        ("医疗证号 6000000001 操作员 李四 不存在", "医疗证号 *** 操作员 *** 不存在"),
        ("工号 44030019", "工号 ***"),
        ("no 44030019 in HOSP44030019000000001", "no *** in HOSP44030019000000001"),
        ("阿莫西林胶囊、王五、12 3", "***胶囊、***、***"),
        // Amounts and counts aren't masked, because other numbers may be equal to them.
        ("100.50 ≠ 3 × 33.50", "100.50 ≠ 3 × 33.50"),
        // Names of fields aren't masked.
        ("ylzh czyxm mx inner a", "ylzh czyxm mx inner a"),
    ];
    for (message, shown) in table {
        assert_eq!(refused_with(content, message).await.api_error().unwrap().message, shown);
    }
}

/// A value in JSON isn't masked if a field that may be shown has the same value.
#[tokio::test]
async fn values_in_json_that_are_shown_elsewhere_are_not_masked() {
    let message = "HOSP20160501163102000001 of 李四 is paid";
    let body = unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]);
    let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
    let content = r#"{"order":"HOSP20160501163102000001","name":"李四"}"#;
    let request = registration(merchant()).with_field("x", content).unwrap();
    let error = client(&double).send(&request).await.unwrap_err();
    assert_eq!(error.api_error().unwrap().message, "HOSP20160501163102000001 of *** is paid");
}

/// If the request or the message is too long to search, the whole message is masked.
#[tokio::test]
async fn a_message_that_cannot_be_searched_is_masked_completely() {
    let huge = "李四".repeat(200_000);
    for (sent, message) in [(huge.as_str(), "李四 is wrong".to_owned()), ("李四", format!("{}李四", "错".repeat(2000)))]
    {
        let error = refused_with(sent, &message).await;
        assert_eq!(error.api_error().unwrap().message, "***");
        assert!(error.raw().unwrap().text().contains("李四"));
    }
}

/// Sent values are masked before a code is truncated, and also if the platform has truncated the message.
#[tokio::test]
async fn no_part_of_a_sent_value_is_left_in_a_truncated_text() {
    let code = format!("{}_oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "X".repeat(50));
    let fields =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", &*code), ("err_code_des", "of oUpF8uMu…")];
    let body = unsigned_body(&fields);
    let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
    let error = client(&double).send(&lookup()).await.unwrap_err();
    let api_error = error.api_error().unwrap();
    assert_eq!((&*api_error.code, &*api_error.message), (&*format!("{}_***", "X".repeat(50)), "of ***…"));
}

/// Identity numbers are masked in every notation. Invisible characters are shown as escapes.
#[tokio::test]
async fn messages_are_shown_without_identity_numbers_and_invisible_characters() {
    for (message, expected) in [
        ("证件 440300 19000101 123X 有误", "证件 *** 有误"),
        ("证件 440300-19000101-123x 有误", "证件 *** 有误"),
        ("证件 ４４０３００１９０００１０１１２３Ｘ 有误", "证件 *** 有误"),
        (r#"{"idcard":"44030019000101123\u0058"}"#, r#"{"idcard":"***"}"#),
        ("订单 4200 0018 3820 1805 1234 5678", "订单 4200 0018 3820 1805 1234 5678"),
        ("签名\u{202e}误错\u{2028}x", r"签名\u{202e}误错\u{2028}x"),
        ("ئابدۇراخمان", "ئابدۇراخمان"),
    ] {
        let double = Double::new(move |_, _| {
            Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]))
        });
        let error = client(&double).send(&lookup()).await.unwrap_err();
        assert_eq!(error.api_error().unwrap().message, expected);
    }
}

/// Values are masked in messages with escaped JSON or with percent-encoding.
#[tokio::test]
async fn escaped_and_encoded_values_are_masked() {
    let table = [
        ("张三", r#"{"a":"\u5f20\u4e09"}"#, r#"{"a":"***"}"#),
        ("张三", r#""{\"a\":\"\\u5f20\\u4E09\"}""#, r#"{"a":"***"}"#),
        ("张三", r#"{"a":"{\"b\":\"\\u5f20\\u4e09\"}"}"#, r#"{"a":"{\"b\":\"***\"}"}"#),
        ("𠮷田", r#"["\ud842\udfb7\u7530","\ud842 x"]"#, r#"["***","\ud842 x"]"#),
        ("张三", r#""name=%E5%BC%A0%E4%B8%89&n=%e5%bc%a0%e4%b8%89 100%""#, "name=***&n=*** 100%"),
        ("a b/c", r#""a%20b%2Fc a+b%2fc a+b""#, "*** *** a+b"),
    ];
    for (sent, message, shown) in table {
        let body = format!(r#"{{"errcode":40003,"errmsg":{message}}}"#);
        let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
        let error = client(&double).send(&lookup().with_field("x", sent).unwrap()).await.unwrap_err();
        assert_eq!(error.api_error().unwrap().message, shown, "{message}");
    }
}

/// A telephone number is masked after a country code and next to letters.
#[tokio::test]
async fn a_long_number_is_masked_inside_a_word() {
    for sent in ["13912345678", r#"{"tel":"13912345678","n":1391234567}"#, r#"[13912345678]"#] {
        for (message, shown) in [
            ("+8613912345678 is wrong", "+86*** is wrong"),
            ("tel13912345678x", "tel***x"),
            ("tel 13912345678", "tel ***"),
            ("tel 1391234567x", "tel 1391234567x"),
        ] {
            assert_eq!(refused_with(sent, message).await.api_error().unwrap().message, shown, "{sent}");
        }
    }
}

/// The undocumented fields of a gateway's error are shown, with any status.
#[tokio::test(start_paused = true)]
async fn undocumented_fields_of_an_error_status_are_shown_and_masked() {
    let json = r#"{"code":"SIGN_ERROR","message":"签名错误 张三 T0-canary rid: 99-88"}"#.to_owned();
    let xml = unsigned_body(&[("code", "SIGN_ERROR"), ("message", "签名错误 张三 T0-canary rid: 99-88")]);
    for (status, body) in [(401, &json), (500, &json), (403, &xml)] {
        let body = body.clone();
        let double = Double::new(move |_, _| Reaction::Response(status, body.clone()));
        let client = client_with(&double, StaticToken::new("T0-canary"));
        let error = client.send(&lookup()).await.unwrap_err();
        let message = "code: SIGN_ERROR; message: 签名错误 *** *** rid: 99-88";
        assert!(error.to_string().contains(&format!("HTTP {status} ({message}): check")), "{error}");
        assert!(format!("{error:#}").contains(&format!("HTTP {status}（{message}），请检查")), "{error:#}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn undocumented_fields_of_the_token_endpoint_are_shown_and_masked() {
    for status in [200, 403, 502] {
        let body = r#"{"code":403,"message":"ip not allowed made-up-app-secret rid: a-b"}"#;
        let double = Double::new(move |_, _| Reaction::Response(status, body.to_owned()));
        let error = client_with(&double, stable()).send(&lookup()).await.unwrap_err();
        let message = "code: 403; message: ip not allowed *** rid: a-b";
        assert!(error.to_string().contains(&format!("({message}): ")), "{error}");
        assert!(format!("{error:#}").contains(&format!("（{message}），请")), "{error:#}");
        assert!(error.to_string().contains("was not made") && !format!("{error:?}").contains("made-up"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_message_of_a_token_rejection_is_shown() {
    let double = Double::new(|_, _| refused(40001));
    let error = client(&double).send(&lookup()).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    for (shown, expected) in [(error.to_string(), "was not processed: "), (format!("{error:#}"), "未能完成：")] {
        assert!(shown.contains(expected), "{shown}");
        for message in ["40001 invalid credential", "rid: 65-61"] {
            assert_eq!(shown.matches(message).count(), 1, "{shown}");
        }
    }
}
