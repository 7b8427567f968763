//! How a hall becomes known, is sure it talks to the centre, and says how it is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use shared::ids::HallId;
use shared::intake::{Enrolment, EnrolmentRequest, Heartbeat, HeartbeatHeard, NONCE_HEADER};
use shared::refusal::{Refusal, Refused};
use shared::signature::Verifier;
use uuid::Uuid;

use super::admission::{CallingHall, Peer};
use super::refusals::Answer;
use super::sent::Sent;
use crate::admin::enrolment_code_digest;
use crate::services::Services;
use crate::store::halls::Enrolling;

/// The longest nonce that comes back.
const NONCE_BYTES_MAX: usize = 128;
/// Enrolments that one peer may try within the window.
const ENROLMENTS_MAX: u32 = 20;

/// Answers that this is the centre: the nonce comes back.
#[utoipa::path(head, path = "/intake/v1", tag = "intake",
    params(("mot-cua-nonce" = String, Header, description = "Any text of at most 128 bytes.")),
    responses((status = 204, description = "The nonce comes back in the same header.")))]
pub(super) async fn probe(
    headers: HeaderMap,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 1])> {
    let nonce = headers.get(NONCE_HEADER).filter(|nonce| nonce.len() <= NONCE_BYTES_MAX);
    let nonce = nonce.cloned().ok_or(Refusal::NotFound)?;
    Ok((StatusCode::NO_CONTENT, [(HeaderName::from_static(NONCE_HEADER), nonce)]))
}

/// Enrols a hall with a one-time code; the same code and key again get the same answer.
#[utoipa::path(post, path = "/intake/v1/enrolments", tag = "intake",
    request_body = EnrolmentRequest,
    responses((status = 200, body = Enrolment), (status = 410, body = Refused),
        (status = 429, body = Refused)))]
pub(super) async fn enrol(
    State(services): State<Arc<Services>>,
    Peer(peer): Peer,
    Sent(request): Sent<EnrolmentRequest>,
) -> Answer<Json<Enrolment>> {
    let now = services.now();
    services
        .tries
        .spend(&format!("enrol {}", peer.ip()), ENROLMENTS_MAX, now)
        .map_err(|retry_after_s| Refusal::TooManyTries { retry_after_s })?;
    Verifier::read(&request.hall_key).ok_or(Refusal::EnrolmentRefused)?;
    let code = enrolment_code_digest(&request.code);
    let fresh = HallId(Uuid::now_v7());
    let enrolling = services.store.enrol(code, &request.hall_key, fresh, now).await?;
    match enrolling {
        Enrolling::Enrolled(hall) => {
            tracing::info!(hall = %hall.hall, "enrolled");
            Ok(Json(Enrolment {
                hall: hall.hall,
                hall_name: hall.name,
                centre_key: services.keys.signer.public(),
                sealing_key: services.keys.sealing_public(),
                sealing_key_id: services.keys.sealing_key_id.clone(),
            }))
        }
        Enrolling::Refused => Err(Refusal::EnrolmentRefused.into()),
    }
}

/// Takes a hall's word of how it is, and tells which word it heard before.
#[utoipa::path(put, path = "/intake/v1/heartbeat", tag = "intake", request_body = Heartbeat,
    responses((status = 200, body = HeartbeatHeard), (status = 401, body = Refused)))]
pub(super) async fn heartbeat(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Sent(heartbeat): Sent<Heartbeat>,
) -> Answer<Json<HeartbeatHeard>> {
    let (before, incident) =
        services.store.keep_heartbeat(hall.hall, &heartbeat, services.now()).await?;
    if let Some(incident) = incident {
        services.raise(hall.hall, &incident);
    }
    Ok(Json(HeartbeatHeard { before }))
}
