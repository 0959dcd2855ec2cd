//! `wxmed sign`

use crate::support::{Ended, Folder, KEY, run, with_input, wxmed};

/// The document's example, whose signature an independent program computed.
const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/request.json");
const SIGNATURE: &str = "39E90DD6A40C4FFC0E33AA1F25F27638";

fn sign(arguments: &[&str]) -> Ended {
    wxmed(&[&["sign"], arguments].concat()).env("WXMED_API_KEY", KEY).output().unwrap().into()
}

#[test]
fn the_fixture_has_the_documented_signature() {
    for operation in ["preregister", "payinsurance/preregister"] {
        let ended = sign(&[operation, "--json", FIXTURE]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        assert!(ended.out.lines().any(|line| line == SIGNATURE), "{}", ended.out);
        assert!(ended.out.contains(&format!("<sign><![CDATA[{SIGNATURE}]]></sign></xml>\n")), "{}", ended.out);
        assert!(ended.out.contains("\nappid=wxd678efh567hg6787&body=挂号费-肝病门诊&"), "{}", ended.out);
        assert!(ended.out.contains("&key=***\n") && ended.out.contains("Violations\nnone\n"), "{}", ended.out);
        assert!(!ended.out.contains(KEY) && !ended.out.contains('\u{1b}'), "{}", ended.out);
    }
}

#[test]
fn json_output_is_one_object() {
    let ended = sign(&["preregister", "--json", FIXTURE, "--output", "json"]);
    let shown = ended.json();
    assert_eq!(ended.code, 0);
    assert_eq!(shown["sign"], SIGNATURE);
    assert_eq!(shown["sign_type"], "MD5");
    assert_eq!(shown["violations"], serde_json::json!([]));
    assert!(shown["string_to_sign"].as_str().unwrap().ends_with("&key=***"));
    assert!(shown["xml"].as_str().unwrap().contains(SIGNATURE));
}

#[test]
fn fields_are_signed_as_given_and_violations_are_listed_in_one_language() {
    let fields = ["sendmsg", "msg_type=9", "b= 0 ", "a=0", "first=", "sign=x"];
    let english = sign(&fields);
    assert_eq!(english.code, 0);
    assert!(english.out.contains("\na=0&b= 0 &msg_type=9&key=***\n"), "{}", english.out);
    for wanted in [
        "nonce_str is not given",
        "sign is computed, and never signed itself",
        "an empty value is not signed: first",
        "[code]",
        "[white-space]",
    ] {
        assert!(english.out.contains(wanted), "{wanted}: {}", english.out);
    }
    let chinese = sign(&[&fields[..], &["--lang", "zh"]].concat());
    for wanted in [
        "待签名串",
        "没有给出 nonce_str",
        "给出的 sign 只用来比较",
        "空值不参与签名，已去掉：first",
        "msg_type（模板消息类型",
    ] {
        assert!(chinese.out.contains(wanted), "{wanted}: {}", chinese.out);
    }
    assert_eq!(english.out.lines().find(|line| line.len() == 32), chinese.out.lines().find(|line| line.len() == 32));
}

#[test]
fn the_key_comes_from_a_variable_or_from_a_private_file() {
    let folder = Folder::new();
    folder.write("key", &format!("{KEY}\n"));
    let with_file = || folder.run(&["sign", "preregister", "--json", FIXTURE, "--key-file", "key"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |mode| std::fs::set_permissions(folder.path("key"), PermissionsExt::from_mode(mode)).unwrap();
        mode(0o644);
        let refused = with_file();
        assert_eq!((refused.code, refused.out.as_str()), (2, ""));
        assert!(refused.err.contains("chmod 600 key"), "{}", refused.err);
        mode(0o600);
    }
    assert!(with_file().out.contains(SIGNATURE));

    let missing = run(&["sign", "preregister", "--json", FIXTURE, "--key-env", "NOT_SET"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("read -rs NOT_SET && export NOT_SET"), "{}", missing.err);
    let mut other = wxmed(&["sign", "preregister", "--json", FIXTURE, "--key-env", "OTHER"]);
    assert!(Ended::from(other.env("OTHER", KEY).output().unwrap()).out.contains(SIGNATURE));
    let odd = Ended::from(wxmed(&["sign", "sendmsg", "a=0"]).env("WXMED_API_KEY", "short").output().unwrap());
    assert!(odd.out.contains("the key does not have 32 characters") && !odd.out.contains("short"), "{}", odd.out);
}

#[test]
fn all_errors_of_a_request_that_cannot_be_signed_are_reported_at_once() {
    let mut command = wxmed(&["sign", "sendmsg", "--json", "-", "g=1", "key=secret"]);
    command.env("WXMED_API_KEY", KEY);
    let ended = with_input(command, r#"{"a":0,"b":"x","c":{},"d":null,"e":true}"#);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    for wanted in ["\"a\" in standard input", "\"c\"", "\"d\"", "\"e\"", "leave out a field that is null"] {
        assert!(ended.err.contains(wanted), "{wanted}: {}", ended.err);
    }
    let ended = sign(&["sendmsg", "a=1", "a=2", "key=secret"]);
    assert!(
        ended.err.contains("\"a\" is given more than once") && ended.err.contains("`key` is no field"),
        "{}",
        ended.err
    );
    assert!(!ended.err.contains("secret"), "{}", ended.err);
    for (arguments, wanted) in [
        (&["prergister"][..], "did you mean `preregister`?"),
        (&["city/shenzhen/registration"], "is a content"),
        (&["sendmsg", "a"], "FIELD=VALUE"),
        (&["sendmsg", "--json", "no/such/file"], "no/such/file cannot be read"),
        (&["sendmsg", "--specs", "no/such/folder"], "no/such/folder"),
        (&["sendmsg", "a b=1"], "a b"),
    ] {
        let ended = sign(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.out);
        assert!(ended.err.contains(wanted), "{wanted}: {}", ended.err);
    }
    let chinese = sign(&["prergister", "--lang=zh"]);
    assert!(chinese.err.starts_with("错误：没有名为 prergister 的接口，是不是 preregister？"), "{}", chinese.err);
}

#[test]
fn additional_specs_are_loaded_with_the_included_ones() {
    let folder = Folder::new();
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/specs/payinsurance/getbindurl.yaml");
    let text = std::fs::read_to_string(shipped).unwrap();
    folder.write("specs/lookup.yaml", &text.replace("getbindurl", "lookup").replace("GetBindUrl", "LookUp"));
    let signed = |operation: &str| {
        let mut command = wxmed(&["sign", operation, "a=0", "--specs", "specs"]);
        Ended::from(command.env("WXMED_API_KEY", KEY).current_dir(folder.path("")).output().unwrap())
    };
    for operation in ["lookup", "getbindurl"] {
        assert_eq!(signed(operation).code, 0, "{}", signed(operation).err);
    }
    folder.write("specs/lookup.yaml", "operation: lookup\n");
    let broken = signed("getbindurl");
    assert_eq!(broken.code, 2);
    assert!(broken.err.contains("the specs have mistakes") && broken.err.contains("lookup.yaml"), "{}", broken.err);
}

#[test]
fn a_given_signature_is_compared_and_diagnosed() {
    let fields = ["getbindurl", "openid=o", "url=https://hospital.example/", "nonce_str=5K8264", "--output", "json"];
    let right = sign(&fields).json()["sign"].as_str().unwrap().to_owned();
    let with = |signature: &str| sign(&[&fields[..], &[&format!("sign={signature}")]].concat()).json();
    let same = with(&right);
    assert_eq!(same["diagnosis"], serde_json::Value::Null);
    assert!(same["remarks"].to_string().contains("the given sign is right"), "{same}");
    let lower = with(&right.to_lowercase());
    assert_eq!(lower["diagnosis"][0]["id"], "lower-case-hex", "{lower}");
    assert!(lower["diagnosis"][0]["remedy"]["zh"].is_string());
    let foreign = with(&"A".repeat(32));
    assert_eq!(foreign["diagnosis"][0]["id"], "foreign-key-or-value", "{foreign}");
    let theirs = format!("sign={}", right.to_lowercase());
    let human = sign(&[&fields[..4], &[theirs.as_str(), "--lang", "zh"]].concat());
    assert!(human.out.contains("给出的签名为何不同\n[lower-case-hex] "), "{}", human.out);
}
