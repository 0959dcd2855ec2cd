//! The banner of the sandbox, and the line for each call.

use std::fmt::Write as _;
use std::time::Duration;

use wxmed::Lang;
use wxmed::spec::model::Model;
use wxmed_sandbox::diagnosis::{Cause, Diagnosis};
use wxmed_sandbox::{Issued, Outcome, RecordedCall, Sandbox, User};

use wxmed_commands::output::{BAD, GOOD, LOCATION, STRONG, styled};

/// The address, the account, the users, and how to call the sandbox.
pub(crate) fn text(sandbox: &Sandbox, model: &Model) -> String {
    let (url, account) = (sandbox.url(), sandbox.account());
    let mut text = format!("{}  {}\n\n", styled(STRONG, "wxmed sandbox"), styled(LOCATION, url));
    let rows = [
        ("appid", account.appid()),
        ("mch_id", account.mch_id()),
        ("AppSecret", account.app_secret().expose()),
        ("API key", account.api_key_text().expose()),
    ];
    // Writing to a `String` can't fail.
    for (name, value) in rows {
        let _ = writeln!(text, "{name:<10} {value}");
    }
    for sub in account.sub_merchants() {
        let _ = writeln!(text, "sub_mch_id {}  sub_appid {}", sub.mch_id(), sub.appid().unwrap_or("-"));
    }
    let _ =
        writeln!(text, "\n{}", styled(STRONG, "测试用户 people  (openid, name, identity number, idcard_md5, card)"));
    for person in sandbox.people() {
        let _ = writeln!(text, "  {}", row(&person));
    }
    let _ = writeln!(text, "\n{}", styled(STRONG, "接口 operations"));
    for operation in &model.operations {
        let title = &operation.title;
        let _ = writeln!(text, "  POST {}  {} {}", styled(LOCATION, &operation.path), title.zh, title.en);
    }
    let _ = writeln!(text, "\n{}", styled(STRONG, "调用 how to call it"));
    let _ = writeln!(
        text,
        "  1. curl '{url}/cgi-bin/token?grant_type=client_credential&appid={}&secret={}'",
        account.appid(),
        account.app_secret().expose()
    );
    let _ = writeln!(text, "  2. POST {url}/payinsurance/…?access_token=…  请求体为 XML，用 API 密钥做 MD5 签名");
    let _ = writeln!(text, "     XML signed with MD5 and the API key; `wxmed sign` shows how");
    if let Some(person) = sandbox.people().first() {
        let _ = writeln!(text, "  3. curl {}", sandbox.auth_code_url(person.openid()));
        let _ = writeln!(text, "     扫码接口所需的授权码，每次不同  a new auth code for the operation that needs one");
    }
    if let Some(console) = sandbox.console_url() {
        let _ = writeln!(text, "  {} {}", styled(STRONG, "控制台 console"), styled(LOCATION, console));
    }
    let _ = writeln!(text, "  {} {url}/sandbox/v1/exchanges", styled(STRONG, "控制接口 control API"));
    if !sandbox.address().ip().is_loopback() {
        let _ = writeln!(text, "     其他机器也可以访问，因此须带 --control-token 的令牌");
        let _ = writeln!(text, "     Other machines can access it, so it needs the token of --control-token");
    }
    if let Some(certificate) = sandbox.certificate_authority() {
        text += &trust(certificate);
    }
    let _ = writeln!(text, "\n{}", styled(STRONG, "环境变量 variables for wxmed call and the examples"));
    for line in environment(sandbox) {
        let _ = writeln!(text, "  {line}");
    }
    let (zh, en) = match sandbox.address().ip().is_loopback() {
        true => ("只有本机可以访问", "only this machine can access it"),
        false => ("其他机器也可以访问", "other machines can access it"),
    };
    let _ = writeln!(text, "\n以上均为虚构数据，{zh}。按 Ctrl-C 停止。");
    let _ = writeln!(text, "All data is made up; {en}. Press Ctrl-C to stop.");
    text
}

/// How clients can trust the certificate of a sandbox with HTTPS.
fn trust(certificate: &str) -> String {
    let title = styled(STRONG, "证书机构 certificate authority");
    format!(
        "\n{title}\n  保存为 wxmed-ca.pem，并让客户端信任它。Save it as wxmed-ca.pem, and let clients trust it:\n  \
         curl --cacert · wxmed call --root-certificates · SSL_CERT_FILE (OpenSSL, Python) · REQUESTS_CA_BUNDLE (requests)\n  \
         NODE_EXTRA_CA_CERTS (Node.js) · openssl.cafile, curl.cainfo (PHP) · keytool -importcert (Java)\n{certificate}"
    )
}

/// The environment variables with which `wxmed call` and `cargo run --example NAME` call this sandbox.
fn environment(sandbox: &Sandbox) -> Vec<String> {
    let account = sandbox.account();
    let people = sandbox.people();
    let person = people.first();
    let patient = |value: fn(&User) -> &str| person.map_or("", value);
    let variables = [
        ("WXMED_HOST", sandbox.url()),
        ("WXMED_APPID", account.appid()),
        ("WXMED_APP_SECRET", account.app_secret().expose()),
        ("WXMED_API_KEY", account.api_key_text().expose()),
        ("WXMED_MCH_ID", account.mch_id()),
        ("WXMED_OPENID", patient(User::openid)),
        ("WXMED_NAME", patient(User::name)),
        ("WXMED_ID_NUMBER", patient(User::identity_number)),
    ];
    let exports = variables.iter().map(|(name, value)| format!("export {name}={value}"));
    let calls =
        ["wxmed call getbindurl openid=$WXMED_OPENID url=https://hospital.example/", "cargo run --example getmedinfo"];
    exports.chain(calls.map(str::to_owned)).collect()
}

fn row(person: &User) -> String {
    let card = if person.card().is_some() { "已绑卡 bound" } else { "未绑卡 not bound" };
    let (openid, name, number) = (person.openid(), person.name(), person.identity_number());
    format!("{openid}  {name}  {number:<18}  {}  {card}", person.idcard_md5().as_str())
}

/// Formats a call: its time, number, operation and result, the IDs of its errors, its duration, and the request's ID;
/// then the reason why it was rejected, the values that were issued, and all violations. No values of the request are
/// shown.
pub(crate) fn call(exchange: &RecordedCall) -> String {
    let style = if exchange.outcome == Outcome::Success { GOOD } else { BAD };
    let name = match &exchange.operation {
        Some(name) => name.clone(),
        // An unknown path may contain anything, including control sequences of a terminal.
        None => exchange.request.path.chars().take(80).collect::<String>().escape_debug().to_string(),
    };
    let scripted = if exchange.is_stubbed { "  (stub)" } else { "" };
    let RecordedCall { number, outcome, request, .. } = exchange;
    let time = clock(exchange.at);
    let mut text =
        format!("{time}  {number:>4}  {:<5} {name:<20} {}{scripted}", request.method, styled(style, outcome));
    if let Some(diagnosis) = &exchange.diagnosis {
        let _ = write!(text, "  {}", styled(STRONG, diagnosis));
    }
    let _ = write!(text, "  {:.1} ms", exchange.elapsed.as_secs_f64() * 1000.0);
    // The platform's messages already end with the ID.
    let rid = exchange.rid.as_ref().filter(|rid| !outcome.to_string().contains(rid.as_str()));
    if let Some(rid) = rid {
        let _ = write!(text, "  {rid}");
    }
    // Writing to a `String` can't fail.
    let diagnosed = exchange.diagnosis.iter().flat_map(Diagnosis::causes);
    for cause in diagnosed.filter(|_| exchange.violations.is_empty()) {
        let Cause { id, text: what, remedy, .. } = cause;
        let _ = write!(text, "\n      [{id}] {}  {}\n        → {}  {}", what.zh, what.en, remedy.zh, remedy.en);
    }
    for Issued { what, name, value, .. } in &exchange.issued {
        let _ = write!(text, "\n      {}: {name}={}", what.name(), styled(LOCATION, value));
    }
    for violation in exchange.violations.iter().take(MOST_VIOLATIONS) {
        for lang in [Lang::Zh, Lang::En] {
            let _ = write!(text, "\n      {}", violation.message(lang));
        }
    }
    let more = exchange.violations.len().saturating_sub(MOST_VIOLATIONS);
    if more > 0 {
        let _ = write!(text, "\n      另有 {more} 处 and {more} more");
    }
    text
}

/// The time of day in UTC.
fn clock(at: Duration) -> String {
    let seconds = at.as_secs() % (24 * 60 * 60);
    format!("{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The most violations of a call that are printed. The library returns all of them.
const MOST_VIOLATIONS: usize = 50;
