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
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "pages could not be asked for ahead: whoever comes first may wait"),
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

async fn pages(address: SocketAddr, paths: &[&str]) -> io::Result<()> {
    let mut kinds: HashSet<(String, usize)> = HashSet::new();
    for path in paths {
        let text = page(address, path).await?;
        for link in links(&text) {
            let (first, more) = kind(link);
            if kinds.insert((first.into(), more)) {
                page(address, link).await?;
            }
        }
    }
    Ok(())
}

/// Asks for a page, twice at once: each connection to the database prepares its statements by itself.
async fn page(address: SocketAddr, path: &str) -> io::Result<String> {
    let (page, _) = try_join(get(address, path), get(address, path)).await?;
    Ok(page)
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
        head => Err(io::Error::other(format!("{path} was answered with {}", head.unwrap_or_default()))),
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
    use super::{kind, links};

    #[test]
    fn pages_of_each_kind_are_found_by_the_links_to_them() {
        let page = r##"<a href="/boards">a</a><a href="/boards/leeds/cabinet">b</a><a href="https://leeds.example/a">c</a>
            <a href="/compare?programme=a/b">d</a><a href="#top">e</a><a href="/programmes/a">f</a>"##;
        assert_eq!(links(page).collect::<Vec<_>>(), ["/boards/leeds/cabinet", "/programmes/a"]);
        assert_ne!(kind("/programmes/a"), kind("/programmes/leeds/a"));
        assert_eq!(kind("https://leeds.example/a"), ("", 0));
    }
}
