//! `/graphiql`: a page from which queries can be tried, with the network unplugged. The full explorer where it was there
//! to be built, a plain form otherwise.

use actix_web::{HttpRequest, HttpResponse, http::header, web};

/// Name, bytes, and the same bytes packed with brotli.
type File = (&'static str, &'static [u8], Option<&'static [u8]>);

/// The files of the full explorer, if it was built.
static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/explorer.rs"));

/// The plain form that stands in for it.
static PLAIN: &[File] = &[
    ("index.html", include_bytes!("explorer.html"), None),
    ("explorer.js", include_bytes!("explorer.js"), None),
    ("explorer.css", include_bytes!("explorer.css"), None),
];

static EXAMPLES: File = ("examples.json", include_bytes!("examples.json"), None);

/// Rules for the pages: nothing from elsewhere. The editor writes styles and starts workers of its own.
const POLICY: &str = "default-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The page lives in a folder, so that its files are found beside it.
pub async fn folder(request: HttpRequest) -> HttpResponse {
    let query = request.query_string();
    let address = if query.is_empty() { "/graphiql/".into() } else { format!("/graphiql/?{query}") };
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, address)).finish()
}

/// A file of the explorer.
pub async fn file(request: HttpRequest, path: web::Path<String>) -> HttpResponse {
    let name = if path.is_empty() { "index.html" } else { path.as_str() };
    let files = if FILES.is_empty() { PLAIN } else { FILES };
    let Some((name, raw, packed)) = files.iter().chain([&EXAMPLES]).find(|(n, ..)| *n == name) else {
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("no such file\n");
    };
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, media(name))).insert_header((header::VARY, "Accept-Encoding"));
    response.insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    // Names of assets hold a hash of what is in them.
    let kept = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.insert_header((header::CACHE_CONTROL, kept));
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    match packed {
        Some(packed) if accepts.split(',').any(|e| e.trim() == "br") => {
            response.insert_header((header::CONTENT_ENCODING, "br")).body(*packed)
        }
        _ => response.body(*raw),
    }
}

fn media(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("ttf") => "font/ttf",
        _ => "application/octet-stream",
    }
}
