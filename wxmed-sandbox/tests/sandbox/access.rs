//! Requests for another host, or from another website.

use std::net::{IpAddr, Ipv4Addr};

use wxmed_sandbox::{HttpRequest, Outcome, Platform, Settings};

use crate::support::{NOON, credentials, settings};

const BASE: &str = "http://127.0.0.1:8377";

/// The outcome of fetching a token with these headers.
fn ends(settings: Settings, host: Option<&str>, origin: Option<&str>) -> Outcome {
    let mut platform = Platform::new(settings, BASE).unwrap();
    let mut request = HttpRequest::get("/cgi-bin/token", credentials(platform.account()));
    for (name, value) in [("host", host), ("origin", origin)] {
        request.headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }
    let response = platform.handle(&request, NOON).response;
    let exchanges = platform.recorded_calls();
    let outcome = exchanges.last().unwrap().outcome.clone();
    let (status, calls) = if outcome == Outcome::Success { (200, 1) } else { (403, 0) };
    assert_eq!((response.status, platform.calls("/cgi-bin/token")), (status, calls));
    if status == 403 {
        let text = response.text();
        assert!(
            !text.contains("access_token") && (text.contains("--allow-host") || text.contains("backend")),
            "{text}"
        );
    }
    outcome
}

#[test]
fn only_names_of_this_machine_are_accepted_by_default() {
    for host in ["127.0.0.1:8377", "127.0.0.1", "localhost", "LocalHost:8377", "[::1]:8377", "[::1]"] {
        assert_eq!(ends(settings(), Some(host), None), Outcome::Success, "{host}");
    }
    let foreign = [
        "evil.example",
        "evil.example:8377",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil.example@localhost",
        "192.168.1.2:8377",
        "0.0.0.0:8377",
        "",
        "127.0.0.1, evil.example",
        "\u{FF4C}ocalhost",
    ];
    for host in foreign {
        assert_eq!(ends(settings(), Some(host), None), Outcome::ForeignHost, "{host:?}");
    }
    // Without a network there is no `Host`.
    assert_eq!(ends(settings(), None, None), Outcome::Success);
}

#[test]
fn other_names_must_be_allowed_in_the_settings() {
    let named = || settings().allow_host("sandbox");
    assert_eq!(ends(named(), Some("sandbox:8377"), None), Outcome::Success);
    assert_eq!(ends(named(), Some("SANDBOX"), None), Outcome::Success);
    assert_eq!(ends(named(), Some("sandbox.evil.example"), None), Outcome::ForeignHost);
    // In a container it listens on all addresses, and any of them may be used.
    let everywhere = || settings().address(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    assert_eq!(ends(everywhere(), Some("172.17.0.2:8377"), None), Outcome::Success);
    assert_eq!(ends(everywhere(), Some("[fd00::2]:9000"), None), Outcome::Success);
    assert_eq!(ends(everywhere(), Some("evil.example"), None), Outcome::ForeignHost);
    let one = || settings().address([192, 168, 1, 2]);
    assert_eq!(ends(one(), Some("192.168.1.2"), None), Outcome::Success);
    assert_eq!(ends(one(), Some("192.168.1.3"), None), Outcome::ForeignHost);
}

#[test]
fn requests_from_another_origin_are_rejected() {
    let host = Some("localhost:8377");
    assert_eq!(ends(settings(), host, Some("http://localhost:8377")), Outcome::Success);
    assert_eq!(ends(settings(), host, Some("https://LOCALHOST:8377")), Outcome::Success);
    assert_eq!(ends(settings(), None, Some(BASE)), Outcome::Success);
    let foreign =
        ["null", "", "http://localhost", "http://localhost:3000", "https://evil.example", "localhost", "http://"];
    for origin in foreign {
        assert_eq!(ends(settings(), host, Some(origin)), Outcome::ForeignOrigin, "{origin:?}");
        assert_eq!(ends(settings(), None, Some(origin)), Outcome::ForeignOrigin, "{origin:?}");
    }
    let named = settings().allow_host("evil.example");
    assert_eq!(
        ends(named, host, Some("http://evil.example")),
        Outcome::ForeignOrigin,
        "an allowed host isn't an allowed origin"
    );
}

/// The outcome of a GET from a browser.
fn get(path: &str, site: &str, mode: Option<&str>) -> Outcome {
    let mut caller = crate::support::Caller::new();
    let query = if path.starts_with("/cgi-bin/") { credentials(&caller.account) } else { String::new() };
    let mut request = HttpRequest::get(path, query).with_header("sec-fetch-site", site);
    request.headers.extend(mode.map(|mode| ("sec-fetch-mode".to_owned(), mode.to_owned())));
    let response = caller.handle(&request);
    let outcome = caller.platform.recorded_calls().last().unwrap().outcome.clone();
    assert_eq!(response.status == 403, outcome == Outcome::ForeignOrigin, "{path}");
    assert!(response.status != 403 || response.text().contains("Sec-Fetch-Site"), "{}", response.text());
    outcome
}

/// Browsers send no `Origin` when a page loads an image or a script, so `Sec-Fetch-Site` is checked.
#[test]
fn subresource_requests_from_another_website_are_rejected() {
    for path in ["/cgi-bin/token", "/sandbox/auth-code/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "/sandbox/bind/x", "/x"] {
        for site in ["cross-site", "same-site", "Cross-Site", " cross-site ", "", "unknown"] {
            for mode in [None, Some("no-cors"), Some("cors"), Some("websocket")] {
                assert_eq!(get(path, site, mode), Outcome::ForeignOrigin, "{path} {site} {mode:?}");
            }
        }
        for site in ["same-origin", "none", "None"] {
            for mode in [None, Some("navigate"), Some("no-cors")] {
                assert_ne!(get(path, site, mode), Outcome::ForeignOrigin, "{path} {site} {mode:?}");
            }
        }
    }
    // Other websites may link to the page for binding a card, but to no other path.
    for (path, outcome) in [
        ("/sandbox/bind/x", Outcome::NotFound),
        ("/cgi-bin/token", Outcome::ForeignOrigin),
        ("/sandbox/auth-code/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", Outcome::ForeignOrigin),
    ] {
        assert_eq!(get(path, "cross-site", Some("navigate")), outcome, "{path}");
    }
}

#[test]
fn the_outcomes_have_texts_in_both_languages() {
    for outcome in [Outcome::ForeignHost, Outcome::ForeignOrigin] {
        assert!(format!("{outcome}").contains("foreign") && format!("{outcome:#}").contains("不符"));
    }
}
