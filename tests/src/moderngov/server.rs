//! The stub on the wire.

use std::{
    io,
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    body::SizedStream,
    http::StatusCode,
    http::header::{CONTENT_TYPE, LOCATION},
    rt,
    rt::time::sleep,
    web::{self, Bytes, Data},
};
use futures_util::{StreamExt, stream};

use super::{
    State,
    fault::{Fault, spoil},
    reply::Reply,
    route,
    service::Params,
};

/// The time that a cut answer has to leave before the connection is closed.
const BEFORE_CUT: Duration = Duration::from_millis(20);

#[derive(Clone)]
pub(super) struct Host {
    pub folder: String,
    pub base: String,
    pub state: Arc<Mutex<State>>,
}

/// Serves on a thread of its own, as long as the program runs.
pub(super) fn start(listener: TcpListener, host: Host) {
    thread::spawn(move || {
        let host = Data::new(host);
        rt::System::new().block_on(async move {
            HttpServer::new(move || App::new().app_data(host.clone()).default_service(web::to(serve)))
                .workers(1)
                .keep_alive(Duration::from_secs(60))
                .disable_signals()
                .listen(listener)
                .expect("the stub listens")
                .run()
                .await
        })
    });
}

/// A request that is being answered.
struct Running<'a>(&'a Host);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.state.lock().expect("the state").at_once -= 1;
    }
}

async fn serve(host: Data<Host>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let (reply, fault, _running) = answer(&host, &request, &String::from_utf8_lossy(&body));
    if let Some(Fault::Slow(time)) = fault {
        sleep(time).await;
    }
    let mut response = HttpResponse::build(StatusCode::from_u16(reply.status).expect("a status"));
    response.insert_header((CONTENT_TYPE, reply.media_type));
    if let Some(location) = reply.location {
        response.insert_header((LOCATION, location));
    }
    match reply.announced {
        None => response.body(reply.body),
        Some(length) => {
            let sent = stream::iter([Ok(Bytes::from(reply.body))]);
            let cut = stream::once(async {
                sleep(BEFORE_CUT).await;
                Err(io::Error::other("cut"))
            });
            response.body(SizedStream::new(length as u64, sent.chain(cut).boxed_local()))
        }
    }
}

/// The answer, spoiled if a fault takes it, with the fault.
fn answer<'a>(host: &'a Host, request: &HttpRequest, body: &str) -> (Reply, Option<Fault>, Running<'a>) {
    let (method, path, query) = (request.method().as_str(), request.path(), request.query_string());
    let mut state = host.state.lock().expect("the state");
    state.at_once += 1;
    state.most_at_once = state.most_at_once.max(state.at_once);
    let below = path.strip_prefix(host.folder.as_str());
    let action = request.headers().get("SOAPAction").and_then(|action| action.to_str().ok());
    let mut address = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let rest = address.strip_prefix(host.folder.as_str()).unwrap_or(&address).to_owned();
    let reply = match (path, below, action) {
        ("/robots.txt", ..) => state.robots.as_deref().map_or_else(Reply::gone, |text| Reply::of("text/plain", text)),
        (_, Some(below), Some(action)) if below.eq_ignore_ascii_case("/mgWebService.asmx") && method == "POST" => {
            let (reply, asked) = route::soap(&state.council, &host.base, action, body);
            address = format!("{}{asked}", host.folder);
            reply
        }
        (_, Some(below), _) => route::page(&state.council, &host.base, below, &params(query)),
        ("/", ..) => Reply::page("<html><head><title>Home</title></head><body>Made up</body></html>"),
        _ => Reply::gone(),
    };
    state.log.push(format!("{method} {address}"));
    let fault = state.traps.iter_mut().find_map(|trap| trap.takes(method, &address).then(|| trap.fault.clone()));
    drop(state);
    let reply = match &fault {
        Some(fault) => spoil(fault, reply, &rest),
        None => reply,
    };
    (reply, fault, Running(host))
}

fn params(query: &str) -> Params {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query).map(web::Query::into_inner);
    pairs.unwrap_or_default().into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect()
}
