//! What a server asks itself for once when it starts, so that whoever comes first need not wait: queries are judged, statements
//! prepared, and what they read of the database is at hand.

use std::{
    collections::HashSet,
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use futures_util::future::try_join;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Time that all of it may take.
const TIME: Duration = Duration::from_secs(5);
/// Bytes of an answer that are read at most.
const LONGEST: u64 = 4_000_000;

/// Asks the server at an address for pages, and for one page of each kind that they link to. That it fails is told in the log
/// and does no harm: pages are then made when somebody asks for them.
pub async fn warm(address: SocketAddr, paths: &[&str]) {
    match timeout(TIME, pages(here(address), paths)).await {
        Ok(None) => {}
        Ok(Some(error)) => {
            tracing::warn!(%error, "not all pages could be asked for ahead: whoever comes first may wait")
        }
        Err(_) => tracing::info!("not all pages were asked for ahead in time: whoever comes first may wait"),
    }
}

/// Where a server is reached from its own machine.
fn here(address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(held) if held.ip().is_unspecified() => (Ipv4Addr::LOCALHOST, held.port()).into(),
        SocketAddr::V6(held) if held.ip().is_unspecified() => (Ipv6Addr::LOCALHOST, held.port()).into(),
        _ => address,
    }
}

/// Asks for pages and what they link to, one after the other. Gives what went wrong first; the others are asked for all the same.
async fn pages(address: SocketAddr, paths: &[&str]) -> Option<io::Error> {
    let mut kinds: HashSet<(String, usize)> = HashSet::new();
    let mut failed = None;
    for path in paths {
        let text = page(address, path).await.unwrap_or_else(|error| {
            failed.get_or_insert(error);
            String::new()
        });
        for link in links(&text) {
            let (first, more) = kind(link);
            if kinds.insert((first.into(), more))
                && let Err(error) = page(address, link).await
            {
                failed.get_or_insert(error);
            }
        }
    }
    failed
}

/// Asks for a page, twice at once: each connection to the database prepares its statements by itself.
async fn page(address: SocketAddr, path: &str) -> io::Result<String> {
    let asked = try_join(get(address, path), get(address, path)).await;
    asked.map(|(page, _)| page).map_err(|error| io::Error::other(format!("{path}: {error}")))
}

async fn get(address: SocketAddr, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(LONGEST).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    match answer.get(..answer.find("\r\n").unwrap_or(0)) {
        Some(head) if head.contains(" 200 ") => Ok(answer),
        head => Err(io::Error::other(format!("answered with {:?}", head.unwrap_or_default()))),
    }
}

/// Addresses below others on the same server to which a page leads.
fn links(page: &str) -> impl Iterator<Item = &str> {
    let addresses = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    addresses.filter(|address| kind(address).1 > 0 && !address.contains(['?', '#', '&']))
}

/// What sort of page lies at an address: its first part, and how many parts follow.
fn kind(address: &str) -> (&str, usize) {
    let mut parts = address.strip_prefix('/').unwrap_or_default().split('/').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    (first, parts.count())
}

#[cfg(test)]
mod tests {
    use super::{kind, links, pages};
    use std::net::Ipv4Addr;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
        sync::mpsc,
    };

    #[tokio::test]
    async fn pages_that_fail_keep_no_other_from_being_asked_for() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, mut asked) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = [0; 512];
                let read = stream.read(&mut request).await.unwrap_or_default();
                let request = String::from_utf8_lossy(&request[..read]).into_owned();
                // Whoever asks twice at once goes away when one answer is bad.
                let Some(path) = request.split(' ').nth(1) else { continue };
                let status = if path.contains("bad") { "500 Internal Server Error" } else { "200 OK" };
                let text = "<a href=\"/bad/a\">a</a><a href=\"/boards/a\">b</a>";
                let answer = format!("HTTP/1.1 {status}\r\n\r\n{text}");
                sender.send(path.to_owned()).expect("somebody waits");
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        let failed = pages(address, &["/bad", "/", "/councils"]).await.expect("an error");
        assert_eq!(failed.to_string(), "/bad: answered with \"HTTP/1.1 500 Internal Server Error\"", "the first one");
        let mut paths = Vec::new();
        while let Ok(path) = asked.try_recv() {
            paths.push(path);
        }
        paths.dedup();
        assert_eq!(paths, ["/bad", "/", "/bad/a", "/boards/a", "/councils"]);
    }

    #[test]
    fn pages_of_each_kind_are_found_by_the_links_to_them() {
        let page = r##"<a href="/boards">a</a><a href="/boards/leeds/cabinet">b</a><a href="https://leeds.example/a">c</a>
            <a href="/compare?programme=a/b">d</a><a href="#top">e</a><a href="/programmes/a">f</a>"##;
        assert_eq!(links(page).collect::<Vec<_>>(), ["/boards/leeds/cabinet", "/programmes/a"]);
        assert_ne!(kind("/programmes/a"), kind("/programmes/leeds/a"));
        assert_eq!(kind("https://leeds.example/a"), ("", 0));
    }
}
