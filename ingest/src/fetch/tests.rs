use std::time::{Duration, Instant};

use super::{
    server::{Act, Server, answer},
    *,
};

fn settings() -> Settings {
    Settings {
        pause: Duration::from_millis(5),
        timeout: Duration::from_millis(150),
        retry_pause: Duration::from_millis(2),
        largest: 1_000,
        ..Settings::new("folkmoot/0.1 (+mailto:test@folkmoot.example)")
    }
}

fn fetcher(base: &str) -> Fetcher {
    Fetcher::new(base, settings()).expect("a reader")
}

/// A server without robots.txt, and a reader of it.
fn pair(script: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> (Server, Fetcher) {
    let server = Server::start(move |path, before| match path {
        "/robots.txt" => answer(404, "", ""),
        _ => script(path, before),
    });
    let fetcher = fetcher(&server.url);
    (server, fetcher)
}

fn cut(body: &str) -> Act {
    Act::Send { bytes: format!("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{body}").into_bytes(), close: true }
}

#[tokio::test]
async fn pages_come_over_one_connection_with_a_pause_between() {
    let (server, mut fetcher) = pair(|path, _| answer(200, "content-type: text/xml; charset=utf-8\r\n", path));
    let start = Instant::now();
    for id in ["1", "2"] {
        let answer = fetcher.get("/ws.asmx/Op", &[("id", id), ("day", "01/02/2026")]).await.expect("an answer");
        assert_eq!(answer.bytes, format!("/ws.asmx/Op?id={id}&day=01%2F02%2F2026").into_bytes());
        assert_eq!(answer.media_type.as_deref(), Some("text/xml; charset=utf-8"));
        assert!(answer.status == 200 && answer.url.starts_with(&server.url));
    }
    assert!(start.elapsed() >= settings().pause * 2);
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "robots.txt is read once");
    assert!(asked.iter().all(|asked| asked.connection == 0), "{asked:?}");
    assert!(asked[1].head.contains("user-agent: folkmoot/0.1 (+mailto:test@folkmoot.example)"), "{}", asked[1].head);
    let counters = fetcher.counters();
    assert_eq!((counters.calls, counters.retries, counters.bytes), (3, 0, 2 * 35));
    assert!(counters.waited > Duration::ZERO);
}

#[tokio::test]
async fn operations_are_called_by_soap() {
    let (server, mut fetcher) = pair(|_, _| answer(200, "", "<x/>"));
    let params = [("lMeetingId", "7"), ("sFromDate", "<&>")];
    fetcher.soap("GetMeeting", &params).await.expect("an answer");
    let asked = server.asked().pop().expect("a call");
    assert_eq!(asked.line, "POST /mgWebService.asmx HTTP/1.1");
    assert!(asked.head.contains("soapaction: \"http://moderngov.co.uk/namespaces/GetMeeting\""), "{}", asked.head);
    let filled = "<GetMeeting xmlns=\"http://moderngov.co.uk/namespaces\"><lMeetingId>7</lMeetingId>\
                  <sFromDate>&lt;&amp;&gt;</sFromDate></GetMeeting>";
    assert!(asked.body.contains(filled), "{}", asked.body);
    for (operation, params) in [("Get Meeting", [("a", "b")]), ("Op", [("<a>", "b")]), ("Op", [("a", "\u{0}")])] {
        assert!(matches!(fetcher.soap(operation, &params).await, Err(Refusal::BadAddress { .. })));
    }
}

#[tokio::test]
async fn failures_that_pass_are_tried_again() {
    let (server, mut fetcher) = pair(|path, before| match (path, before) {
        ("/status", 0 | 1) => answer(503, "retry-after: 0\r\n", "busy"),
        ("/slow", 0) => Act::Sleep(Duration::from_millis(300)),
        ("/cut", 0) => cut("half"),
        ("/closed", 0) => Act::Send { bytes: Vec::new(), close: true },
        _ => answer(200, "", "whole"),
    });
    for (path, tries) in [("status", 3), ("slow", 2), ("cut", 2), ("closed", 2)] {
        let before = fetcher.counters();
        let answer = fetcher.get(path, &[]).await.unwrap_or_else(|refusal| panic!("{path}: {refusal}"));
        assert_eq!(answer.bytes, b"whole", "{path}");
        assert_eq!(fetcher.counters().retries - before.retries, tries - 1, "{path}");
    }
    assert_eq!(server.paths().len(), 9);
}

#[tokio::test]
async fn failures_that_stay_are_told_plainly() {
    let (server, mut fetcher) = pair(|path, _| match path {
        "/500" => answer(500, "", "<html><title>Oops</title><p>a &amp; b\r\n</p><script>x</script></html>"),
        "/later" => answer(503, "retry-after: 301\r\n", "closed for the day"),
        "/get" => answer(500, "", "Request format is unrecognized for URL unexpectedly ending in '/Op'."),
        "/404" => answer(404, "", "no"),
        "/400" => answer(400, "", ""),
        "/long" => answer(200, "", &"x".repeat(1_001)),
        "/endless" => Act::Send { bytes: format!("HTTP/1.1 200 OK\r\n\r\n{:9999}", 1).into_bytes(), close: true },
        _ => cut("half"),
    });
    let url = server.url.clone();
    let said = [
        ("500", "answered 500: Oops a & b", 4),
        ("later", "answered 503: closed for the day", 1),
        ("get", "answered 500: Request format is unrecognized for URL unexpectedly ending in '/Op'.", 1),
        ("404", "is not there: it answered 404", 1),
        ("400", "answered 400", 1),
        ("long", "answered more than 1000 bytes", 1),
        ("endless", "answered more than 1000 bytes", 1),
    ];
    for (path, sentence, tries) in said {
        let refusal = fetcher.get(path, &[]).await.expect_err(path);
        assert_eq!(refusal.to_string(), format!("{url}/{path} {sentence}"));
        assert_eq!(refusal.get_is_switched_off(), path == "get");
        assert_eq!(server.paths().iter().filter(|asked| asked[1..] == *path).count(), tries, "{path}");
    }
    let refusal = fetcher.get("cut", &[]).await.expect_err("a broken connection");
    assert!(refusal.to_string().contains("cannot be reached: the connection broke: "), "{refusal}");
}

#[tokio::test]
async fn hosts_that_are_not_there_cannot_be_reached() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    for base in [format!("http://{free}"), "http://nowhere.invalid".into()] {
        let mut fetcher = fetcher(&base);
        let refusal = fetcher.get("x", &[]).await.expect_err("no answer");
        assert!(matches!(refusal, Refusal::Unreachable { .. }), "{refusal}");
        assert_eq!(fetcher.counters().retries, 0);
    }
}

#[tokio::test]
async fn a_host_that_keeps_programs_out_is_left_alone() {
    let (server, mut fetcher) = pair(|path, _| match path.contains("mgWebService") {
        true => answer(200, "", "<committees/>"),
        false => answer(503, "", "<title>Just a moment...</title>"),
    });
    let refusal = fetcher.get("a", &[]).await.expect_err("a block");
    assert_eq!(
        refusal.to_string(),
        format!("{}/a keeps programs out: it answered 503 (a Cloudflare check)", server.url)
    );
    assert_eq!(fetcher.get("b", &[]).await, Err(refusal.clone()));
    assert!(fetcher.soap("Op", &[]).await.is_ok(), "the web service is another door");
    assert_eq!(server.paths(), ["/a", "/mgWebService.asmx"]);
}

#[tokio::test]
async fn the_base_moves_with_a_redirection() {
    let new = Server::start(|_, _| answer(200, "", "moved"));
    let to = new.url.clone();
    let (old, mut fetcher) = pair(move |path, _| match path {
        "/login" => answer(302, "location: /login.aspx?to=%2Flogin\r\n", ""),
        "/round" => answer(302, "location: /round\r\n", ""),
        _ => answer(301, &format!("location: {to}/sub/mgWebService.asmx/Op\r\n"), ""),
    });
    let login = fetcher.get("login", &[]).await.expect_err("a login");
    assert_eq!(
        login.to_string(),
        format!("{0}/login leads to {0}/login.aspx?to=%2Flogin, which is not what was asked for", old.url)
    );
    assert!(matches!(fetcher.get("round", &[]).await, Err(Refusal::Redirected { .. })));
    assert_eq!(old.paths().len(), 1 + 6, "led on 5 times");
    assert_eq!(fetcher.base(), format!("{}/", old.url));
    for _ in 0..2 {
        fetcher.get("mgWebService.asmx/Op", &[("a", "1")]).await.expect("an answer");
    }
    assert_eq!(fetcher.base(), format!("{}/sub/", new.url));
    assert_eq!(old.paths().len(), 7 + 1, "the second call went to the new base");
    assert_eq!(new.paths(), ["/sub/mgWebService.asmx/Op?a=1"; 2]);
    assert!(new.asked()[0].line.contains("/robots.txt"), "the new host's rules are read, too");
}

#[tokio::test]
async fn robots_txt_is_kept_to() {
    let text = "User-agent: *\nDisallow:\n\nUser-agent: Folkmoot\nDisallow: /*/secret\nCrawl-delay: 0.05\n";
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => answer(200, "content-type: text/plain\r\n", text),
        _ => answer(200, "", "open"),
    });
    let mut fetcher = fetcher(&format!("{}/sub", server.url));
    let refusal = fetcher.get("secret", &[("a", "1")]).await.expect_err("a rule");
    assert_eq!(
        refusal.to_string(),
        format!("{}/sub/secret?a=1 was not asked for: the robots.txt of the host does not allow it", server.url)
    );
    let start = Instant::now();
    fetcher.get("open", &[]).await.expect("an answer");
    assert!(start.elapsed() > Duration::from_millis(40), "the host's delay is longer than ours");
    assert_eq!(server.paths(), ["/sub/open"]);
}

#[tokio::test]
async fn robots_txt_that_cannot_be_read_forbids_and_one_that_is_kept_back_allows() {
    for (status, allowed) in [(500, false), (503, false), (401, true), (403, true), (410, true)] {
        let server = Server::start(move |path, _| match path {
            "/robots.txt" => answer(status, "", ""),
            _ => answer(200, "", ""),
        });
        let mut fetcher = fetcher(&server.url);
        for _ in 0..2 {
            match fetcher.get("a", &[]).await {
                Ok(_) => assert!(allowed, "{status}"),
                Err(refusal) => {
                    assert!(!allowed && matches!(refusal, Refusal::Robots { .. }), "{status}: {refusal}");
                    assert!(refusal.to_string().contains(&format!("/robots.txt answered {status}")), "{refusal}");
                }
            }
        }
        assert_eq!(server.asked().len(), if allowed { 3 } else { 4 }, "it is read once, with retries");
    }
}

#[tokio::test]
async fn a_call_may_be_dropped_in_the_middle() {
    let (server, mut fetcher) = pair(|path, _| match path {
        "/slow" => Act::Sleep(Duration::from_millis(300)),
        _ => answer(200, "", "well"),
    });
    let is_send = |_: &dyn Send| ();
    is_send(&fetcher.get("a", &[]));
    let short = Duration::from_millis(60);
    assert!(tokio::time::timeout(short, fetcher.get("slow", &[])).await.is_err());
    assert_eq!(fetcher.get("a", &[]).await.expect("an answer").bytes, b"well");
    assert_eq!(server.paths(), ["/slow", "/a"]);
}

#[test]
fn a_user_agent_names_its_program() {
    for bad in ["", " folkmoot", "/1.0", "folkmoot\n"] {
        let made = Fetcher::new("https://x.example", Settings::new(bad));
        assert!(matches!(made, Err(FetchError::BadUserAgent(_))), "{bad:?}");
    }
}
