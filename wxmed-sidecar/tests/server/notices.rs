//! Notifications of the platform reach the hospital at least once.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};
use wxmed::ApiKey;
use wxmed::codec::{SignType, encode_fields};

use crate::support::{Request, Response, Running};

/// The hospital's own system, which responds to each request with the next status.
struct Hospital {
    url: String,
    received: Receiver<(String, Value)>,
}

impl Hospital {
    fn start(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/paid", listener.local_addr().unwrap());
        let (sender, received) = channel();
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let status = statuses.get(number).copied().unwrap_or(200);
                if let Some(request) = stream.ok().and_then(|stream| respond(stream, status))
                    && sender.send(request).is_err()
                {
                    return;
                }
            }
        });
        Self { url, received }
    }
}

/// Reads a request, responds with the status, and returns the request's head and JSON.
fn respond(mut stream: TcpStream, status: u16) -> Option<(String, Value)> {
    let (mut received, mut piece) = (Vec::new(), [0; 4096]);
    let request = loop {
        let read = stream.read(&mut piece).ok().filter(|read| *read > 0)?;
        received.extend(&piece[..read]);
        let text = String::from_utf8_lossy(&received).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        if let Ok(json) = serde_json::from_str(body) {
            break (head.to_ascii_lowercase(), json);
        }
    };
    let response = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(response.as_bytes()).ok()?;
    Some(request)
}

fn running(hospital: &Hospital) -> Running {
    running_with(hospital, "")
}

fn running_with(hospital: &Hospital, more: &str) -> Running {
    Running::and(&format!(
        "{more}[notifications.forward.payment_result]\nurl = \"{}\"\ntoken = {{ env = \"WINDOW\" }}\n",
        hospital.url
    ))
}

/// A notification as the platform sends it.
fn notice(key: &str, order: &str) -> String {
    let fields = [
        ("appid", "wxd678efh567hg6787"),
        ("hosp_out_trade_no", order),
        ("mch_id", "1230000109"),
        ("med_trans_id", "4200000001"),
        ("result_code", "SUCCESS"),
        ("return_code", "SUCCESS"),
        ("time_end", "20240101120000"),
        ("total_fee", "3000"),
    ];
    encode_fields(fields, &ApiKey::new(key), SignType::Md5).unwrap().into_xml()
}

fn deliver(running: &Running, body: &str) -> Response {
    let request = Request::post("/v1/notifications/payment_result", body).header("Content-Type", "text/xml");
    running.send(&request)
}

#[test]
fn a_notification_is_verified_acknowledged_and_passed_on() {
    let hospital = Hospital::start(&[]);
    let running = running(&hospital);
    let key = running.sandbox.account().api_key_text().expose().to_owned();
    let acknowledged = deliver(&running, &notice(&key, "N-1"));
    assert!(acknowledged.text().contains("<return_code><![CDATA[SUCCESS]]>"), "{}", acknowledged.text());
    let (head, json) = hospital.received.recv().unwrap();
    assert!(head.starts_with("post /paid http/1.1"), "{head}");
    assert!(head.contains("authorization: bearer window-token"), "{head}");
    assert_eq!(json["notification"], "payment_result");
    assert_eq!((&json["success"], &json["merchant"]), (&json!(true), &json!("main")));
    assert_eq!(json["fields"]["hosp_out_trade_no"], "N-1");
    assert_eq!(json["key"], "payment_result?med_trans_id=4200000001&time_end=20240101120000");
    assert!(json["fields"].get("sign").is_none());
    // A repeated notification is acknowledged again, but not passed on again.
    let repeated = deliver(&running, &notice(&key, "N-1"));
    assert!(repeated.text().contains("SUCCESS"));
    let metrics = running.get("/metrics").text();
    assert!(
        metrics.contains("wxmed_notifications_total{notification=\"payment_result\",result=\"repeated\"} 1"),
        "{metrics}"
    );
}

#[test]
fn a_forged_notification_is_refused() {
    let hospital = Hospital::start(&[]);
    let running = running(&hospital);
    let key = running.sandbox.account().api_key_text().expose().to_owned();
    let foreign = notice(&key, "N-2").replace("1230000109", "1230000108");
    for forged in [notice("another-key-0123456789", "N-2"), foreign, "<xml></xml>".to_owned(), "no xml".to_owned()] {
        let refused = deliver(&running, &forged);
        assert_eq!(refused.status, 200);
        assert!(refused.text().contains("FAIL"), "{}", refused.text());
    }
    let metrics = running.get("/metrics").text();
    assert!(metrics.contains("result=\"rejected\"} 4"), "{metrics}");
    assert!(hospital.received.try_recv().is_err());
    let nobody = running.send(&Request::post("/v1/notifications/nothing", "<xml/>"));
    assert_eq!(nobody.status, 404);
}

/// An acknowledged notification is passed on, even after a failure of the receiver and a restart of the sidecar.
#[test]
fn an_acknowledged_notification_survives_a_restart() {
    // The first receiver responds with an error.
    let hospital = Hospital::start(&[500]);
    let mut running = running(&hospital);
    let key = running.sandbox.account().api_key_text().expose().to_owned();
    assert!(deliver(&running, &notice(&key, "N-3")).text().contains("SUCCESS"));
    hospital.received.recv().unwrap();
    running.restart();
    // The notification is due a few seconds after the failure.
    let (_, json) = hospital.received.recv().unwrap();
    assert_eq!(json["fields"]["hosp_out_trade_no"], "N-3");
}

/// Bodies that are sent to other paths don't cause a notification to be given up.
#[test]
fn a_notification_keeps_its_slot() {
    let hospital = Hospital::start(&[]);
    let running = running_with(&hospital, "[limits]\nconcurrency = 1\n[timeouts]\nrequest_body = \"600s\"\n");
    let begin = |path: &str, length: usize| {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nExpect: 100-continue\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            running.address()
        );
        stream.write_all(head.as_bytes()).unwrap();
        // The response is `100 Continue` if the body has a slot, or an error.
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        (stream, status)
    };
    let api_key = running.sandbox.account().api_key_text();
    let notice = notice(api_key.expose(), "HOSP20160501163102000001");
    let (mut notification, status) = begin("/v1/notifications/payment_result", notice.len());
    assert_eq!(&status, b"HTTP/1.1 100");
    // There are 16 slots, so the 17th body takes the slot of the oldest one.
    let mut bodies = Vec::new();
    while bodies.len() < 17 {
        match begin("/v1/getmedinfo", 100) {
            (stream, status) if &status == b"HTTP/1.1 100" => bodies.push(stream),
            (_, status) => assert_eq!(&status, b"HTTP/1.1 429"),
        }
    }
    notification.write_all(notice.as_bytes()).unwrap();
    let mut received = String::new();
    notification.read_to_string(&mut received).unwrap();
    assert!(received.contains("HTTP/1.1 200") && received.contains("SUCCESS"), "{received}");
}
