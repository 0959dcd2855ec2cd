//! The programs of `examples/languages` and the pages about them in `docs/languages`.
//!
//! Those that run programs need four languages, so they are ignored by default: `cargo test -p wxmed-tests --test
//! platform languages -- --include-ignored`.

mod integration;
mod page;
mod sidecar;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use page::{CSHARP, DELPHI, ENDINGS, JAVA, JAVASCRIPT, Language, PHP, PYTHON, find, root};
use wxmed::codec::xml::read;
use wxmed::codec::{SignType, Signer, verify};
use wxmed::{ApiKey, ResponseSigning, Verification};
use wxmed_sandbox::diagnosis::Mistake;
use wxmed_sandbox::{Outcome, Sandbox, Settings, Stub, StubResponse};
use wxmed_tests::naive::KEY;

const RUN: [&Language; 4] = [&PYTHON, &JAVASCRIPT, &PHP, &JAVA];
const ALL: [&Language; 6] = [&PYTHON, &JAVASCRIPT, &PHP, &JAVA, &CSHARP, &DELPHI];
const PATHS: [&str; 4] =
    ["/cgi-bin/stable_token", "/payinsurance/getmedinfo", "/payinsurance/preregister", "/payinsurance/sendmsg"];

/// The fields that each program signs first; `empty` and `sign` are set too, and aren't signed.
const VECTOR: [(&str, &str); 4] = [("Body", "挂号费 <A&B> ]]>"), ("bodyId", "1"), ("body_id", "2"), ("zero", "0")];

/// The output of a program, and whether it succeeded.
struct Printed {
    text: String,
    is_success: bool,
}

impl Language {
    /// Runs a text as the program of this language, with the account of a sandbox.
    fn run(&self, program: &str, name: &str, sandbox: &Sandbox) -> Printed {
        self.run_files(&[(self.file, program)], name, sandbox)
    }

    /// Runs the last of these files, which are in one folder, with the account of a sandbox.
    fn run_files(&self, files: &[(&str, &str)], name: &str, sandbox: &Sandbox) -> Printed {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("languages").join(self.name).join(name);
        fs::create_dir_all(&folder).unwrap();
        let write = |(file, text): &(&str, &str)| {
            let file = folder.join(file);
            fs::write(&file, text).unwrap();
            file
        };
        let files: Vec<PathBuf> = files.iter().map(write).collect();
        let account = sandbox.account();
        let mut command = self.command(&files, &folder);
        command
            .env("WXMED_HOST", sandbox.url())
            .env("WXMED_APPID", account.appid())
            .env("WXMED_APP_SECRET", account.app_secret().expose())
            .env("WXMED_API_KEY", account.api_key_text().expose())
            .env("WXMED_MCH_ID", account.mch_id());
        for another in ["WXMED_OPENID", "WXMED_NAME", "WXMED_ID_NUMBER"] {
            command.env_remove(another);
        }
        // The sandbox is on this machine, and a proxy can't reach it.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        self.output(&mut command)
    }

    fn command(&self, files: &[PathBuf], folder: &Path) -> Command {
        let mut command = Command::new(match self.name {
            "python" => "python3",
            "javascript" => "node",
            another => another,
        });
        let program = files.last().unwrap();
        if self.name == "java" {
            let mut compiler = Command::new("javac");
            let compiled = self.output(compiler.args(["-encoding", "UTF-8", "-d"]).arg(folder).args(files));
            assert!(compiled.is_success, "{}", compiled.text);
            // As on a Chinese Windows, where `getBytes()` of Java 17 is GBK.
            command.args(["-Dfile.encoding=GBK", "-cp"]).arg(folder).arg(program.file_stem().unwrap());
        } else {
            command.arg(program);
        }
        command
    }

    fn output(&self, command: &mut Command) -> Printed {
        let output = command.output().unwrap_or_else(|error| {
            panic!(
                "{} cannot be started ({error}): install Python 3, Node.js 18, PHP 8.1 with SimpleXML, and a JDK of \
                 version 17 or later; on Debian: apt-get install python3 nodejs php-cli php-xml default-jdk-headless",
                command.get_program().to_string_lossy()
            )
        });
        let text = [output.stdout, output.stderr].concat();
        Printed { text: String::from_utf8_lossy(&text).into_owned(), is_success: output.status.success() }
    }
}

/// The lines that a program prints about the fixed fields.
fn vectors() -> [String; 2] {
    let key = ApiKey::new(KEY);
    [("MD5", SignType::Md5), ("HMAC-SHA256", SignType::HmacSha256)].map(|(name, sign_type)| {
        let mut signer = Signer::new(&key, sign_type);
        VECTOR.iter().for_each(|(name, value)| signer.pair(name, value));
        format!("vector {name} {}", signer.finish().as_str())
    })
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_program_registers_and_sends_a_message_with_valid_signatures() {
    for language in RUN {
        let sandbox = Sandbox::start(Settings::default()).unwrap();
        let printed = language.run(&language.program(), "right", &sandbox);
        assert!(printed.is_success, "{}: {}", language.name, printed.text);
        let mut expected = vectors().to_vec();
        let steps = ["token: SUCCESS", "getmedinfo: SUCCESS"].map(str::to_owned);
        expected.extend(steps);
        expected.extend(["preregister", "sendmsg"].map(|name| format!("{name}: SUCCESS, signature verified")));
        assert_eq!(printed.text.lines().collect::<Vec<_>>(), expected, "{}", language.name);

        let calls = sandbox.recorded_calls();
        let paths: Vec<&str> = calls.iter().map(|call| call.request.path.as_str()).collect();
        assert_eq!(paths, PATHS, "{}", language.name);
        let key = ApiKey::new(sandbox.account().api_key_text().expose());
        for call in &calls {
            assert_eq!(call.outcome, Outcome::Success, "{}: {}", language.name, call.request.path);
            if call.request.path.starts_with("/payinsurance/") {
                let sent = read(&call.request.body).unwrap();
                let verified = verify(&sent, &key, SignType::Md5, ResponseSigning::Signed).ok();
                assert_eq!(verified, Some(Verification::Verified), "{}: {}", language.name, call.request.path);
            }
        }
        assert_eq!((sandbox.orders().len(), sandbox.messages().len()), (1, 1), "{}", language.name);
        assert_shows_no_secrets(&printed, &sandbox, language.name);
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_mistake_of_a_page_gets_the_diagnosis_that_the_page_names() {
    for language in RUN {
        let program = language.program();
        let planted = language.planted();
        assert!(planted.len() > 8, "{}: {planted:?}", language.name);
        for (number, planted) in planted.iter().enumerate() {
            let sandbox = Sandbox::start(Settings::default()).unwrap();
            let mistake = &planted.mistake;
            let printed = language.run(&planted.put_into(&program), &format!("{number}-{mistake}"), &sandbox);
            let about = format!("{}, {mistake}: {}", language.name, printed.text);
            if mistake == "vector" {
                assert!(printed.is_success, "{about}");
                assert!(printed.text.contains("vector MD5 ") && !printed.text.contains(&vectors()[0]), "{about}");
                continue;
            }
            assert!(!printed.is_success, "{about}");
            let diagnosis = printed.text.lines().find_map(|line| line.strip_prefix("diagnosis: "));
            assert_eq!(diagnosis, Some(mistake.as_str()), "{about}");
            assert!(printed.text.contains("return_code=FAIL"), "{about}");
            assert_shows_no_secrets(&printed, &sandbox, &about);
        }
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn each_program_refuses_a_response_whose_signature_is_wrong_or_missing() {
    for language in RUN {
        for response in [StubResponse::Forged, StubResponse::Unsigned] {
            let sandbox = Sandbox::start(Settings::default()).unwrap();
            sandbox.stub(Stub::on("preregister").respond_with(response.clone()));
            let printed = language.run(&language.program(), "forged", &sandbox);
            let about = format!("{}, {response:?}: {}", language.name, printed.text);
            assert!(!printed.is_success, "{about}");
            assert!(printed.text.contains("preregister: the signature of the response is wrong"), "{about}");
            assert_shows_no_secrets(&printed, &sandbox, &about);
            assert!(sandbox.messages().is_empty(), "it went on: {about}");
        }
    }
}

#[test]
#[ignore = "needs Python, PHP, Java and Node.js"]
fn no_program_reads_a_file_that_a_response_names() {
    for language in RUN {
        let sandbox = Sandbox::start(Settings::default()).unwrap();
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.txt", language.name));
        fs::write(&file, "what nobody else may read").unwrap();
        let body = format!(
            "<!DOCTYPE xml [<!ENTITY file SYSTEM \"file://{}\">]><xml><return_msg>&file;</return_msg></xml>",
            file.display()
        );
        sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::Body(body.into_bytes())));
        let printed = language.run(&language.program(), "doctype", &sandbox);
        assert!(!printed.is_success, "{}: {}", language.name, printed.text);
        assert!(!printed.text.contains("nobody else"), "{}: {}", language.name, printed.text);
        assert_eq!(sandbox.calls("/payinsurance/preregister"), 0, "{}", language.name);
    }
}

fn assert_shows_no_secrets(printed: &Printed, sandbox: &Sandbox, about: &str) {
    let account = sandbox.account();
    let mut secrets = vec![account.api_key_text().expose().to_owned(), account.app_secret().expose().to_owned()];
    for person in sandbox.people() {
        let id_hash = person.idcard_md5();
        let texts = [person.openid(), person.name(), person.identity_number(), id_hash.as_str()];
        secrets.extend(texts.map(str::to_owned));
        secrets.extend(person.card().into_iter().flatten().map(|(_, value)| value.to_owned()));
    }
    // A single digit, such as the kind of insurance, occurs anywhere.
    secrets.retain(|secret| secret.chars().count() > 1);
    for call in sandbox.recorded_calls() {
        secrets.extend(call.request.query.strip_prefix("access_token=").map(str::to_owned));
    }
    for secret in secrets {
        assert!(!printed.text.contains(&secret), "{secret} is printed: {about}");
    }
}

#[test]
fn the_code_of_the_pages_is_in_the_programs() {
    for language in ALL {
        let programs = [language.program(), language.integration_test()];
        let programs = programs.each_ref().map(|program| program.lines().collect::<Vec<&str>>());
        for ending in ENDINGS {
            let snippets = language.snippets(ending);
            let right = snippets.iter().filter(|snippet| snippet.mistake.is_none());
            let counts = right.fold([0; 2], |mut counts, snippet| {
                let index = programs.iter().position(|lines| find(lines, &snippet.lines).is_some());
                let code = || snippet.lines.join("\n");
                let index = index.unwrap_or_else(|| panic!("{}.{ending}, in no program: {}", language.name, code()));
                counts[index] += 1;
                counts
            });
            assert!(counts[0] > 8 && counts[1] > 4, "{}.{ending}: {counts:?}", language.name);
        }
    }
}

#[test]
fn the_pages_have_the_same_code_in_both_languages() {
    for language in ALL {
        let [english, chinese] = ENDINGS.map(|ending| language.snippets(ending));
        for (english, chinese) in english.iter().zip(&chinese) {
            assert_eq!(english, chinese, "{}", language.name);
        }
        assert_eq!(english.len(), chinese.len(), "{}", language.name);
    }
}

#[test]
fn each_mistake_replaces_code_of_the_program() {
    for language in ALL {
        let program = language.program();
        for planted in language.planted() {
            assert_ne!(planted.put_into(&program), program, "{}: {}", language.name, planted.mistake);
        }
    }
}

#[test]
fn the_pages_name_mistakes_by_their_ids() {
    for language in ALL {
        for ending in ENDINGS {
            let page = language.page(ending);
            for planted in language.planted() {
                let id = planted.mistake;
                let of_bodies = ["body-is-json", "body-is-form", "body-is-gbk", "unescaped-character", "vector"];
                assert!(Mistake::by_id(&id).is_some() || of_bodies.contains(&&*id), "{}: {id}", language.name);
                assert!(id == "vector" || page.contains(&format!("\n### `{id}`")), "{}.{ending}: {id}", language.name);
            }
        }
    }
}

#[test]
fn the_pages_state_whether_their_programs_are_run() {
    for language in ALL {
        let is_run = RUN.iter().any(|run| run.name == language.name);
        let says_not = ENDINGS.map(|ending| {
            let page = language.page(ending);
            page.contains("neither compile nor run") || page.contains("不编译也不运行")
        });
        assert_eq!(says_not, [!is_run; 2], "{}", language.name);
    }
}

#[test]
fn the_pages_show_the_vectors_of_wxmed() {
    for page in ALL.iter().flat_map(|language| ENDINGS.map(|ending| language.page(ending))) {
        for line in vectors() {
            assert!(page.contains(&line), "{line}");
        }
    }
}

#[test]
fn the_links_of_the_pages_have_targets() {
    let folder = root().join("docs/languages");
    let pages = ["README"].into_iter().chain(ALL.map(|language| language.name));
    for page in pages.flat_map(|name| ENDINGS.map(|ending| format!("{name}.{ending}"))) {
        let text = fs::read_to_string(folder.join(&page)).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
        for link in links.filter(|link| !link.starts_with("https://")) {
            let file = link.split_once('#').map_or(link, |(file, _)| file);
            assert!(folder.join(file).exists(), "{page}: {link}");
        }
    }
}
