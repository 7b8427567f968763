//! An attached file, opened chunk by chunk on its way to the officer.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use shared::ids::{FileId, SubmissionId};
use shared::refusal::{Refusal, Refused};
use shared::submission::{Manifest, ManifestFile, MediaType};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::admission::CallingOfficer;
use super::dossiers::read_manifest;
use super::refusals::{Answer, Denied};
use super::sent::Named;
use crate::manifest::{places, plain_bytes};
use crate::sealed::FileOpener;
use crate::services::Services;

/// Opened chunks that wait for the officer's connection.
const CHUNKS_AHEAD: usize = 2;

/// Opens a file; who opened it is written down.
#[utoipa::path(get, path = "/api/dossiers/{submission}/files/{file}", tag = "office",
    params(("submission" = SubmissionId, Path), ("file" = FileId, Path)),
    responses((status = 200, description = "JPEG, PNG or PDF.", body = Vec<u8>,
            content_type = "application/octet-stream"),
        (status = 401, body = Refused), (status = 404, body = Refused)))]
pub(super) async fn open(
    State(services): State<Arc<Services>>,
    CallingOfficer(officer): CallingOfficer,
    Named((submission, file)): Named<(SubmissionId, FileId)>,
) -> Answer<Response> {
    let now = services.now();
    let found = services.store.open_dossier(submission, Some(file), officer.officer, now).await?;
    let manifest = read_manifest(&found.ok_or(Refusal::NotFound)?.manifest)?;
    let named = manifest.files.iter().find(|one| one.file == file).cloned();
    let named = named.ok_or(Refusal::NotFound)?;
    tracing::info!(%submission, %file, officer = %officer.officer, "file opened");
    let bytes = plain_bytes(&named);
    let (sender, mut chunks) = mpsc::channel(CHUNKS_AHEAD);
    tokio::spawn(open_chunks(Arc::clone(&services), manifest, named, sender));
    let first = chunks.recv().await.ok_or(Denied::Task)?.map_err(|_| Denied::Seal("file"))?;
    let media_type = MediaType::sniff(&first).ok_or(Denied::Seal("type"))?;
    let rest = ReceiverStream::new(chunks);
    let all = tokio_stream::StreamExt::chain(tokio_stream::once(Ok(first)), rest);
    let mut response = Response::new(Body::from_stream(all));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type.header()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes));
    headers.insert(header::CONTENT_DISPOSITION, disposition(file, media_type));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy(media_type)));
    Ok(response)
}

/// Opens chunk after chunk until the file ends, the officer leaves, or one does not open.
async fn open_chunks(
    services: Arc<Services>,
    manifest: Manifest,
    file: ManifestFile,
    sender: mpsc::Sender<io::Result<Bytes>>,
) {
    let mut opener = FileOpener::new(&services.keys, &manifest, file.file);
    for place in places(&file) {
        let sealed = services.store.chunk(manifest.submission, place).await;
        let opened = sealed
            .map_err(io::Error::other)
            .and_then(|sealed| opener.next(&sealed).map(Bytes::from).map_err(io::Error::other));
        let is_broken = opened.is_err();
        if is_broken {
            let submission = manifest.submission;
            tracing::error!(%submission, file = %file.file, n = place.n, "chunk does not open");
        }
        if sender.send(opened).await.is_err() || is_broken {
            return;
        }
    }
}

fn disposition(file: FileId, media_type: MediaType) -> HeaderValue {
    let ending = match media_type {
        MediaType::Jpeg => "jpg",
        MediaType::Png => "png",
        MediaType::Pdf => "pdf",
    };
    HeaderValue::from_str(&format!("inline; filename=\"{file}.{ending}\""))
        .expect("a UUID and an ending are ASCII")
}

/// Browsers refuse to show a PDF in a sandbox, so a PDF gets an empty policy without one.
fn policy(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Jpeg | MediaType::Png => "default-src 'none'; frame-ancestors 'none'; sandbox",
        MediaType::Pdf => "default-src 'none'; frame-ancestors 'none'",
    }
}
