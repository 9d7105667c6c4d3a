//! Files that pages need: under names that hold a hash of them, packed once, kept by browsers for good.

use std::io::Write;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

/// A file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// Its address.
    pub path: String,
    media: &'static str,
    raw: &'static [u8],
    brotli: Vec<u8>,
    gzip: Vec<u8>,
}

impl Asset {
    fn new(stem: &str, extension: &str, media: &'static str, raw: &'static [u8]) -> Self {
        let hash: String = Sha256::digest(raw).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let mut packed = Vec::new();
        // Writing to memory does not fail; a file that were not packed would be sent as it is.
        if brotli::BrotliCompress(&mut &*raw, &mut packed, &BrotliEncoderParams::default()).is_err() {
            packed.clear();
        }
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        let gzip = gzip.write_all(raw).and_then(|()| gzip.finish()).unwrap_or_default();
        Self { path: format!("/static/{stem}-{hash}.{extension}"), media, raw, brotli: packed, gzip }
    }
}

pub static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("style", "css", "text/css; charset=utf-8", SHEETS.as_bytes()));

/// Sheets, the general one first: a kind of page or part adds to it and never takes from another.
const SHEETS: &str = concat!(
    include_str!("../static/style.css"),
    include_str!("../static/comparison.css"),
    include_str!("../static/record.css"),
    include_str!("../static/list.css"),
);

/// Every file.
fn all() -> [&'static Asset; 1] {
    [&STYLE]
}

pub fn routes(config: &mut web::ServiceConfig) {
    // Packing takes longer than a page may: before the first one is asked for.
    LazyLock::force(&STYLE);
    config.route("/static/{file}", web::get().to(file)).route("/static/{file}", web::head().to(file));
    config.route("/favicon.ico", web::get().to(icon));
}

/// The mark of the site, at the address where browsers look for it by themselves.
async fn icon() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(include_str!("../static/icon.svg"))
}

async fn file(request: HttpRequest) -> HttpResponse {
    let Some(asset) = all().into_iter().find(|asset| asset.path == request.path()) else {
        return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("no such file\n");
    };
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let takes = |encoding: &str| {
        accepts.split(',').any(|given| {
            let mut parts = given.split(';').map(str::trim);
            parts.next() == Some(encoding) && parts.all(|weight| weight != "q=0")
        })
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, asset.media))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    if takes("br") && !asset.brotli.is_empty() {
        response.insert_header((header::CONTENT_ENCODING, "br")).body(asset.brotli.as_slice())
    } else if takes("gzip") && !asset.gzip.is_empty() {
        response.insert_header((header::CONTENT_ENCODING, "gzip")).body(asset.gzip.as_slice())
    } else {
        response.body(asset.raw)
    }
}
