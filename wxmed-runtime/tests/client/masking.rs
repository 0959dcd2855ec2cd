//! What the platform repeats of what was sent, and what is left of it in errors.

use wxmed::{GetMedInfo, IdHash, Stage, StaticToken};

use crate::common::{KEY, unsigned_body};
use crate::support::{Double, Reaction, broken, client, client_with, lookup, refused};

#[tokio::test(start_paused = true)]
async fn errors_show_neither_token_nor_query() {
    let reactions: [fn() -> Reaction; 4] =
        [|| refused(40001), || Reaction::Never, || Reaction::Answer(502, "x".into()), || broken(Stage::NotSent)];
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

/// The platform may repeat what was sent: a name in its words does not get into ours.
#[tokio::test]
async fn what_the_platform_repeats_of_patients_data_is_masked() {
    let message = "参数格式校验错误 name 张三 openid oUpF8uMuAJO_M2pxb1Q9zNjWeS6o is wrong rid: 65-61";
    let fields = [("return_code", "FAIL"), ("return_msg", message)];
    let double = Double::new(move |_, _| Reaction::Answer(200, unsigned_body(&fields)));
    let error = client(&double).send(&lookup()).await.unwrap_err();
    let shown = format!("{error} {error:#} {error:?}");
    for secret in ["张三", "oUpF8uMuAJO"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(error.to_string().contains("参数格式校验错误 name *** openid *** is wrong rid: 65-61"), "{error}");
    assert!(error.raw().unwrap().text().contains("张三"), "the raw answer keeps it");

    // Where a long message is cut short, nothing is left of what stood there.
    let long = format!("{}oUpF8uMuAJO_M2pxb1Q9zNjWeS6o is wrong", "参数格式校验错误 ".repeat(21));
    let double = Double::new(move |_, _| {
        Reaction::Answer(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", &long)]))
    });
    let error = client(&double).send(&lookup()).await.unwrap_err();
    assert!(error.to_string().contains("***…") && !error.to_string().contains("oUpF"), "{error}");
}

/// Also one that is longer than what is kept of a message.
#[tokio::test]
async fn a_token_that_the_platform_repeats_is_masked() {
    for token in ["canary-token".to_owned(), "canary-token".repeat(40)] {
        let message = format!("access_token {token} is odd");
        let double = Double::new(move |_, _| {
            Reaction::Answer(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", &message)]))
        });
        let error = client_with(&double, StaticToken::new(token)).send(&lookup()).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        assert!(error.to_string().contains("access_token ***"), "{error}");
    }
}

/// A short value is not taken for a part of a longer word, and of a longer value nothing is left where it holds a shorter.
#[tokio::test]
async fn what_is_masked_is_whole() {
    let said = "张三丰 sent 0, rid: 6550793e-6180a984-10dc82bb";
    let double =
        Double::new(move |_, _| Reaction::Answer(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", said)])));
    let request = GetMedInfo::builder().openid("o1").name("张三").idcard_md5(IdHash::parse(&"a".repeat(32)).unwrap());
    let request = request.build().unwrap().with_field("x", "0").unwrap().with_field("y", "张三丰").unwrap();
    let error = client_with(&double, StaticToken::new("T0")).send(&request).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().message, "*** sent ***, rid: 6550793e-6180a984-10dc82bb");
}

/// A short number is a part of many words; a short name is a name wherever it stands, and so is a longer word.
#[tokio::test]
async fn what_is_short_is_masked_where_it_stands_alone() {
    let table = [
        ("ab1de", "ab1de xab1de ab1dex xab1dex", "*** xab1de ab1dex xab1dex"),
        ("ab1def", "ab1def xab1def ab1defx", "*** x*** ***x"),
        ("a-1", "a-1 xa-1x", "*** x***x"),
        ("李四", "李四 x李四x 与李四同", "*** x***x 与***同"),
    ];
    for (sent, said, shown) in table {
        let double = Double::new(move |_, _| {
            Reaction::Answer(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", said)]))
        });
        let request = lookup().with_field("x", sent).unwrap();
        let error = client(&double).send(&request).await.unwrap_err();
        assert_eq!(error.refusal().unwrap().message, shown, "{sent}");
    }
}
