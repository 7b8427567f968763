//! The node's HTTP API and its pages.

mod attempts;
mod authority;
mod bodies;
mod catalogue;
mod counters;
mod devices;
mod documents;
mod events;
mod figures;
mod guard;
mod hall;
mod nearness;
mod operations;
mod pages;
mod printers;
mod refusals;
mod sessions;
mod submissions;
mod tickets;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use ::shared::catalogue::Catalogue;
use ::shared::time::Timestamp;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::serve::ListenerExt as _;
use chrono::TimeDelta;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use authority::{Caller, ROUTES, Route};

use crate::clock::Clock;
use crate::config::Config;
use crate::devices::Presence;
use crate::figures::Books;
use crate::line::Line;
use crate::metrics::Metrics;
use crate::printers::Printers;
use crate::store::Store;
use crate::stream::Stream;
use attempts::Attempts;
use catalogue::Documents;

/// Files taken in at once; each may hold its 20 MiB in memory until it is sealed.
const UPLOADS_MAX: usize = 2;

/// Chunks taken in at once; each holds at most 512 KiB in memory until it is sealed.
const CHUNKS_AT_ONCE_MAX: usize = 64;

/// What the API is given.
pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) stream: Arc<Stream>,
    pub(crate) line: Line,
    pub(crate) printers: Printers,
    pub(crate) presence: Arc<Presence>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: Config,
    pub(crate) stop: CancellationToken,
}

/// What every handler sees.
struct Hall {
    store: Store,
    catalogue: Arc<Catalogue>,
    documents: Documents,
    stream: Arc<Stream>,
    line: Line,
    printers: Printers,
    clock: Arc<dyn Clock>,
    config: Config,
    stop: CancellationToken,
    metrics: Metrics,
    books: Books,
    started_at: Timestamp,
    uploads: Semaphore,
    chunks: Semaphore,
    chunks_by_peer: Attempts,
    sign_ins_by_name: Attempts,
    sign_ins_by_peer: Attempts,
    follow_ups_by_code: Attempts,
    follow_ups_by_peer: Attempts,
    registrations_by_peer: Attempts,
    presence: Arc<Presence>,
}

impl Hall {
    fn new(parts: Parts) -> Self {
        let Parts { store, catalogue, stream, line, printers, presence, clock, config, stop } =
            parts;
        Self {
            documents: Documents::new(&catalogue),
            metrics: Metrics::new(store.clone(), stream.followers(), printers.clone()),
            books: Books::of(store.clone()),
            started_at: clock.now(),
            uploads: Semaphore::new(UPLOADS_MAX),
            chunks: Semaphore::new(CHUNKS_AT_ONCE_MAX),
            // A hall of phones behind one address sends 50 MB in each second, and 1 GB at once.
            chunks_by_peer: Attempts::new(2_000, TimeDelta::milliseconds(10)),
            sign_ins_by_name: Attempts::new(5, TimeDelta::minutes(1)),
            sign_ins_by_peer: Attempts::new(20, TimeDelta::seconds(10)),
            follow_ups_by_code: Attempts::new(5, TimeDelta::minutes(10)),
            follow_ups_by_peer: Attempts::new(30, TimeDelta::seconds(10)),
            registrations_by_peer: Attempts::new(10, TimeDelta::minutes(1)),
            presence,
            store,
            catalogue,
            stream,
            line,
            printers,
            clock,
            config,
            stop,
        }
    }

    fn is_https(&self) -> bool {
        self.config.public_url.starts_with("https://")
    }
}

/// Serves until told to stop, then finishes the requests at hand.
pub(crate) async fn serve(
    listener: TcpListener,
    parts: Parts,
    stop: CancellationToken,
) -> io::Result<()> {
    let app = app(Arc::new(Hall::new(parts)));
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    // Answers are small: waiting to fill a packet would only make them late.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await
}

/// Every path of the description, as (method, path); the table of [`ROUTES`] has the same.
pub fn described_routes() -> Vec<(String, String)> {
    let (_, description) = endpoints().split_for_parts();
    let mut found = Vec::new();
    for (path, item) in description.paths.paths {
        for (method, operation) in
            [("GET", &item.get), ("PUT", &item.put), ("POST", &item.post), ("DELETE", &item.delete)]
        {
            if operation.is_some() {
                found.push((method.to_owned(), path.clone()));
            }
        }
    }
    found
}

fn app(hall: Arc<Hall>) -> Router {
    let (endpoints, description) = endpoints().split_for_parts();
    let endpoints = endpoints
        .route_layer(middleware::from_fn_with_state(Arc::clone(&hall), authority::authorise))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&hall), devices::recognise))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&hall), guard::guard))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&hall), count));
    endpoints
        .merge(documents::routes(description))
        .merge(pages::routes(&hall.config))
        .layer(middleware::from_fn(guard::shield))
        .with_state(hall)
}

fn endpoints() -> OpenApiRouter<Arc<Hall>> {
    OpenApiRouter::with_openapi(documents::Description::openapi())
        .routes(routes!(hall::read))
        .routes(routes!(events::follow))
        .routes(routes!(catalogue::index))
        .routes(routes!(catalogue::procedure))
        .routes(routes!(tickets::issue, tickets::read))
        .routes(routes!(tickets::slip))
        .routes(routes!(tickets::waive))
        .routes(routes!(tickets::follow))
        .routes(routes!(tickets::reprint))
        .routes(routes!(submissions::keep_file, submissions::file_held, submissions::remove_file))
        .routes(routes!(submissions::keep_chunk))
        .routes(routes!(submissions::keep_whole))
        .routes(routes!(submissions::submit, submissions::read))
        .routes(routes!(submissions::follow_up))
        .routes(routes!(counters::read))
        .routes(routes!(counters::act))
        .routes(routes!(counters::parked))
        .routes(routes!(counters::retry))
        .routes(routes!(figures::read))
        .routes(routes!(figures::as_csv))
        .routes(routes!(figures::as_workbook))
        .routes(routes!(sessions::sign_in))
        .routes(routes!(sessions::read, sessions::sign_out))
        .routes(routes!(sessions::choose_password))
        .routes(routes!(devices::read, devices::register))
        .routes(routes!(devices::tell_voice))
        .routes(routes!(printers::read))
        .routes(routes!(printers::test))
        .routes(routes!(operations::health))
        .routes(routes!(operations::readiness))
        .routes(routes!(operations::metrics))
        .routes(routes!(operations::status))
}

async fn count(
    State(hall): State<Arc<Hall>>,
    path: MatchedPath,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let response = next.run(request).await;
    hall.metrics.count(method.as_str(), path.as_str(), response.status().as_u16());
    response
}
