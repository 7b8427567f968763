//! A node that accepts applications as the hall does, but keeps them on SQLite: the same reading,
//! checking and sealing before, the same answer after. What it leaves out (origin,
//! authority, limits of time) only makes it faster.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{self, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::put;
use chrono::Utc;
use shared::catalogue::{Catalogue, Channel};
use shared::digest::Digest;
use shared::form;
use shared::ids::{CaseCode, HallId, SubmissionId};
use shared::seal::{Binding, Sealer, SealingKey};
use shared::submission::{
    APPLICATION_BYTES_MAX, Application, Manifest, Piece, SealedApplication, SlipCode,
    SubmissionKept,
};
use shared::time::{Timestamp, wall_clock};
use uuid::Uuid;

use super::sqlite_store::{Frozen, Refused, SqliteStore};
use crate::posted;

/// The word that makes this program the node.
pub const WORD: &str = "sqlite-node";

/// The node as a program of its own; it ends with its handle.
pub struct SqliteNode {
    child: Child,
    address: SocketAddr,
}

impl SqliteNode {
    /// Starts it over an empty folder.
    pub fn start(folder: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg(WORD).arg(folder).stdout(Stdio::piped()).spawn()?;
        let said = child.stdout.take().context("its output is piped")?;
        let mut line = String::new();
        BufReader::new(said).read_line(&mut line)?;
        let address = line.trim().parse().context("it says where it listens");
        Ok(Self { address: address.inspect_err(|_| drop(child.kill()))?, child })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for SqliteNode {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Hall {
    catalogue: Catalogue,
    store: SqliteStore,
    sealing_key: Vec<u8>,
    hall: HallId,
    secret: [u8; 32],
}

/// Serves until it is killed; says first where it listens.
pub async fn serve(folder: &Path) -> Result<()> {
    let hall = Hall {
        catalogue: posted::read(&posted::folder()),
        store: SqliteStore::open(folder)?,
        sealing_key: SealingKey::from_seed(&rand::random()).public(),
        hall: HallId(Uuid::now_v7()),
        secret: rand::random(),
    };
    let router = Router::new().route("/api/submissions/{id}", put(submit));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        let _ = stream.set_nodelay(true);
    });
    Ok(axum::serve(listener, router.with_state(Arc::new(hall))).await?)
}

async fn submit(
    State(hall): State<Arc<Hall>>,
    extract::Path(id): extract::Path<SubmissionId>,
    body: Body,
) -> Response {
    let Ok(bytes) = to_bytes(body, APPLICATION_BYTES_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let Ok(application) = serde_json::from_slice::<Application>(&bytes) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let now = Utc::now();
    let digest = Digest::of_all(&[&hall.secret, &bytes]);
    let Some(frozen) = hall.freeze(id, application, digest, now) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    match hall.store.keep(frozen).await {
        Ok(position) => axum::Json(SubmissionKept {
            submission: id,
            slip_code: SlipCode::of(id),
            follow_up_secret: Digest::of_all(&[&hall.secret, id.0.as_bytes()]).to_string(),
            accepted_at: now,
            position,
        })
        .into_response(),
        Err(Refused::Busy) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(Refused::OtherBytes) => StatusCode::CONFLICT.into_response(),
        Err(Refused::Failed) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Hall {
    fn freeze(
        &self,
        id: SubmissionId,
        application: Application,
        digest: Digest,
        now: Timestamp,
    ) -> Option<Frozen> {
        self.check(&application, now)?;
        let key_id = "bench";
        let binding = Binding { submission: id, hall: self.hall, file: None, key_id };
        let (procedure, surface) = (application.procedure.clone(), application.surface);
        let (procedure_version, replaces) = (application.procedure_version, application.replaces);
        let slip_code = SlipCode::of(id);
        let content =
            SealedApplication { application, slip_code: slip_code.clone(), files: Vec::new() };
        let plain = serde_json::to_vec(&content).ok()?;
        let mut sealer = Sealer::new(&self.sealing_key, &binding, &mut rand::rng()).ok()?;
        let envelope = sealer.next(&plain).ok()?;
        let manifest = Manifest {
            submission: id,
            hall: self.hall,
            procedure,
            procedure_version,
            slip_code,
            surface,
            accepted_at: now,
            key: key_id.to_owned(),
            envelope: Piece { bytes: envelope.len() as u64, sha256: Digest::of(&envelope) },
            files: Vec::new(),
            replaces,
        };
        let written = serde_json::to_string(&manifest).ok()?;
        Some(Frozen { id, digest, manifest, written, envelope, now })
    }

    fn check(&self, application: &Application, now: Timestamp) -> Option<()> {
        let today = wall_clock(now).date();
        let procedure = self.catalogue.is_receivable(&application.procedure, today).ok()?;
        let schema = procedure.form.as_ref()?;
        let is_good = form::validate(schema, &application.answers, today).is_empty();
        let cases: BTreeSet<CaseCode> = form::cases(schema, &application.answers);
        let asked = procedure.papers_to_hand_in(&cases, Channel::Online);
        let has_all = asked.iter().all(|component| {
            application.papers.iter().any(|paper| paper.component == component.code)
        });
        (is_good && has_all).then_some(())
    }
}
