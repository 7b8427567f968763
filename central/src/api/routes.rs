//! Every door, who may pass it and how much may be carried through. What is not here is closed.

/// Who may call a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Anyone.
    Public,
    /// An enrolled hall, by its signature over the request.
    Hall,
    /// A signed-in officer, by the session cookie.
    Officer,
}

/// A door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The pattern of its path.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    /// The most bytes of a body.
    pub body_bytes_max: usize,
}

/// Nothing is sent.
const EMPTY: usize = 0;
/// A few fields.
const FIELDS: usize = 16 * 1024;
/// An envelope and its manifest in base64 and JSON.
const ENVELOPE: usize = 1024 * 1024;
/// A sealed chunk.
const CHUNK: usize = crate::manifest::SEALED_CHUNK_BYTES_MAX;
/// A month summed up by day, and the epochs of a journal.
const BELIEF: usize = 256 * 1024;
/// A page of names with their digests.
const NAMES: usize = 1024 * 1024;
/// A full batch of journal entries.
const JOURNAL: usize = 2 * 1024 * 1024;

/// Every door of the centre.
pub const ROUTES: &[Route] = &[
    door("HEAD", "/intake/v1", Caller::Public, EMPTY),
    door("POST", "/intake/v1/enrolments", Caller::Public, FIELDS),
    door("PUT", "/intake/v1/submissions/{submission}", Caller::Hall, ENVELOPE),
    door("GET", "/intake/v1/submissions/{submission}/missing", Caller::Hall, EMPTY),
    door("PUT", "/intake/v1/submissions/{submission}/files/{file}/{n}", Caller::Hall, CHUNK),
    door("PUT", "/intake/v1/submissions/{submission}/commit", Caller::Hall, EMPTY),
    door("PUT", "/intake/v1/journal/{epoch}/{first_seq}", Caller::Hall, JOURNAL),
    door("PUT", "/intake/v1/heartbeat", Caller::Hall, FIELDS),
    door("PUT", "/intake/v1/belief", Caller::Hall, BELIEF),
    door("PUT", "/intake/v1/belief/{day}", Caller::Hall, NAMES),
    door("GET", "/feed/v1", Caller::Hall, EMPTY),
    door("POST", "/api/passwords", Caller::Public, FIELDS),
    door("POST", "/api/sessions", Caller::Public, FIELDS),
    door("GET", "/api/sessions/current", Caller::Officer, EMPTY),
    door("DELETE", "/api/sessions/current", Caller::Officer, EMPTY),
    door("GET", "/api/dossiers", Caller::Officer, EMPTY),
    door("GET", "/api/dossiers/{submission}", Caller::Officer, EMPTY),
    door("GET", "/api/dossiers/{submission}/files/{file}", Caller::Officer, EMPTY),
    door("GET", "/api/incidents", Caller::Officer, EMPTY),
    door("PUT", "/api/incidents/{number}/seen", Caller::Officer, FIELDS),
    door("GET", "/api/halls", Caller::Officer, EMPTY),
    door("GET", "/api/unit", Caller::Public, EMPTY),
    door("GET", "/healthz", Caller::Public, EMPTY),
    door("GET", "/readyz", Caller::Public, EMPTY),
    door("GET", "/metrics", Caller::Public, EMPTY),
    door("GET", "/status", Caller::Public, EMPTY),
    door("GET", "/api/openapi.json", Caller::Public, EMPTY),
    door("GET", "/api/docs", Caller::Public, EMPTY),
    door("GET", "/api/docs/", Caller::Public, EMPTY),
    door("GET", "/api/docs/{*rest}", Caller::Public, EMPTY),
    door("GET", "/", Caller::Public, EMPTY),
    door("GET", "/office", Caller::Public, EMPTY),
    door("GET", "/office/{*rest}", Caller::Public, EMPTY),
    door("GET", "/assets/{*path}", Caller::Public, EMPTY),
];

/// Finds a door; a `HEAD` without its own goes where `GET` goes.
pub fn find(method: &str, path: &str) -> Option<&'static Route> {
    let at = |method: &str| ROUTES.iter().find(|one| one.method == method && one.path == path);
    at(method).or_else(|| if method == "HEAD" { at("GET") } else { None })
}

const fn door(
    method: &'static str,
    path: &'static str,
    caller: Caller,
    body_bytes_max: usize,
) -> Route {
    Route { method, path, caller, body_bytes_max }
}
