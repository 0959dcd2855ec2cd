//! Every example of the folder runs: with its own sandbox, and with one from the environment.

mod support;

use support::{Ended, Hospital, listed, run};
use wxmed_sandbox::{Account, Stub, StubResponse, SubMerchant};

/// The output of each example, with any platform. An example that isn't listed must at least print something.
const PRINTS: &[(&str, &[&str])] = &[
    ("by_name", &["response of getmedinfo:", "  medical_card_no = A10000001\n"]),
    ("getbindurl", &["send the patient to: http://127.0.0.1:", "the link is valid for "]),
    ("getmedinfo", &["card number: A10000001\n", "基本医疗保险（一档）", ": UnsignedBySpecification\n"]),
    (
        "own_specs",
        &[
            "1.2 getbindurl 获取绑卡链接\n",
            "1.3 dongguan/visit 东莞就诊（虚构示例）: ward, fee\n",
            "ward (ward, section 1.3) is mandatory",
            "card number: A10000001\n",
        ],
    ),
    (
        "own_struct",
        &["at counter 3, card number: A10000001\n", "name (the user's real name, section 1.1) is mandatory"],
    ),
    (
        "own_transport",
        &["POST /cgi-bin/stable_token: status 200 after ", "POST /payinsurance/getmedinfo: status 200 after "],
    ),
    ("preregister", &["announced: HOSP", "registration_order_pay", ": Verified\n"]),
    ("qrcodepreregister", &["announced: HOSP", "registration_order_pay", ": Verified\n"]),
    ("registration", &["80004 未绑卡\n", "the card is bound\n", "announced: HOSP", "the patient is told\n"]),
    ("sendmsg", &["the patient is told that the order HOSP", ": Verified\n"]),
];

fn assert_prints(name: &str, ended: &Ended) {
    assert_eq!(ended.code, Some(0), "{name}: {}{}", ended.out, ended.err);
    assert!(!ended.out.trim().is_empty(), "{name}");
    let prints = PRINTS.iter().filter(|(other, _)| *other == name).flat_map(|(_, texts)| *texts);
    for text in prints {
        assert!(ended.out.contains(text), "{name} does not print {text:?}:\n{}", ended.out);
    }
}

#[test]
fn every_listed_example_exists() {
    let listed = listed();
    for (name, _) in PRINTS {
        assert!(listed.iter().any(|other| other == name), "{name}");
    }
}

#[test]
fn every_example_runs_with_a_sandbox_of_its_own() {
    for name in listed() {
        let ended = run(&name, &[], &[]);
        assert_prints(&name, &ended);
        assert!(ended.out.starts_with("(using a sandbox at http://127.0.0.1:"), "{name}: {}", ended.out);
        let longest =
            ended.all().split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').map(str::len).max();
        // An access token of the sandbox has at least 300 characters, the random end of a link 32.
        assert!(longest < Some(100), "{name}");
        for parameter in ["access_token=", "secret="] {
            assert!(!ended.all().contains(parameter), "{name}");
        }
    }
}

#[test]
fn every_example_runs_with_a_sandbox_that_the_environment_names() {
    for name in listed() {
        let hospital = Hospital::open();
        if name == "registration" {
            hospital.sandbox.unbind(hospital.patient.openid());
        }
        let ended = hospital.run(&name, &[]);
        assert_prints(&name, &ended);
        assert!(!ended.out.contains("(using a sandbox"), "{name}");
        assert!(hospital.sandbox.calls("/cgi-bin/stable_token") == 1, "{name}");
    }
}

#[test]
fn an_incomplete_environment_is_an_error_that_names_the_missing_variables() {
    let ended = run("getmedinfo", &[], &[("WXMED_HOST", "http://127.0.0.1:1"), ("WXMED_APPID", "wx0")]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    for missing in
        ["WXMED_APP_SECRET", "WXMED_API_KEY", "WXMED_MCH_ID", "WXMED_OPENID", "WXMED_NAME", "WXMED_ID_NUMBER"]
    {
        assert_eq!(ended.err.matches(missing).count(), 2, "{missing} is named in both languages: {}", ended.err);
    }
    assert!(!ended.err.contains("WXMED_APPID"), "{}", ended.err);
    for (name, missing) in [("qrcodepreregister", "WXMED_AUTH_CODE"), ("sendmsg", "WXMED_ORDER_NUMBER")] {
        let hospital = Hospital::open().without(missing);
        let ended = hospital.run(name, &[]);
        assert_eq!(ended.code, Some(1), "{name}");
        assert!(ended.err.contains(missing), "{name}: {}", ended.err);
        assert!(hospital.sandbox.recorded_calls().is_empty(), "{name}");
    }
}

#[test]
fn a_host_without_tls_is_refused() {
    let ended = Hospital::open().with("WXMED_HOST", "http://192.0.2.1").run("getmedinfo", &[]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
}

#[test]
fn a_service_provider_has_its_sub_merchant() {
    let sub_merchant = SubMerchant::new("1900000109").with_appid("wx8888888888888888");
    let hospital = Hospital::with_account(Account::random().with_sub_merchant(sub_merchant))
        .with("WXMED_SUB_MCH_ID", "1900000109")
        .with("WXMED_SUB_APPID", "wx8888888888888888");
    assert_prints("preregister", &hospital.run("preregister", &[]));
    let orders = hospital.sandbox.orders();
    let order = orders.last().unwrap();
    assert_eq!(order.get("sub_mch_id"), Some("1900000109"));
    assert_eq!(order.get("sub_appid"), Some("wx8888888888888888"));
}

#[test]
fn any_operation_can_be_called_by_name() {
    let hospital = Hospital::open();
    let openid = format!("openid={}", hospital.patient.openid());
    let ended = hospital.run("by_name", &["getbindurl", &openid, "url=https://hospital.example/bound"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.contains("\n  bind_url = http://127.0.0.1:"), "{}", ended.out);
    for (arguments, expected) in [
        (&["getbindurl", "openid"][..], "write a field as name=text"),
        (&["getcard"], "there is no operation called getcard"),
        (&["getbindurl"], "[required]"),
    ] {
        let ended = hospital.run("by_name", arguments);
        assert_eq!(ended.code, Some(1));
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn an_order_whose_outcome_is_unknown_is_kept_as_open_and_not_sent_again() {
    let hospital = Hospital::open();
    hospital.sandbox.stub(Stub::on("preregister").always().respond_with(StubResponse::DropBeforeHead));
    let ended = hospital.run("registration", &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("\nopen: HOSP"), "{}", ended.out);
    assert!(ended.err.contains("the outcome is unknown") && ended.err.contains("结果未知"), "{}", ended.err);
    assert_eq!(hospital.sandbox.calls("/payinsurance/preregister"), 1);
    assert_eq!(hospital.sandbox.calls("/payinsurance/sendmsg"), 0);
}

#[test]
fn a_response_that_cannot_be_trusted_is_kept_and_the_order_is_open() {
    let hospital = Hospital::open();
    hospital.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Forged));
    let ended = hospital.run("registration", &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("\nopen: HOSP"), "{}", ended.out);
    assert!(!ended.out.contains("bytes of the response to keep: 0"), "{}", ended.out);
}

#[test]
fn an_order_that_was_refused_can_be_sent_again() {
    let hospital = Hospital::open();
    let refused = StubResponse::Protocol { message: "参数格式校验错误".to_owned() };
    hospital.sandbox.stub(Stub::on("preregister").respond_with(refused));
    let ended = hospital.run("registration", &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("\nnot announced: HOSP"), "{}", ended.out);
    assert!(hospital.sandbox.orders().iter().all(|order| order.operation().is_none()));
}

#[test]
fn a_registration_stays_valid_although_its_message_may_be_lost() {
    let hospital = Hospital::open();
    hospital.sandbox.stub(Stub::on("sendmsg").always().respond_with(StubResponse::DropBeforeHead));
    let ended = hospital.run("registration", &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.contains("the message may have gone out, and is not sent again"), "{}", ended.out);
    assert_eq!(hospital.sandbox.calls("/payinsurance/sendmsg"), 1);
}

#[test]
fn the_patients_next_step_is_printed() {
    let hospital = Hospital::open();
    hospital.sandbox.unbind(hospital.patient.openid());
    hospital
        .sandbox
        .stub(Stub::on("getbindurl").respond_with(StubResponse::fields([("bind_url", "https://bind.example/1")])));
    let ended = hospital.run("registration", &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("link for binding a card: https://bind.example/1\n"), "{}", ended.out);
    assert!(ended.err.contains("the patient has to open the link in WeChat"), "{}", ended.err);

    let ended = Hospital::open().with("WXMED_NAME", "李四").run("registration", &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("80005"), "{}", ended.err);
}

#[test]
fn an_invalid_form_is_reported_and_nothing_is_sent() {
    let hospital = Hospital::open().with("WXMED_NAME", "张三 ");
    let ended = hospital.run("registration", &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("to mend: ") && ended.out.contains("[white-space]"), "{}", ended.out);
    assert!(hospital.sandbox.recorded_calls().is_empty());
}
