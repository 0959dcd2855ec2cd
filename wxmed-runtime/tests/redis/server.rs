//! A Redis server in its own folder, which is stopped when it is dropped.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(crate) const PASSWORD: &str = "canary-redis-password";

pub(crate) struct Redis {
    port: u16,
    /// The port for TLS, if TLS is enabled.
    tls: Option<u16>,
    folder: PathBuf,
    child: Option<Child>,
}

impl Redis {
    pub(crate) fn started() -> Self {
        let mut redis = Self::absent();
        redis.start();
        redis
    }

    /// Also listens with TLS, with a certificate and key in PEM, and the authority's certificate.
    pub(crate) fn started_with_tls([certificate, key, authority]: [String; 3]) -> Self {
        let mut redis = Self::absent();
        let texts = [("server.pem", certificate), ("key.pem", key), ("authority.pem", authority)];
        texts.into_iter().for_each(|(name, text)| std::fs::write(redis.folder.join(name), text).unwrap());
        redis.tls = Some(free_port());
        redis.start();
        redis
    }

    /// The URL with TLS and the name `localhost`.
    pub(crate) fn tls_url(&self) -> String {
        format!("rediss://:{PASSWORD}@localhost:{}/0", self.tls.unwrap())
    }

    /// A port on which no server listens yet.
    pub(crate) fn absent() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let port = free_port();
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("wxmed-redis-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { port, tls: None, folder, child: None }
    }

    pub(crate) fn start(&mut self) {
        let mut command = Command::new("redis-server");
        if let Some(port) = self.tls {
            command.args([
                "--tls-port",
                &port.to_string(),
                "--tls-auth-clients",
                "no",
                "--tls-cert-file",
                "server.pem",
            ]);
            command.args(["--tls-key-file", "key.pem", "--tls-ca-cert-file", "authority.pem"]);
        }
        let child = command
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

    /// Kills the server, which loses all data.
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

    /// The only key whose name ends with this.
    pub(crate) fn key(&self, end: &str) -> String {
        self.keys().into_iter().find(|key| key.ends_with(end)).unwrap_or_else(|| panic!("no key {end}"))
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
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
