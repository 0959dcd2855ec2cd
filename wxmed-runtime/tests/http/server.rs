//! A server with one thread for each connection, which records requests and reacts according to a rule.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use socket2::SockRef;

/// One recorded request.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    /// The number of the connection, from 0.
    pub(crate) connection: usize,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Heard {
    pub(crate) fn first_line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn is_fetch(&self) -> bool {
        self.first_line().contains("/cgi-bin/")
    }
}

/// A server's reaction to a request.
#[derive(Clone)]
pub(crate) struct Reaction {
    response: Vec<u8>,
    /// A pause after each byte, except for this many bytes at the beginning.
    pace: Option<(usize, Duration)>,
    then: Then,
}

/// What a server does with a connection after its response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Keeps it for the next request, and waits silently if there is none.
    Keep,
    /// Closes it properly, with TLS as well.
    Close,
    /// Closes TCP without closing TLS.
    Cut,
    /// Sends a reset.
    Reset,
}

impl Reaction {
    pub(crate) fn raw(response: impl Into<Vec<u8>>, then: Then) -> Self {
        Self { response: response.into(), pace: None, then }
    }

    /// A response with its length, on a connection that is kept.
    pub(crate) fn response(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::with(status, "", body)
    }

    /// The same with further headers, each with its line break.
    pub(crate) fn with(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let head = format!("HTTP/1.1 {status} Status\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
        Self::raw([head.as_bytes(), body].concat(), Then::Keep)
    }

    pub(crate) fn then(self, then: Then) -> Self {
        Self { then, ..self }
    }

    pub(crate) fn one_byte_each(self, pace: Duration) -> Self {
        Self { pace: Some((0, pace)), ..self }
    }

    /// The head without a pause, and each byte of the body after a pause.
    pub(crate) fn body_one_byte_each(self, pace: Duration) -> Self {
        let head = self.response.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |end| end + 4);
        Self { pace: Some((head, pace)), ..self }
    }
}

/// A server on this machine, which is stopped when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    is_over: AtomicBool,
    connections: AtomicUsize,
    ended: AtomicUsize,
    received: AtomicUsize,
    sent: AtomicUsize,
    heard: Mutex<Vec<Heard>>,
}

type Rule = dyn Fn(&Heard, usize) -> Reaction + Send + Sync;

impl Server {
    /// Serves HTTP according to the rule, which is called with each request and the number of earlier requests.
    pub(crate) fn http(rule: impl Fn(&Heard, usize) -> Reaction + Send + Sync + 'static) -> Self {
        let rule: Arc<Rule> = Arc::new(rule);
        Self::meet(move |socket, seen, number| Line { socket: socket.try_clone()?, seen, number }.serve(socket, &*rule))
    }

    /// Serves HTTP over TLS.
    pub(crate) fn https(
        config: Arc<ServerConfig>,
        rule: impl Fn(&Heard, usize) -> Reaction + Send + Sync + 'static,
    ) -> Self {
        let rule: Arc<Rule> = Arc::new(rule);
        Self::meet(move |socket, seen, number| {
            let line = Line { socket: socket.try_clone()?, seen, number };
            let tls = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
            line.serve(StreamOwned::new(tls, socket), &*rule)
        })
    }

    /// Calls the function with each connection, and records nothing.
    pub(crate) fn raw(meet: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self::meet(move |socket, _, _| {
            meet(socket);
            Ok(())
        })
    }

    fn meet(meet: impl Fn(TcpStream, Arc<Seen>, usize) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::<Seen>::default();
        let (shared, meet) = (Arc::clone(&seen), Arc::new(meet));
        thread::spawn(move || {
            for socket in listener.incoming().map_while(Result::ok) {
                if shared.is_over.load(Ordering::SeqCst) {
                    break;
                }
                let number = shared.connections.fetch_add(1, Ordering::SeqCst);
                let (shared, meet) = (Arc::clone(&shared), Arc::clone(&meet));
                // Many tests close the connection early, so errors are ignored.
                thread::spawn(move || {
                    drop(meet(socket, Arc::clone(&shared), number));
                    shared.ended.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, seen }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.seen.heard.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The number of open connections.
    pub(crate) fn open(&self) -> usize {
        let ended = self.seen.ended.load(Ordering::SeqCst);
        self.connections() - ended
    }

    /// The number of bytes of requests that were received, including incomplete requests.
    pub(crate) fn received(&self) -> usize {
        self.seen.received.load(Ordering::SeqCst)
    }

    /// The number of bytes of responses that could be written.
    pub(crate) fn sent(&self) -> usize {
        self.seen.sent.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.seen.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

/// Ends a connection by a reset.
pub(crate) fn reset(socket: &TcpStream) {
    SockRef::from(socket).set_linger(Some(Duration::ZERO)).unwrap();
}

trait Stream: Read + Write {
    /// Closes TLS properly.
    fn goodbye(&mut self) {}
}

impl Stream for TcpStream {}

impl Stream for StreamOwned<ServerConnection, TcpStream> {
    fn goodbye(&mut self) {
        self.conn.send_close_notify();
        drop(self.flush());
    }
}

struct Line {
    socket: TcpStream,
    seen: Arc<Seen>,
    number: usize,
}

impl Line {
    fn serve(self, mut stream: impl Stream, rule: &Rule) -> io::Result<()> {
        self.socket.set_nodelay(true)?;
        let mut ahead = Vec::new();
        loop {
            let heard = self.read_request(&mut stream, &mut ahead)?;
            let before = {
                let mut all = self.seen.heard.lock().unwrap();
                all.push(heard.clone());
                all.len() - 1
            };
            let reaction = rule(&heard, before);
            self.respond(&mut stream, &reaction)?;
            match reaction.then {
                Then::Keep => {}
                Then::Close => {
                    stream.goodbye();
                    return self.socket.shutdown(Shutdown::Both);
                }
                Then::Cut => return self.socket.shutdown(Shutdown::Both),
                Then::Reset => {
                    reset(&self.socket);
                    return Ok(());
                }
            }
        }
    }

    fn respond(&self, stream: &mut impl Stream, reaction: &Reaction) -> io::Result<()> {
        let (at_once, pause) = reaction.pace.unwrap_or((reaction.response.len(), Duration::ZERO));
        let (first, slow) = reaction.response.split_at(at_once);
        for piece in first.chunks(16 * 1024).chain(slow.chunks(1)) {
            stream.write_all(piece)?;
            stream.flush()?;
            self.seen.sent.fetch_add(piece.len(), Ordering::SeqCst);
            if piece.len() == 1 {
                thread::sleep(pause);
            }
        }
        Ok(())
    }

    fn read_request(&self, stream: &mut impl Stream, ahead: &mut Vec<u8>) -> io::Result<Heard> {
        let head = loop {
            if let Some(end) = ahead.windows(4).position(|four| four == b"\r\n\r\n") {
                let head: Vec<u8> = ahead.drain(..end + 4).collect();
                break String::from_utf8(head).map_err(io::Error::other)?;
            }
            self.more(stream, ahead)?;
        };
        let mut heard = Heard { connection: self.number, head, body: Vec::new() };
        let length = heard.header("content-length").map_or(0, |length| length.parse().unwrap());
        while ahead.len() < length {
            self.more(stream, ahead)?;
        }
        heard.body = ahead.drain(..length).collect();
        Ok(heard)
    }

    fn more(&self, stream: &mut impl Stream, ahead: &mut Vec<u8>) -> io::Result<()> {
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            length => {
                self.seen.received.fetch_add(length, Ordering::SeqCst);
                ahead.extend_from_slice(&buffer[..length]);
                Ok(())
            }
        }
    }
}
