//! The sidecar as a process, called through its Unix socket.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};

use serde_json::{Value, json};
use wxmed_sandbox::Sandbox;

use crate::support::{Folder, wxmed};

/// A configuration with a socket, in front of a sandbox.
pub(crate) fn config(sandbox: &Sandbox, more: &str) -> String {
    format!(
        "[[listen]]\nunix = \"s.sock\"\n[platform]\nhost = \"{}\"\n[journal]\nfile = \"journal.db\"\n\
         [merchants.main]\nappid = \"{}\"\nmch_id = \"{}\"\napi_key = {{ env = \"TEST_KEY\" }}\n\
         token = {{ provider = \"stable\", app_secret = {{ env = \"TEST_SECRET\" }} }}\n{more}",
        sandbox.url(),
        sandbox.account().appid(),
        sandbox.account().mch_id(),
    )
}

pub(crate) fn command(folder: &Folder, sandbox: &Sandbox) -> Command {
    let mut command = wxmed(&["serve", "--config", "wxmed.toml"]);
    command
        .current_dir(folder.path(""))
        .env("TEST_KEY", sandbox.account().api_key_text().expose())
        .env("TEST_SECRET", sandbox.account().app_secret().expose())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// The log so far, and whether it has ended.
type Log = Arc<(Mutex<(String, bool)>, Condvar)>;

pub(crate) struct Process {
    child: Child,
    log: Log,
    pub(crate) socket: PathBuf,
}

impl Process {
    /// Starts the sidecar, and waits until the log shows that it listens.
    pub(crate) fn start(folder: &Folder, sandbox: &Sandbox) -> Self {
        let process = Self::spawn(folder, sandbox);
        process.wait_for("listening");
        process
    }

    /// Starts the sidecar, and waits until the socket accepts, for a log that doesn't show it.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_quietly(folder: &Folder, sandbox: &Sandbox) -> Self {
        let process = Self::spawn(folder, sandbox);
        while UnixStream::connect(&process.socket).is_err() {
            assert!(!process.log.0.lock().unwrap().1, "it has ended");
            std::thread::yield_now();
        }
        process
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    fn spawn(folder: &Folder, sandbox: &Sandbox) -> Self {
        let mut child = command(folder, sandbox).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let log = Log::default();
        let shared = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let (text, changed) = &*shared;
                text.lock().unwrap().0.push_str(&format!("{line}\n"));
                changed.notify_all();
            }
            shared.0.lock().unwrap().1 = true;
            shared.1.notify_all();
        });
        Self { child, log, socket: folder.path("s.sock") }
    }

    /// Waits until the log contains a text.
    pub(crate) fn wait_for(&self, wanted: &str) {
        let (text, changed) = &*self.log;
        let log = changed.wait_while(text.lock().unwrap(), |(log, ended)| !log.contains(wanted) && !*ended).unwrap();
        assert!(log.0.contains(wanted), "{}", log.0);
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(status.unwrap().success());
    }

    /// Waits until the process ends, and returns its exit code and log.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let code = self.child.wait().unwrap().code();
        let (text, changed) = &*self.log;
        let log = changed.wait_while(text.lock().unwrap(), |(_, ended)| !*ended).unwrap().0.clone();
        (code, log)
    }

    /// Ends the process by SIGKILL.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Posts JSON, and returns the status and the JSON of the response.
pub(crate) fn post(socket: &Path, path: &str, body: &Value) -> io::Result<(u16, Value)> {
    let body = body.to_string();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = UnixStream::connect(socket)?;
    stream.write_all(request.as_bytes())?;
    let mut received = String::new();
    stream.read_to_string(&mut received)?;
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (head, body) = received.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(cut)?;
    Ok((status, serde_json::from_str(body).map_err(|_| cut())?))
}

/// A registration of the sandbox's first user.
pub(crate) fn registration(order: &str) -> Value {
    json!({
        "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        "hosp_out_trade_no": order,
        "hospital_name": "示例市第一人民医院",
        "spbill_create_ip": "10.193.0.1",
        "body": "挂号费-肝病门诊",
        "user_card_type": 1,
        "user_card_no": "44030019000101123X",
        "user_name": "张三",
        "serial_no": "1500619843177",
        "org_no": "H1110",
        "gmt_out_create": "20160501163102",
        "request_content": "{\"anything\":1}",
    })
}
