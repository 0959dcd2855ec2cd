//! The integration tests of `examples/languages`, which control a sandbox like a hospital's tests do.

use std::collections::BTreeSet;

use wxmed::codec::xml::read;
use wxmed::codec::{SignType, verify};
use wxmed::{ApiKey, ResponseSigning, Verification};
use wxmed_sandbox::{RecordedCall, Sandbox, Settings, TokenErrors};

use super::page::{ENDINGS, Language};
use super::{Printed, RUN, assert_shows_no_secrets};

/// The output of each program.
const LINES: &str = "\
reset: SUCCESS
getmedinfo: no card is bound (80004)
getbindurl: SUCCESS
getmedinfo: SUCCESS
getmedinfo: system error (80000), sent again
getmedinfo: SUCCESS
getmedinfo: token rejected (42001), sent again with a new one
getmedinfo: SUCCESS
preregister: response lost, order found, not sent again
qrcodepreregister: SUCCESS, signature verified
sendmsg: token rejected (42001), sent again with a new one
sendmsg: SUCCESS, signature verified
getbindurl: SUCCESS
awaited: getbindurl, success
getmedinfo: wrong signature, diagnosis lower-case-hex
orders: 2, messages: 1, stubs left: 0
";

/// Each recorded call with its outcome, and whether a stub was applied.
const EXCHANGES: [&str; 19] = [
    "stable_token success",
    "getmedinfo business",
    "getbindurl success",
    "getmedinfo success",
    "getmedinfo business stubbed",
    "getmedinfo success",
    "getmedinfo gateway stubbed",
    "stable_token success",
    "stable_token success",
    "getmedinfo success",
    "preregister success stubbed",
    "auth-code success",
    "qrcodepreregister success",
    "sendmsg gateway",
    "stable_token success",
    "sendmsg success",
    "getbindurl success",
    "stable_token success",
    "getmedinfo protocol",
];

/// A replacement in each program, at its last occurrence, and the program's output before it then fails.
const FAULTS: [(&str, &str, &str); 6] = [
    ("drop-before-head", "forged", "preregister: the signature of the response is wrong"),
    ("drop-before-head", "no-fault", "unknown variant `no-fault`"),
    ("80004", "80005", "getmedinfo: 80004"),
    ("80000", "80001", "getmedinfo: 80001"),
    ("42001", "48001", "getmedinfo: 48001"),
    ("lower-case-hex", "not-sorted", "another diagnosis was expected"),
];

/// A line of each program of [`RUN`], and a line after it that sends the registration again.
const SENT_AGAIN: [(&str, &str); 4] = [
    ("    except ResponseLost:\n", "        hospital.call('preregister', registration, is_response_signed=True)\n"),
    (
        "  check(error instanceof ResponseLost, error.message);\n",
        "  await hospital.call('preregister', registration, { isResponseSigned: true });\n",
    ),
    (
        "    } catch (ResponseLost) {\n",
        "        $hospital->call('preregister', $registration, is_response_signed: true);\n",
    ),
    ("        } catch (ResponseLost lost) {\n", "            hospital.call(\"preregister\", registration, true);\n"),
];

impl Language {
    fn run_integration_test(&self, text: &str, name: &str, sandbox: &Sandbox) -> Printed {
        let program = self.program();
        self.run_files(&[(self.file, &program), (self.integration, text)], name, sandbox)
    }
}

fn exchanges(sandbox: &Sandbox) -> Vec<String> {
    let shown = |call: &RecordedCall| {
        let stubbed = if call.is_stubbed { " stubbed" } else { "" };
        format!("{} {}{stubbed}", call.operation.as_deref().unwrap_or("nothing"), call.outcome.kind())
    };
    sandbox.recorded_calls().iter().map(|call| shown(call)).collect()
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_integration_test_calls_all_operations_and_steers_the_sandbox() {
    for language in RUN {
        let sandbox = Sandbox::start(Settings::default()).unwrap();
        // The second run begins with a reset, too.
        for run in ["first", "second"] {
            let about = format!("{}, {run} run", language.name);
            let printed = language.run_integration_test(&language.integration_test(), "integration", &sandbox);
            assert!(printed.is_success, "{about}: {}", printed.text);
            assert_eq!(printed.text.replace('\r', ""), LINES, "{about}");
            assert_eq!(exchanges(&sandbox), EXCHANGES, "{about}");
            assert_shows_no_secrets(&printed, &sandbox, &about);
        }

        let key = ApiKey::new(sandbox.account().api_key_text().expose());
        let is_right = |call: &RecordedCall| {
            let sent = read(&call.request.body).unwrap();
            verify(&sent, &key, SignType::Md5, ResponseSigning::Signed).ok() == Some(Verification::Verified)
        };
        let calls = sandbox.recorded_calls();
        let sent: Vec<_> = calls.iter().filter(|call| call.request.path.starts_with("/payinsurance/")).collect();
        let [right @ .., wrong] = &sent[..] else { panic!("{}: {sent:?}", language.name) };
        assert!(right.iter().all(|call| is_right(call)) && !is_right(wrong), "{}", language.name);
        let tokens: BTreeSet<&str> = sent.iter().map(|call| call.request.query.as_str()).collect();
        assert_eq!(tokens.len(), 3, "{}: a forced one, and one after 7200 seconds", language.name);
        assert_eq!((sandbox.orders().len(), sandbox.messages().len()), (2, 1), "{}", language.name);
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_integration_test_copes_with_half_a_response_and_a_token_rejected_in_xml() {
    for language in RUN {
        let sandbox = Sandbox::start(Settings::default().token_errors(TokenErrors::Envelope)).unwrap();
        let program = language.integration_test().replace("drop-before-head", "drop-in-body");
        let printed = language.run_integration_test(&program, "half", &sandbox);
        assert_eq!(printed.text.replace('\r', ""), LINES, "{}", language.name);
        assert!(printed.is_success && exchanges(&sandbox).len() == EXCHANGES.len(), "{}", language.name);
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn an_integration_test_fails_if_the_sandbox_does_something_else() {
    for language in RUN {
        let right = language.integration_test();
        for (number, (text, another, expected)) in FAULTS.iter().enumerate() {
            let sandbox = Sandbox::start(Settings::default()).unwrap();
            let (before, after) = right.rsplit_once(text).unwrap();
            let program = format!("{before}{another}{after}");
            let printed = language.run_integration_test(&program, &format!("fault-{number}"), &sandbox);
            let about = format!("{}, {another} for {text}: {}", language.name, printed.text);
            assert!(!printed.is_success && printed.text.contains(expected), "{about}");
            assert_shows_no_secrets(&printed, &sandbox, &about);
        }
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn a_registration_that_is_sent_again_is_noticed() {
    for (language, (line, again)) in RUN.iter().zip(SENT_AGAIN) {
        let sandbox = Sandbox::start(Settings::default()).unwrap();
        let right = language.integration_test();
        assert_eq!(right.matches(line).count(), 1, "{}", language.name);
        let program = right.replace(line, &format!("{line}{again}"));
        let printed = language.run_integration_test(&program, "sent-again", &sandbox);
        assert!(!printed.is_success, "{}: {}", language.name, printed.text);
        let sent = exchanges(&sandbox);
        let registrations: Vec<&String> = sent.iter().filter(|one| one.starts_with("preregister")).collect();
        assert_eq!(registrations, ["preregister success stubbed", "preregister business"], "{}", language.name);
    }
}

#[test]
fn the_pages_show_what_the_integration_tests_print() {
    for language in RUN {
        for ending in ENDINGS {
            let page = language.page(ending);
            assert!(page.contains(&format!("```text\n{LINES}```\n")), "{}.{ending}", language.name);
        }
    }
}
