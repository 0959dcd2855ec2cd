//! Another process: this executable, started again, which makes calls on command.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use wxmed::{RedisToken, StableToken};

use crate::platform::{APP_SECRET, APPID, Platform, calls, client};
use crate::server::Redis;

const URL: &str = "WXMED_TEST_REDIS";
const HOST: &str = "WXMED_TEST_HOST";
/// The prefix of the process's own lines, among those of the test harness.
const FAILED: &str = "@failed:";

pub(crate) struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Process {
    pub(crate) fn start(redis: &Redis, platform: &Platform) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "process::works_for_another", "--ignored", "--nocapture"])
            .envs([(URL, redis.url()), (HOST, platform.url())])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, stdin, stdout }
    }

    /// Starts this many concurrent calls.
    pub(crate) fn begin(&mut self, count: usize) {
        writeln!(self.stdin, "{count}").unwrap();
    }

    /// The errors of the failed calls.
    pub(crate) fn failed(&mut self) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.stdout.read_line(&mut line).unwrap(), 0, "the process has ended");
            if let Some((_, failed)) = line.split_once(FAILED) {
                return failed.trim().to_owned();
            }
        }
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[tokio::test]
#[ignore = "other tests start it, as a process of its own"]
async fn works_for_another() {
    let (Ok(url), Ok(host)) = (std::env::var(URL), std::env::var(HOST)) else { return };
    let tokens = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &url, "test").unwrap();
    let client = client(&host, tokens);
    for line in std::io::stdin().lines() {
        let failed = calls(&client, line.unwrap().parse().unwrap()).await;
        let failed: Vec<String> = failed.iter().map(|error| error.to_string().replace('\n', " ")).collect();
        println!("{FAILED}{}", failed.join(";"));
    }
}
