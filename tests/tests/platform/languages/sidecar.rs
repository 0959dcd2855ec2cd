//! The programs of `examples/languages` that call the sidecar, and their code in `docs/sidecar.md`.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};
use wxmed::codec::xml::read as read_xml;
use wxmed_sandbox::{Outcome, Stub, StubResponse};
use wxmed_sidecar::journal::{CallKey, JournalFile, Settlement};

use super::page::{ENDINGS, Language, find, read, root};
use super::{ALL, Printed, RUN, assert_shows_no_secrets};
use crate::serving::{CALLER, Serving, TOKEN};

/// The number of an order, with its time.
const ORDER: &str = "HOSP20260131120000000001";
const RIGHT: &str = "getmedinfo: ok\npreregister: ok\nsendmsg: ok\n";
const UNKNOWN: &str =
    "HOSP20260131120000000001: the outcome is unknown: find it out, and make no new order in its place\n";

impl Language {
    /// The program that calls the sidecar, without pauses between its attempts.
    fn without_pauses(&self) -> String {
        let program = self.sidecar_program();
        let pauses = if self.name == "java" { ["List.of(1, 2)", "List.of(0, 0)"] } else { ["[1, 2]", "[0, 0]"] };
        assert_eq!(program.matches(pauses[0]).count(), 1, "{}", self.name);
        program.replace(pauses[0], pauses[1])
    }

    /// A command that runs a text as this program, in the sidecar's folder: other tests run at the same time.
    fn calling(&self, text: &str, serving: &Serving) -> Command {
        let folder = serving.folder().join(self.name);
        fs::create_dir_all(&folder).unwrap();
        let file: PathBuf = folder.join(self.sidecar);
        fs::write(&file, text).unwrap();
        let mut command = self.command(&[file], &folder);
        command.env("WXMED_SIDECAR", serving.url()).env("WXMED_SIDECAR_TOKEN", TOKEN);
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        command
    }

    /// Runs the program with an order number, and checks that it prints no secret.
    fn calls(&self, serving: &Serving, arguments: &[&str]) -> Printed {
        self.runs(self.calling(&self.without_pauses(), serving).args(arguments), serving)
    }

    fn runs(&self, command: &mut Command, serving: &Serving) -> Printed {
        let mut printed = self.output(command);
        printed.text = printed.text.replace('\r', "");
        assert_shows_no_secrets(&printed, &serving.sandbox, self.name);
        assert!(!printed.text.contains(TOKEN), "{}: {}", self.name, printed.text);
        printed
    }
}

fn sent(serving: &Serving, operation: &str) -> usize {
    serving.sandbox.calls(&format!("/payinsurance/{operation}"))
}

#[track_caller]
fn assert_fails(printed: &Printed, expected: &str, about: &str) {
    assert!(!printed.is_success, "{about}: {}", printed.text);
    // The advice comes from the sidecar, and is tested there.
    let lines = printed.text.lines().filter(|line| !line.starts_with("to do: "));
    assert_eq!(lines.map(|line| format!("{line}\n")).collect::<String>(), expected, "{about}");
    assert_eq!(printed.text.matches("to do: ").count(), 1, "{about}: {}", printed.text);
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_registers_and_sends_a_message_and_gets_the_same_responses_again() {
    for language in RUN {
        let serving = Serving::start(&format!("right-{}", language.name), CALLER);
        let printed = language.calls(&serving, &[ORDER]);
        assert!(printed.is_success && printed.text == RIGHT, "{}: {}", language.name, printed.text);

        let sandbox = &serving.sandbox;
        let calls = sandbox.recorded_calls();
        let paths: Vec<&str> = calls.iter().map(|call| call.request.path.as_str()).collect();
        assert_eq!(paths, super::PATHS, "{}", language.name);
        assert!(calls.iter().all(|call| call.outcome == Outcome::Success), "{}", language.name);
        assert_eq!(what_was_sent(&serving), expected(&serving), "{}", language.name);
        assert_eq!((sandbox.orders().len(), sandbox.messages().len()), (1, 1), "{}", language.name);

        let printed = language.calls(&serving, &[ORDER]);
        let again = "getmedinfo: ok\npreregister: ok, the response of an earlier call\n\
                     sendmsg: ok, the response of an earlier call\n";
        assert!(printed.is_success && printed.text == again, "{}: {}", language.name, printed.text);
        assert_eq!(["getmedinfo", "preregister", "sendmsg"].map(|name| sent(&serving, name)), [2, 1, 1]);
    }
}

/// The relevant fields of the three requests: hashes instead of identity numbers, and the content.
fn what_was_sent(serving: &Serving) -> Value {
    let calls = serving.sandbox.recorded_calls();
    let fields: Vec<_> = calls[1..].iter().map(|call| read_xml(&call.request.body).unwrap()).collect();
    let content: Value = serde_json::from_str(fields[1].get("request_content").unwrap()).unwrap();
    json!({
        "idcard_md5": fields[0].get("idcard_md5"),
        "idcard": fields[0].get("idcard"),
        "mch_id": fields[1].get("mch_id"),
        "user_card_no": fields[1].get("user_card_no"),
        "user_name": fields[1].get("user_name"),
        "gmt_out_create": fields[1].get("gmt_out_create"),
        "card": content["registration_order_pay"]["ylzh"],
        "department": content["registration_order_pay"]["mzghdj"]["ksmc"],
        "first": fields[2].get("first"),
        "order": fields[2].get("hosp_out_trade_no"),
    })
}

fn expected(serving: &Serving) -> Value {
    let patient = serving.sandbox.people().swap_remove(0);
    let card = patient.card().unwrap().find(|(name, _)| *name == "medical_card_id").unwrap().1.to_owned();
    json!({
        "idcard_md5": patient.idcard_md5().as_str(),
        "idcard": null,
        "mch_id": serving.sandbox.account().mch_id(),
        "user_card_no": patient.idcard_md5().as_str(),
        "user_name": patient.name(),
        "gmt_out_create": "20260131120000",
        "card": card,
        "department": "肝病门诊",
        "first": "您已成功挂号并缴费",
        "order": ORDER,
    })
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn a_patient_without_a_card_gets_the_link() {
    for language in RUN {
        let serving = Serving::start(&format!("unbound-{}", language.name), CALLER);
        let unbound = StubResponse::Business { code: "80004".to_owned(), description: "用户未绑卡".to_owned() };
        serving.sandbox.stub(Stub::on("getmedinfo").respond_with(unbound));
        let printed = language.calls(&serving, &[ORDER]);
        let lines = "getmedinfo: 200 business 80004 (nothing-done, after-fix)\ngetbindurl: ok\n\
                     no card is bound: show the patient the link\n";
        assert!(printed.is_success && printed.text == lines, "{}: {}", language.name, printed.text);
        assert_eq!(sent(&serving, "preregister"), 0, "{}", language.name);
    }
}

/// An error of each class, and the programs' output for it.
fn errors() -> Vec<(Stub, &'static str)> {
    let lookup = |response| Stub::on("getmedinfo").always().respond_with(response);
    let registration = |response| Stub::on("preregister").respond_with(response);
    let business = |code: &str| StubResponse::Business { code: code.to_owned(), description: "错误".to_owned() };
    let gateway = StubResponse::Gateway { code: 48001, message: "api unauthorized".to_owned() };
    let protocol = StubResponse::Protocol { message: "签名失败".to_owned() };
    let no_token = StubResponse::Body(br#"{"errcode":40164,"errmsg":"invalid ip"}"#.to_vec());
    let html = StubResponse::Body(b"<html></html>".to_vec());
    vec![
        (lookup(business("80005")), "getmedinfo: 200 business 80005 (nothing-done, after-fix)\n"),
        // A code that the document doesn't list leaves the outcome unknown.
        (registration(business("80099")), "preregister: 200 business 80099 (unknown, no)\n"),
        (registration(gateway), "preregister: 502 gateway 48001 (nothing-done, after-fix)\n"),
        (registration(protocol), "preregister: 502 protocol 签名失败 (nothing-done, after-fix)\n"),
        (
            Stub::on("/cgi-bin/stable_token").always().respond_with(no_token),
            "getmedinfo: 502 token 40164 (nothing-done, after-fix)\n",
        ),
        (
            lookup(StubResponse::DropBeforeHead),
            "getmedinfo: 504 unanswered (nothing-done, later)\ngetmedinfo: 504 unanswered (nothing-done, later)\n\
             getmedinfo: 504 unanswered (nothing-done, later)\n",
        ),
        (registration(StubResponse::Forged), "preregister: 502 signature (unknown, no)\n"),
        (registration(html), "preregister: 502 malformed (unknown, no)\n"),
        (registration(StubResponse::DropInBody), "preregister: 504 outcome-unknown (unknown, no)\n"),
    ]
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_class_of_error_is_reported_and_no_registration_is_sent_again() {
    for language in RUN {
        for (number, (stub, line)) in errors().into_iter().enumerate() {
            let about = format!("{}, {stub:?}", language.name);
            let serving = Serving::start(&format!("error-{number}-{}", language.name), CALLER);
            serving.sandbox.stub(stub);
            let printed = language.calls(&serving, &[ORDER]);
            let before = if line.starts_with("getmedinfo") { "" } else { "getmedinfo: ok\n" };
            let after = if line.contains("(unknown") { UNKNOWN } else { "" };
            assert_fails(&printed, &format!("{before}{line}{after}"), &about);
            assert!(sent(&serving, "preregister") < 2 && sent(&serving, "sendmsg") == 0, "{about}");
        }
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_violation_is_listed_and_nothing_is_sent() {
    for language in RUN {
        let serving = Serving::start(&format!("violations-{}", language.name), CALLER);
        let wrong = language.without_pauses().replace("10.193.0.1", "here").replace("H1110", "");
        let printed = language.runs(language.calling(&wrong, &serving).arg(ORDER), &serving);
        assert!(!printed.is_success, "{}: {}", language.name, printed.text);
        let beginnings = [
            "getmedinfo: ok",
            "preregister: 422 violations (nothing-done, after-fix)",
            "  spbill_create_ip: ",
            "  org_no: ",
            "  request_content.yljgbm: ",
            "to do: ",
        ];
        for beginning in beginnings {
            let has = printed.text.lines().any(|line| line.starts_with(beginning));
            assert!(has, "{}, {beginning}: {}", language.name, printed.text);
        }
        assert_eq!(sent(&serving, "preregister"), 0, "{}", language.name);
    }
}

fn settle(serving: &Serving, settlement: Settlement) -> bool {
    let file = JournalFile::open(serving.journal()).unwrap();
    file.settle(&CallKey::new("main", "preregister", ORDER).unwrap(), settlement).unwrap()
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn an_unknown_outcome_stays_unknown_until_it_is_settled() {
    let unknown =
        |status: u16| format!("getmedinfo: ok\npreregister: {status} outcome-unknown (unknown, no)\n{UNKNOWN}");
    for language in RUN {
        let serving = Serving::start(&format!("unknown-{}", language.name), CALLER);
        serving.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::DropBeforeHead));
        assert_fails(&language.calls(&serving, &[ORDER]), &unknown(504), language.name);
        assert_fails(&language.calls(&serving, &[ORDER]), &unknown(409), language.name);
        let listed = JournalFile::open(serving.journal()).unwrap().unknown().unwrap();
        let keys: Vec<&str> = listed.iter().map(|call| call.key().text()).collect();
        assert_eq!((keys, sent(&serving, "preregister")), (vec![ORDER], 1), "{}", language.name);

        // The order exists: it is recorded, and the program continues.
        assert!(settle(&serving, Settlement::Done));
        let printed = language.calls(&serving, &[ORDER]);
        let lines = "getmedinfo: ok\npreregister: ok, the response of an earlier call\nsendmsg: ok\n";
        assert!(printed.is_success && printed.text == lines, "{}: {}", language.name, printed.text);
        assert_eq!((sent(&serving, "preregister"), serving.sandbox.orders().len()), (1, 1), "{}", language.name);
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn an_unprocessed_call_is_sent_again_on_request() {
    for language in RUN {
        let serving = Serving::start(&format!("resend-{}", language.name), CALLER);
        let busy = StubResponse::Status { code: 502, body: Vec::new() };
        serving.sandbox.stub(Stub::on("preregister").respond_with(busy));
        let lines = format!("getmedinfo: ok\npreregister: 504 outcome-unknown (unknown, no)\n{UNKNOWN}");
        assert_fails(&language.calls(&serving, &[ORDER]), &lines, language.name);
        let printed = language.calls(&serving, &[ORDER, "resend"]);
        assert!(printed.is_success && printed.text == RIGHT, "{}: {}", language.name, printed.text);
        assert_eq!((sent(&serving, "preregister"), serving.sandbox.orders().len()), (2, 1), "{}", language.name);
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn a_call_in_progress_is_not_made_again() {
    // Longer than the test for the call, and short for the drain at the end.
    let waits = "[timeouts]\nread = \"600s\"\ncall = \"600s\"\ndrain = \"100ms\"\n";
    for language in RUN {
        let serving = Serving::start(&format!("progress-{}", language.name), &format!("{waits}{CALLER}"));
        serving.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Hang));
        let mut first = language.calling(&language.without_pauses(), &serving);
        let mut first = first.arg(ORDER).stdout(Stdio::null()).spawn().unwrap();
        while sent(&serving, "preregister") == 0 {
            thread::yield_now();
        }
        // The call continues without its caller.
        first.kill().unwrap();
        first.wait().unwrap();
        let line = "preregister: 409 in-progress (unknown, later)\n";
        let lines = format!("getmedinfo: ok\n{line}{line}{line}{UNKNOWN}");
        assert_fails(&language.calls(&serving, &[ORDER]), &lines, language.name);
        assert_eq!(sent(&serving, "preregister"), 1, "{}", language.name);
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn without_a_token_or_a_sidecar_nothing_is_sent() {
    for language in RUN {
        let serving = Serving::start(&format!("token-{}", language.name), CALLER);
        let mut command = language.calling(&language.without_pauses(), &serving);
        let printed = language.runs(command.env_remove("WXMED_SIDECAR_TOKEN").arg(ORDER), &serving);
        assert_fails(&printed, "getmedinfo: 401 unauthorized (nothing-done, after-fix)\n", language.name);
        let wrong = TOKEN.replace('a', "b");
        let printed = language.runs(command.env("WXMED_SIDECAR_TOKEN", wrong), &serving);
        assert_fails(&printed, "getmedinfo: 401 unauthorized (nothing-done, after-fix)\n", language.name);
        let printed = language.runs(command.env("WXMED_SIDECAR", "http://127.0.0.1:9"), &serving);
        let line = "getmedinfo: 0 no-response (unknown, later)\n";
        assert_fails(&printed, &format!("{line}{line}{line}{UNKNOWN}"), language.name);
        assert!(serving.sandbox.recorded_calls().is_empty(), "{}", language.name);
    }
}

/// The response of a proxy instead of the sidecar's.
const PAGE: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\
                      Connection: close\r\n\r\n<html></html>";

/// Responds to this many requests with a page. Requests are read to the end of their JSON.
fn proxy(requests: usize) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let respond = move || {
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().unwrap();
            let mut received = Vec::new();
            while !received.ends_with(b"}") {
                let mut part = [0; 1024];
                let length = stream.read(&mut part).unwrap();
                assert_ne!(length, 0);
                received.extend(&part[..length]);
            }
            stream.write_all(PAGE).unwrap();
        }
    };
    (url, thread::spawn(respond))
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn a_page_of_a_proxy_is_not_taken_for_a_response() {
    for language in RUN {
        let serving = Serving::start(&format!("proxy-{}", language.name), CALLER);
        let (url, proxy) = proxy(3);
        let mut command = language.calling(&language.without_pauses(), &serving);
        let printed = language.runs(command.env("WXMED_SIDECAR", url).arg(ORDER), &serving);
        let line = "getmedinfo: 0 no-response (unknown, later)\n";
        assert_fails(&printed, &format!("{line}{line}{line}{UNKNOWN}"), language.name);
        proxy.join().unwrap();
    }
}

#[test]
fn the_code_of_the_page_is_in_the_programs() {
    let pages = ENDINGS.map(|ending| read(&root().join(format!("docs/sidecar.{ending}"))));
    assert!(pages.iter().all(|page| page.contains(&format!("```text\n{RIGHT}```\n"))));
    for language in ALL {
        let program = language.sidecar_program();
        let lines: Vec<&str> = program.lines().collect();
        let codes = pages.each_ref().map(|page| code(page, language.fence));
        assert_eq!(codes[0], codes[1], "{}", language.name);
        assert!(codes[0].len() > 1, "{}", language.name);
        for code in &codes[0] {
            assert!(find(&lines, code).is_some(), "{}: not in the program: {code:?}", language.name);
        }
        let path = format!("examples/languages/{}/{}", language.name, language.sidecar);
        assert!(pages.iter().all(|page| page.contains(&path)), "{path}");
    }
}

/// The blocks of a page that have this fence.
fn code(page: &str, fence: &str) -> Vec<Vec<String>> {
    let fence = format!("\n```{fence}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap().lines().map(str::to_owned).collect()).collect()
}
