//! Which page or operation an address is of.

use super::{
    council::{Council, Document, Meeting},
    decisions, html, pages,
    pdf::pdf,
    plans,
    reply::Reply,
    service::{self, Params},
};

/// The answer to a page below the base: its name, with the parameters by name in small letters.
pub(super) fn page(council: &Council, base: &str, name: &str, params: &Params) -> Reply {
    let name = name.trim_start_matches('/').to_lowercase();
    if let Some(operation) = name.strip_prefix("mgwebservice.asmx/") {
        return service::operation(council, base, operation, params, false);
    }
    let id = |names: &[&str]| names.iter().find_map(|name| params.get(*name)?.parse::<u32>().ok());
    if name == "mgconvert2pdf.aspx" {
        return id(&["id"]).and_then(|id| council.document(id)).map_or_else(Reply::gone, file);
    }
    let meeting = |show: fn(&Council, &Meeting) -> String, names: &[&str]| {
        id(names).and_then(|id| council.meeting(id)).map(|meeting| show(council, &meeting))
    };
    let issue = || id(&["iid"]).and_then(|id| council.issues.iter().find(|issue| issue.id == id));
    let found = match name.as_str() {
        "" | "mghome.aspx" => Some(html::page("Home", "", "", "<p>Welcome to a made-up council.</p>\n")),
        "ielistdocuments.aspx" => meeting(pages::agenda, &["mid", "meetingid"]),
        "mgmeetingattendance.aspx" => meeting(pages::attendance, &["id"]),
        "iedecisiondetails.aspx" => {
            let of_item = id(&["aiid"]).and_then(|item| council.decision_of_item(item));
            let decision = of_item.or_else(|| id(&["id"]).and_then(|id| council.decision(id)));
            decision.map(|decision| decisions::details(council, &decision))
        }
        "mgdelegateddecisions.aspx" => Some(decisions::list(council, params)),
        "mgplanshome.aspx" => (!council.plans.is_empty()).then(|| plans::home(council)),
        "mglistplans.aspx" => id(&["rpid"]).and_then(|id| council.plan(id)).map(plans::editions),
        "mglistplanitems.aspx" => id(&["planid"]).and_then(|id| council.edition(id)).map(plans::items),
        "ieissuedetails.aspx" => issue().map(|issue| decisions::meetings(council, issue)),
        "mgissuehistoryhome.aspx" => issue().map(decisions::issue),
        _ => None,
    };
    found.map_or_else(Reply::gone, Reply::page)
}

/// The file of a document.
fn file(document: &Document) -> Reply {
    let title = [document.title.as_str()];
    let pages: Vec<&str> = document.pages.iter().map(String::as_str).collect();
    Reply::of("application/pdf", pdf(if pages.is_empty() { &title } else { &pages }))
}

/// The answer to a SOAP call, and the address that a GET of the same would have.
pub(super) fn soap(council: &Council, base: &str, action: &str, body: &str) -> (Reply, String) {
    let operation = action.trim_matches('"').rsplit('/').next().unwrap_or_default();
    let mut params = Params::new();
    let mut address = format!("/mgWebService.asmx/{operation}");
    for name in service::declared(operation) {
        let value = body.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split_once(&format!("</{name}>")));
        if let Some((value, _)) = value {
            let value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            address += &format!("{}{name}={value}", if params.is_empty() { "?" } else { "&" });
            params.insert(name.to_lowercase(), value);
        }
    }
    (service::operation(council, base, operation, &params, true), address)
}
