//! `chancery check --external`, against a server of the test's own.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use insta::assert_snapshot;

use crate::site_test::{NOW, SiteTest};

/// How many seconds an answer may take that comes. Only a test that fails waits that long.
const PATIENCE: &str = "120";

/// Answers on a port of its own until the test ends, and remembers what it was asked for.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that answers a request such as `HEAD /path` with a status line and headers. `earlier` counts
    /// the same requests before.
    fn start(answer: impl Fn(&str, usize) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { port, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Returns what it was asked for since the last time, sorted.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().expect("a lock"));
        asked.sort();
        asked
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<String>>, answer: &dyn Fn(&str, usize) -> String) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    while lines.next().is_some_and(|line| !line.is_empty()) {}
    let request = first.rsplit_once(' ').map_or(first.as_str(), |(request, _)| request).to_owned();
    let earlier = {
        let mut log = log.lock().expect("a lock");
        log.push(request.clone());
        log.iter().filter(|other| **other == request).count() - 1
    };
    let head = answer(&request, earlier);
    let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

fn usual(request: &str, earlier: usize) -> String {
    let (method, path) = request.split_once(' ').unwrap_or_default();
    match (path, method) {
        ("/gone", _) | ("/head-lies", "HEAD") => "404 Not Found",
        ("/taken-down", _) => "410 Gone",
        ("/no-head", "HEAD") => "405 Method Not Allowed",
        ("/refused", _) => "403 Forbidden",
        ("/moved", _) => "301 Moved Permanently\r\nLocation: /fine",
        ("/circle", _) => "302 Found\r\nLocation: /circle",
        ("/broken", _) => "500 Internal Server Error",
        ("/flaky", _) if earlier == 0 => "503 Service Unavailable",
        _ => "200 OK",
    }
    .to_owned()
}

fn check(site: &SiteTest) -> String {
    let ran = site.run(&["check", "--external", "--timeout", PATIENCE]);
    assert_eq!(ran.code(), 0, "{}", ran.said());
    ran.said()
}

#[test]
fn addresses_that_are_gone_are_told_wherever_they_stand() {
    let server = Server::start(usual);
    let front = format!(
        "sources:\n  - title: One\n    url: {}\n    archived: {}\n",
        server.url("/gone"),
        server.url("/taken-down")
    );
    let text = format!(
        "A [link]({}) and\n<{}>.\n\n![An image]({}) `{}`",
        server.url("/broken"),
        server.url("/gone#part"),
        server.url("/circle"),
        server.url("/in-code")
    );
    let said = check(&SiteTest::new().briefing("dead", &front, &text));
    assert_snapshot!(said.replace(&server.port.to_string(), "PORT1"));
    assert!(!server.asked().iter().any(|request| request.ends_with("/in-code")));
}

#[test]
fn addresses_that_answer_a_reader_are_not_told() {
    let server = Server::start(usual);
    let links: Vec<String> = ["/fine", "/no-head", "/head-lies", "/refused", "/moved", "/flaky"]
        .iter()
        .map(|path| format!("[x]({})", server.url(path)))
        .collect();
    let site = SiteTest::new().briefing("alive", "", &links.join("\n"));
    assert_eq!(check(&site), "no problems");
    let asked = server.asked();
    for request in
        ["HEAD /no-head", "GET /no-head", "GET /head-lies", "GET /refused", "HEAD /moved", "HEAD /flaky"]
    {
        assert!(asked.contains(&request.to_owned()), "{request} is not in {asked:?}");
    }
}

#[test]
fn each_address_is_asked_for_once_and_what_answered_is_kept_for_a_week() {
    let server = Server::start(usual);
    let (fine, gone) = (server.url("/fine"), server.url("/gone"));
    let front = format!("sources:\n  - {{ title: One, url: \"{fine}\" }}");
    let mut site = SiteTest::new()
        .briefing("one", &front, &format!("[x]({fine}#a) [y]({fine}#b)"))
        .file("content/pages/about.md", format!("---\ntitle: About\n---\n[x]({fine}) [y]({gone})\n"));
    assert!(check(&site).contains("[dead-link]"));
    assert_eq!(server.asked(), ["GET /gone", "HEAD /fine", "HEAD /gone"]);
    let hash = |url: &str| blake3::hash(url.as_bytes()).to_hex().to_string();
    let kept = site.read(".chancery/links");
    assert!(kept.contains(&hash(&fine)) && !kept.contains(&hash(&gone)), "{kept}");
    assert!(!kept.contains("/fine"), "an address may stand in a text that is held back tomorrow: {kept}");
    assert!(check(&site).contains("[dead-link]"));
    assert_eq!(server.asked(), ["GET /gone", "HEAD /gone"]);

    let later = NOW.parse::<u64>().expect("a number") + 8 * 24 * 3600;
    site = site.env("SOURCE_DATE_EPOCH", &later.to_string());
    check(&site);
    assert_eq!(server.asked(), ["GET /gone", "HEAD /fine", "HEAD /gone"]);
    for broken in ["", "[]", "{\"x\": \"y\"}"] {
        site.write(".chancery/links", broken);
        check(&site);
        assert_eq!(server.asked(), ["GET /gone", "HEAD /fine", "HEAD /gone"], "{broken}");
    }
}

#[test]
fn nobody_is_asked_unless_it_is_wanted_nor_for_what_is_held_back() {
    let server = Server::start(usual);
    let link = |path: &str| format!("[x]({})", server.url(path));
    let site = SiteTest::new()
        .briefing("plain", "", &link("/gone"))
        .briefing("draft", "status: draft", &link("/draft"))
        .briefing("embargo", "embargo: 2030-01-01", &link("/embargo"))
        .briefing("marked", "marking: TLP:RED # chancery: allow unpublished-marking", &link("/marked"));
    assert_eq!(site.check().said(), "no problems");
    assert_eq!(server.asked(), Vec::<String>::new());
    assert!(!site.root().join(".chancery").exists());
    check(&site);
    assert_eq!(server.asked(), ["GET /gone", "HEAD /gone"]);
    site.run(&["check", "--external", "--drafts"]);
    assert_eq!(server.asked(), ["GET /gone", "HEAD /draft", "HEAD /gone"]);
    site.run(&["check", "--timeout", "3"]).assert_refused();
}

#[test]
fn a_dead_address_can_be_allowed_and_is_no_concern_where_nobody_is_asked() {
    let server = Server::start(usual);
    let text = |path: &str| {
        format!("Read [it]({}) if you can. <!-- chancery: allow dead-link -->", server.url(path))
    };
    let site = SiteTest::new().briefing("dead", "", &text("/gone"));
    assert_eq!(check(&site), "no problems");
    let site = SiteTest::new().briefing("alive", "", &text("/fine"));
    assert_eq!(site.check().said(), "no problems");
    assert!(check(&site).contains("[unused-allow]"));
    let off = SiteTest::bare()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\nlints: { dead-link: off }\n")
        .briefing("dead", "", &text("/gone"));
    server.asked();
    assert_eq!(check(&off), "no problems");
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
#[ignore = "it takes long; scripts/test runs it"]
fn a_host_that_does_not_answer_is_told() {
    // The port of a connection is nobody else's for as long as it is open, and nobody listens there.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let connection = TcpStream::connect(silent.local_addr().expect("an address")).expect("a connection");
    let closed = connection.local_addr().expect("an address").port();
    let text = format!("[x](http://127.0.0.1:{closed}/)\n[z](http://a.b:99999/)");
    let ran =
        SiteTest::new().briefing("closed", "", &text).run(&["check", "--external", "--timeout", PATIENCE]);
    let said = ran.said();
    assert!(said.contains(&format!("http://127.0.0.1:{closed}/ cannot be reached: ")), "{said}");
    assert!(said.contains("`http://a.b:99999/` is no address: invalid port number"), "{said}");
    assert!(said.ends_with("2 warnings"), "{said}");

    let port = silent.local_addr().expect("an address").port();
    let site = SiteTest::new().briefing("silence", "", &format!("[y](http://127.0.0.1:{port}/)"));
    let said = site.run(&["check", "--external", "--timeout", "1"]).said();
    assert!(said.contains(&format!("http://127.0.0.1:{port}/ does not answer within 1 second\n")), "{said}");
    assert!(said.ends_with("1 warning"), "{said}");
}

/// What a server has seen of two hosts.
#[derive(Default)]
struct Seen {
    /// How many requests are open.
    open: [usize; 2],
    /// How many were open at once.
    most: [usize; 2],
    answered: [usize; 2],
}

#[test]
fn a_host_gets_one_request_at_a_time_while_another_is_asked() {
    const EACH: usize = 4;
    let seen: Arc<(Mutex<Seen>, Condvar)> = Arc::default();
    let shared = Arc::clone(&seen);
    let server = Server::start(move |request, _| {
        let host = usize::from(request.contains("/two"));
        let (lock, changed) = &*shared;
        let mut seen = lock.lock().expect("a lock");
        seen.open[host] += 1;
        seen.most[host] = seen.most[host].max(seen.open[host]);
        // Open until the other host has answered everything, in which a second request to this one would come.
        if request.ends_with("/one0") {
            let waits = |seen: &mut Seen| seen.answered[1] < EACH;
            seen = changed.wait_timeout_while(seen, Duration::from_mins(1), waits).expect("a lock").0;
            assert_eq!(seen.answered[1], EACH, "one host waits for the other");
        }
        seen.open[host] -= 1;
        seen.answered[host] += 1;
        changed.notify_all();
        "200 OK".to_owned()
    });
    let links: Vec<String> = (0..EACH)
        .flat_map(|number| {
            let port = server.port;
            [
                format!("<http://127.0.0.1:{port}/one{number}>"),
                format!("<http://localhost:{port}/two{number}>"),
            ]
        })
        .collect();
    let site = SiteTest::new().briefing("hosts", "", &links.join(" "));
    let ran = site.run(&["check", "--external", "--timeout", PATIENCE]);
    assert_eq!(ran.assert_ok().said(), "no problems");
    let seen = seen.0.lock().expect("a lock");
    assert_eq!((seen.most, seen.answered), ([1, 1], [EACH, EACH]));
}
