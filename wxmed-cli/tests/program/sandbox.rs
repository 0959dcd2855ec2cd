//! `wxmed sandbox`

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Output, Stdio};

use wxmed_sandbox::{Sandbox, Settings};

use crate::support::wxmed;

fn command(arguments: &[&str]) -> Command {
    let mut command = wxmed(&[&["sandbox"], arguments].concat());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn ended(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// A running sandbox, which ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_help_has_examples() {
    let help = ended(&["--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(help.status.success());
    for wanted in ["--bind <ADDRESS>", "--allow-host <NAME>", "--sub-merchant <SUB_MCH_ID[:SUB_APPID]>", "SIGTERM"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    for wanted in ["--port <N>", "--specs <DIR>", "--token-errors <SHAPE>", "Examples:\n  wxmed sandbox", "Ctrl-C"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert_eq!(ended(&["--nothing"]).status.code(), Some(2));
}

#[test]
fn a_port_that_is_taken_is_reported_in_the_chosen_language() {
    let sandbox = Sandbox::start(Settings::default()).unwrap();
    let port = sandbox.url().rsplit(':').next().unwrap();
    for (lang, wanted) in [("en", format!("port {port} is taken")), ("zh", format!("端口 {port} 已被占用"))] {
        let refused = ended(&["--port", port, "--lang", lang]);
        let text = String::from_utf8(refused.stderr).unwrap();
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
        assert!(text.contains(&wanted), "{text}");
    }
    let missing = ended(&["--specs", "no/such/folder"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("no/such/folder"));
}

#[test]
#[cfg(unix)]
fn it_prints_a_banner_and_each_call_and_stops_on_ctrl_c() {
    let mut running = Running(command(&["--port", "0", "--token-errors", "envelope"]).spawn().unwrap());
    let mut out = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let greeting: Vec<String> = out.by_ref().take_while(|line| !line.contains("Press Ctrl-C to stop.")).collect();
    let text = greeting.join("\n");
    assert!(!text.contains('\u{1b}'), "no colour in a pipe");
    let url = text.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:")).unwrap();
    assert!(!url.ends_with(":0"));
    for operation in &wxmed_sandbox::Specs::shipped().model().operations {
        assert!(text.contains(&operation.path));
    }
    let after = |name: &str| {
        let line = greeting.iter().find(|line| line.starts_with(name)).unwrap();
        line.strip_prefix(name).unwrap().trim().to_owned()
    };
    let secret = after("AppSecret");
    assert!(after("API key").len() == 32 && after("appid").starts_with("wx"));

    let exports: Vec<&String> = greeting.iter().filter(|line| line.contains("export WXMED_")).collect();
    assert!(exports.len() >= 8 && exports.iter().all(|line| !line.ends_with('=')), "{exports:?}");

    // The command in the banner works unchanged.
    let curl = greeting.iter().find_map(|line| line.split('\'').nth(1)).unwrap();
    let token = ureq::get(curl).call().unwrap().body_mut().read_to_string().unwrap();
    let token = token.split('"').nth(3).unwrap();
    let path = wxmed_sandbox::Specs::shipped().model().operations[0].path.clone();
    let body = "<xml><name>张三</name></xml>";
    ureq::post(format!("{url}{path}?access_token={token}")).send(body).unwrap();
    ureq::post(format!("{url}{path}?access_token=no")).send(body).unwrap();
    let _ = ureq::get(format!("{url}/%1b[31m")).call();
    ureq::post(format!("{url}{path}?access_token={token}")).send("<xml><name>张三</name>").unwrap();
    let lines: Vec<String> = out.by_ref().filter(|line| !line.is_empty()).take(13).collect();
    let wanted = [
        "success",
        "FAIL 签名失败",
        "[sign-missing] 没有 sign，或其值为空  there is no sign",
        "→ 计算签名后填入字段 sign",
        "err_code 40001",
        "[invalid-credential] access_token 无效",
        "→ 换新的 token 重发一次",
        "nothing at this path",
        "[no-such-path] 沙箱没有这个路径",
        "→ 可用的路径：/payinsurance/getmedinfo",
        "FAIL 参数格式校验错误",
        "报文不完整（第 24 字节）  not the XML of the interface: the body is incomplete",
        "→ 检查报文是否完整生成与发送",
    ];
    for (line, wanted) in lines.iter().zip(wanted) {
        assert!(line.contains(wanted), "{line}");
        assert!(![token, &secret, "张三", "\u{1b}"].iter().any(|hidden| line.contains(hidden)), "{line}");
    }

    signal("-INT", running.0.id());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    let mut errors = String::new();
    running.0.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!(errors, "");
}

#[cfg(unix)]
fn signal(name: &str, process: u32) {
    assert!(Command::new("kill").args([name, &process.to_string()]).status().unwrap().success());
}

/// The lines that a sandbox prints until it listens.
fn greeting(running: &mut Running) -> Vec<String> {
    let out = BufReader::new(running.0.stdout.as_mut().unwrap()).lines().map(Result::unwrap);
    out.take_while(|line| !line.contains("Press Ctrl-C to stop.")).collect()
}

#[test]
#[cfg(unix)]
fn sigterm_ends_it_with_success() {
    let mut running = Running(command(&["--port", "0"]).spawn().unwrap());
    greeting(&mut running);
    signal("-TERM", running.0.id());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
}

/// The first process of a container only gets signals that it handles. `docker stop` sends SIGTERM.
#[test]
#[cfg(target_os = "linux")]
fn sigterm_ends_it_as_the_first_process_of_a_container() {
    let binary = env!("CARGO_BIN_EXE_wxmed");
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--pid", "--fork", "--kill-child"]);
    let can = unshare.arg("true").output().is_ok_and(|tried| tried.status.success());
    if !can {
        println!("this system gives no PID namespace to a test: only the handler was tried");
        return;
    }
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--pid", "--fork", "--kill-child", binary, "sandbox", "--port", "0"]);
    let child = unshare.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut running = Running(child);
    greeting(&mut running);
    let parent = running.0.id();
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    let first: u32 = children.trim().parse().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{first}/status")).unwrap();
    assert!(status.lines().any(|line| line.starts_with("NSpid:") && line.ends_with("\t1")), "{status}");
    signal("-TERM", first);
    assert_eq!(running.0.wait().unwrap().code(), Some(0), "unshare exits with the code of its child");
}

#[test]
#[cfg(unix)]
fn it_prints_all_violations_of_a_call_and_the_issued_values() {
    use std::collections::BTreeMap;
    use wxmed::codec::SignType;
    use wxmed_sandbox::Account;

    let mut running = Running(command(&["--port", "0", "--allow-host", "sandbox"]).spawn().unwrap());
    let text = greeting(&mut running).join("\n");
    let url = text.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:")).unwrap().to_owned();
    let account = Account::sample();
    let fetch = format!("{url}/cgi-bin/token?{}", crate::caller::credentials(&account));
    let token = ureq::get(fetch).call().unwrap().body_mut().read_to_string().unwrap();
    let token = token.split('"').nth(3).unwrap().to_owned();
    let operation = wxmed_sandbox::Specs::shipped()
        .model()
        .operations
        .iter()
        .find(|one| {
            one.creates.iter().any(|creation| creation.what == wxmed::spec::model::Resource::Order)
                && one.needs.is_empty()
        })
        .unwrap()
        .clone();
    let send = |fields: &crate::caller::Fields, host: &str| {
        let body = crate::caller::signed(fields, account.api_key(), SignType::Md5);
        let call = ureq::post(format!("{url}{}?access_token={token}", operation.path)).header("Host", host);
        call.config().http_status_as_error(false).build().send(&body[..]).unwrap().body_mut().read_to_string().unwrap()
    };
    let mut fields = crate::caller::good(&operation);
    assert!(send(&fields, "sandbox:1").contains("SUCCESS"));
    crate::caller::set(&mut fields, "gmt_out_create", "2016");
    crate::caller::set(&mut fields, "user_card_type", "2");
    assert!(send(&fields, "localhost").contains("FAIL"));
    assert!(send(&fields, "evil.example").contains("--allow-host"));
    let out = BufReader::new(running.0.stdout.as_mut().unwrap()).lines().map(Result::unwrap);
    let lines: Vec<String> =
        out.take_while(|line| !line.contains("foreign Host")).filter(|line| !line.is_empty()).collect();
    let with: BTreeMap<&str, Vec<&String>> = ["order: med_trans_id=", "gmt_out_create", "user_card_type"]
        .into_iter()
        .map(|part| (part, lines.iter().filter(|line| line.contains(part)).collect()))
        .collect();
    assert_eq!(with["order: med_trans_id="].len(), 1, "{lines:?}");
    for field in ["gmt_out_create", "user_card_type"] {
        let with_field = &with[field];
        assert!(
            with_field.iter().any(|line| line.contains("文档 1.3"))
                && with_field.iter().any(|line| line.contains("section 1.3")),
            "{lines:?}"
        );
    }
    signal("-TERM", running.0.id());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
}

#[test]
#[cfg(unix)]
fn it_logs_json_and_reads_the_account_and_the_people_from_files() {
    let folder = std::env::temp_dir().join(format!("wxmed-sandbox-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (account, people) = (folder.join("account.json"), folder.join("people.json"));
    std::fs::write(&account, r#"{"appid":"wx1","mch_id":"1600000001","app_secret":"s1","api_key":"k1"}"#).unwrap();
    let one = r#"{"people":[{"openid":"o1","name":"赵六","identity_number":"44030019000101123X"}]}"#;
    std::fs::write(&people, one).unwrap();
    let (account, people) = (account.to_str().unwrap(), people.to_str().unwrap());
    let arguments = ["--port", "0", "--log", "json", "--account", account, "--people", people];
    let mut running = Running(command(&arguments).spawn().unwrap());
    let mut notice = String::new();
    BufReader::new(running.0.stderr.as_mut().unwrap()).read_line(&mut notice).unwrap();
    let url = notice.split_whitespace().last().unwrap();
    let text = |path: &str| ureq::get(format!("{url}{path}")).call().unwrap().body_mut().read_to_string().unwrap();
    assert!(text("/sandbox/v1/account").contains(r#""appid":"wx1""#));
    assert!(text("/sandbox/v1/people").contains("赵六") && !text("/sandbox/v1/people").contains("张三"));
    assert!(text("/sandbox/v1/operations/openapi.json").contains("/payinsurance/getmedinfo"));
    text("/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s1");
    let mut line = String::new();
    BufReader::new(running.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (&line["operation"], &line["outcome"], &line["number"]),
        (&"token".into(), &"success".into(), &1.into())
    );
    signal("-TERM", running.0.id());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));

    for (lang, wanted) in [("en", "people.json: "), ("zh", "people.json：")] {
        let refused = ended(&["--port", "0", "--account", people, "--lang", lang]);
        let stderr = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr.contains(wanted) && stderr.contains("appid"), "{stderr}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
