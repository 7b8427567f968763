//! Submissions: files first, then the application that names them; later, where it is.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use shared::ids::{FileId, SubmissionId};
use shared::refusal::{Refusal, Refused};
use shared::submission::{
    APPLICATION_BYTES_MAX, Application, CHUNK_BYTES, FILE_BYTES_MAX, FileHeld, FileKept, FileWhole,
    FollowUp, SlipCode, SubmissionKept, SubmissionView, Surface,
};

use super::Hall;
use super::bodies::{self, Read, minted};
use super::devices::Screen;
use super::refusals::Problem;
use crate::store::SlipTo;

/// Attaches a file. The same bytes under the same id again get the same answer.
#[utoipa::path(put, path = "/api/submissions/{id}/files/{file}", tag = "submissions",
    params(
        ("id" = String, Path, description = "The submission, a UUID of version 7."),
        ("file" = String, Path, description = "The file, a UUID of version 7."),
        ("Content-Digest" = String, Header, description = "`sha-256=:…:` (RFC 9530)."),
    ),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 200, body = FileKept), (status = "default", body = Refused)))]
pub(super) async fn keep_file(
    State(hall): State<Arc<Hall>>,
    Path((id, file)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<FileKept>, Problem> {
    let (submission, file) = (SubmissionId(minted(&id)?), FileId(minted(&file)?));
    let _permit = hall.uploads.acquire().await.map_err(|_| Refusal::Busy)?;
    let bytes_max = usize::try_from(FILE_BYTES_MAX).unwrap_or(usize::MAX);
    let bytes = bodies::whole(&headers, body, bytes_max).await?;
    let digest = bodies::digest(&headers)?;
    Ok(Json(hall.store.keep_file(submission, file, bytes.into(), digest).await?))
}

/// What the hall holds of a file: the file, or the chunks of it that arrived.
#[utoipa::path(get, path = "/api/submissions/{id}/files/{file}", tag = "submissions",
    params(
        ("id" = String, Path, description = "The submission."),
        ("file" = String, Path, description = "The file."),
    ),
    responses((status = 200, body = FileHeld), (status = "default", body = Refused)))]
pub(super) async fn file_held(
    State(hall): State<Arc<Hall>>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Json<FileHeld>, Problem> {
    Ok(Json(hall.store.file_held(SubmissionId(minted(&id)?), FileId(minted(&file)?))?))
}

/// Sends one chunk of a file, in any order. The same bytes again change nothing.
#[utoipa::path(put, path = "/api/submissions/{id}/files/{file}/chunks/{n}", tag = "submissions",
    params(
        ("id" = String, Path, description = "The submission, a UUID of version 7."),
        ("file" = String, Path, description = "The file, a UUID of version 7."),
        ("n" = u32, Path, description = "Which chunk, from 0; each but the last has 512 KiB."),
        ("Content-Digest" = String, Header, description = "`sha-256=:…:` (RFC 9530)."),
    ),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 204), (status = "default", body = Refused)))]
pub(super) async fn keep_chunk(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path((id, file, n)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Problem> {
    let (submission, file) = (SubmissionId(minted(&id)?), FileId(minted(&file)?));
    let n = n.parse().map_err(|_| Refusal::NotFound)?;
    hall.chunks_by_peer.count(&peer.ip().to_string(), hall.clock.now())?;
    let _permit = hall.chunks.acquire().await.map_err(|_| Refusal::Busy)?;
    let bytes = bodies::whole(&headers, body, CHUNK_BYTES).await?;
    let digest = bodies::digest(&headers)?;
    hall.store.keep_chunk(submission, file, n, bytes.into(), digest).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that all chunks of a file were sent. The same again gets the same answer.
#[utoipa::path(put, path = "/api/submissions/{id}/files/{file}/whole", tag = "submissions",
    params(
        ("id" = String, Path, description = "The submission, a UUID of version 7."),
        ("file" = String, Path, description = "The file, a UUID of version 7."),
    ),
    request_body = FileWhole,
    responses((status = 200, body = FileKept), (status = "default", body = Refused)))]
pub(super) async fn keep_whole(
    State(hall): State<Arc<Hall>>,
    Path((id, file)): Path<(String, String)>,
    Read(whole): Read<FileWhole>,
) -> Result<Json<FileKept>, Problem> {
    let (submission, file) = (SubmissionId(minted(&id)?), FileId(minted(&file)?));
    Ok(Json(hall.store.keep_whole(submission, file, whole).await?))
}

/// Takes an attached file back, until the application is handed in.
#[utoipa::path(delete, path = "/api/submissions/{id}/files/{file}", tag = "submissions",
    params(
        ("id" = String, Path, description = "The submission."),
        ("file" = String, Path, description = "The file."),
    ),
    responses((status = 204), (status = "default", body = Refused)))]
pub(super) async fn remove_file(
    State(hall): State<Arc<Hall>>,
    Path((id, file)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (submission, file) = (SubmissionId(minted(&id)?), FileId(minted(&file)?));
    hall.store.remove_file(submission, file).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands an application in. The same bytes again get the same answer for ever.
#[utoipa::path(put, path = "/api/submissions/{id}", tag = "submissions",
    params(("id" = String, Path, description = "A UUID of version 7, minted by the caller.")),
    request_body = Application,
    responses((status = 200, body = SubmissionKept), (status = "default", body = Refused)))]
pub(super) async fn submit(
    State(hall): State<Arc<Hall>>,
    Extension(screen): Extension<Screen>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<SubmissionKept>, Problem> {
    let id = SubmissionId(minted(&id)?);
    let request = bodies::whole(&headers, body, APPLICATION_BYTES_MAX).await?;
    let application: Application = bodies::parse(&request)?;
    let to = match application.surface {
        Surface::Kiosk => screen.slip_to(&hall)?,
        Surface::Portal => SlipTo::Phone,
    };
    Ok(Json(hall.store.submit_to(id, &request, application, to).await?))
}

/// Where a submission is, for the screen that handed it in.
#[utoipa::path(get, path = "/api/submissions/{id}", tag = "submissions",
    params(("id" = String, Path, description = "The submission.")),
    responses((status = 200, body = SubmissionView), (status = "default", body = Refused)))]
pub(super) async fn read(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
) -> Result<Json<SubmissionView>, Problem> {
    Ok(Json(hall.store.submission(SubmissionId(minted(&id)?))?))
}

/// Where a submission is, for whoever holds its slip.
#[utoipa::path(post, path = "/api/follow-ups", tag = "submissions", request_body = FollowUp,
    responses((status = 200, body = SubmissionView), (status = "default", body = Refused)))]
pub(super) async fn follow_up(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Read(question): Read<FollowUp>,
) -> Result<Json<SubmissionView>, Problem> {
    let code = SlipCode::read(&question.slip_code).ok_or(Refusal::SlipUnknown)?;
    let now = hall.clock.now();
    hall.follow_ups_by_peer.count(&peer.ip().to_string(), now)?;
    hall.follow_ups_by_code.count(&code.0, now)?;
    let view = hall.store.follow_up(&question)?;
    hall.follow_ups_by_code.forget(&code.0);
    Ok(Json(view))
}
