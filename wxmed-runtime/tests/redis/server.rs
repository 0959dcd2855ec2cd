//! A Redis server in a folder of its own, until it is dropped.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(crate) const PASSWORD: &str = "canary-redis-password";

pub(crate) struct Redis {
    port: u16,
    folder: PathBuf,
    child: Option<Child>,
}

impl Redis {
    pub(crate) fn started() -> Self {
        let mut redis = Self::absent();
        redis.start();
        redis
    }

    /// A port at which nobody listens yet.
    pub(crate) fn absent() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("wxmed-redis-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { port, folder, child: None }
    }

    pub(crate) fn start(&mut self) {
        let child = Command::new("redis-server")
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD])
            .current_dir(&self.folder)
            .stdout(Stdio::null())
            .spawn();
        self.child = Some(child.expect("redis-server must be installed: on Debian, apt-get install redis-server"));
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(5), "redis-server does not start");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Ends it without a word, and with all that it knew.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://:{PASSWORD}@127.0.0.1:{}/0", self.port)
    }

    pub(crate) fn connection(&self) -> redis::Connection {
        redis::Client::open(self.url()).unwrap().get_connection().unwrap()
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut self.connection()).unwrap();
        keys.sort();
        keys
    }

    /// The one key whose name ends like this.
    pub(crate) fn key(&self, end: &str) -> String {
        self.keys().into_iter().find(|key| key.ends_with(end)).unwrap_or_else(|| panic!("no key {end}"))
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            drop(child.kill());
            drop(child.wait());
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
