//! Addresses below a base, which is a folder: they are joined to it, and never built from the host alone.

use url::{Host, Url};

use super::{FetchError, Refusal};

/// The folder that holds the web service. Its path ends with a slash.
pub(super) fn base(text: &str) -> Result<Url, FetchError> {
    let bad = |problem: &str| FetchError::BadBase { base: text.into(), problem: problem.into() };
    let mut base = Url::parse(text.trim()).map_err(|error| bad(&error.to_string()))?;
    if !matches!(base.scheme(), "http" | "https") {
        return Err(bad("it starts neither with https:// nor with http://"));
    }
    if !base.username().is_empty() || base.password().is_some() {
        return Err(bad("it names a user"));
    }
    if base.query().is_some() || base.fragment().is_some() {
        return Err(bad("it is a page, and not a folder"));
    }
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    Ok(base)
}

/// The address of a page below the base, whether or not its path starts with a slash.
pub(super) fn below(base: &Url, path: &str, params: &[(&str, &str)]) -> Result<Url, Refusal> {
    let bad = |problem: &str| Refusal::BadAddress { address: format!("{base}{path}"), problem: problem.into() };
    let path = path.trim_start_matches('/');
    if path.contains(['?', '#', '\\']) || path.chars().any(char::is_control) {
        return Err(bad("the path holds a character that no path holds"));
    }
    let mut address = base.clone();
    address.set_path(&format!("{}{path}", base.path()));
    if !address.path().starts_with(base.path()) {
        return Err(bad("the path leads out of the folder"));
    }
    if !params.is_empty() {
        address.query_pairs_mut().extend_pairs(params);
    }
    Ok(address)
}

/// Whether an address names a place within the reader's own network: a private or local number, or `localhost`.
pub(super) fn is_inside(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Where a redirection from one address leads; none if to no web server, or from https to http.
pub(super) fn onward(from: &Url, location: &str) -> Option<Url> {
    let mut to = from.join(location).ok()?;
    to.set_fragment(None);
    let safe = to.scheme() == "https" || (to.scheme() == "http" && from.scheme() == "http");
    (safe && to.username().is_empty() && to.password().is_none()).then_some(to)
}

/// Where a redirection from one address leads, with the new base; none if it leads to another page than `path`, or
/// from https to http. Parameters that the redirection dropped are taken along.
pub(super) fn moved(from: &Url, location: &str, path: &str) -> Option<(Url, Url)> {
    let mut to = onward(from, location)?;
    if to.query().is_none() {
        to.set_query(from.query());
    }
    // The path as it is written in an address: escaped.
    let mut asked = from.clone();
    asked.set_path(path.trim_start_matches('/'));
    let folder = to.path().len().checked_sub(asked.path().len() - 1)?;
    let same = to.path().get(folder..)?.eq_ignore_ascii_case(&asked.path()[1..]);
    let above = to.path().get(..folder).filter(|above| same && above.ends_with('/'))?;
    let mut base = to.clone();
    base.set_query(None);
    base.set_path(above);
    Some((to, base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_joined_to_the_folder() {
        let base = base("https://x.example/ecminutes").expect("a base");
        let page = below(&base, "/mgWebService.asmx/GetMeeting", &[("sFromDate", "01/02/2026")]).expect("a page");
        assert_eq!(page.as_str(), "https://x.example/ecminutes/mgWebService.asmx/GetMeeting?sFromDate=01%2F02%2F2026");
        let spaced = below(&base, "documents/s1/a%20b c.pdf", &[]).expect("a page");
        assert_eq!(spaced.path(), "/ecminutes/documents/s1/a%20b%20c.pdf");
        for outside in ["../x", "a/%2e%2e/../../y", "a?b", "a\\b", "a\nb"] {
            assert!(matches!(below(&base, outside, &[]), Err(Refusal::BadAddress { .. })), "{outside}");
        }
    }

    #[test]
    fn a_base_is_a_folder_on_a_web_server() {
        for bad in ["x.example", "ftp://x.example", "https://a:b@x.example", "https://x.example/?a=1", "https://"] {
            assert!(matches!(base(bad), Err(FetchError::BadBase { .. })), "{bad}");
        }
        assert_eq!(base("http://x.example").expect("a base").as_str(), "http://x.example/");
    }

    #[test]
    fn places_within_the_own_network_are_told_from_others() {
        let inside = |address: &str| is_inside(&Url::parse(address).expect("an address"));
        for near in [
            "http://127.0.0.1:80/",
            "http://10.1.2.3/",
            "http://169.254.169.254/x",
            "http://[::1]/",
            "http://localhost/",
        ] {
            assert!(inside(near), "{near}");
        }
        assert!(!inside("https://files.example/") && !inside("http://93.184.216.34/"));
        let from = Url::parse("https://x.example/a?b=1").expect("an address");
        assert_eq!(onward(&from, "/c#d").map(String::from).as_deref(), Some("https://x.example/c"));
        assert!(onward(&from, "http://x.example/c").is_none() && onward(&from, "https://a:b@x.example/").is_none());
    }

    #[test]
    fn the_base_moves_with_the_page_and_nowhere_else() {
        let from = |scheme: &str| Url::parse(&format!("{scheme}://x.example/ws.asmx/Op?a=1")).expect("an address");
        let to =
            |location: &str| moved(&from("http"), location, "ws.asmx/Op").map(|(to, base)| (to.into(), base.into()));
        let pair = |to: &str, base: &str| Some((String::from(to), String::from(base)));
        assert_eq!(
            to("https://y.example/old/WS.asmx/Op#top"),
            pair("https://y.example/old/WS.asmx/Op?a=1", "https://y.example/old/")
        );
        assert_eq!(to("/ws.asmx/Op?a=1&b=2"), pair("http://x.example/ws.asmx/Op?a=1&b=2", "http://x.example/"));
        for elsewhere in ["/", "/login?to=/ws.asmx/Op", "https://y.example/", "/xws.asmx/Op", "mailto:a@b", "/é"] {
            assert_eq!(to(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(moved(&from("https"), "http://x.example/ws.asmx/Op", "ws.asmx/Op"), None);
    }
}
