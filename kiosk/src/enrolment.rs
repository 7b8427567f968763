//! Enrolment: the hall shows a one-time code and its public key, and pins what the centre answers.

use shared::delivery::Heard;
use shared::intake::{Enrolment, EnrolmentRequest};
use shared::refusal::Refusal;
use shared::signature::Verifier;

use crate::centre_client::{self, ClientError, Patience};
use crate::store::{Store, StoreError};

/// The bytes of an X25519 public key.
const SEALING_KEY_BYTES: usize = 32;

/// Why the hall was not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    /// It is enrolled elsewhere and still owes something there.
    #[error("this hall is enrolled already and owes submissions to that centre")]
    Enrolled,
    /// The code was used by another hall, has expired or was mistyped.
    #[error("the centre refuses the code; ask it for a new one")]
    CodeRefused,
    /// The centre did not answer, or said that it cannot at present.
    #[error("the centre cannot be reached at present; the same code can be used again")]
    Unreachable,
    /// Something answered that is not a centre.
    #[error("what answers at this address is not a centre")]
    NotACentre,
    /// There can be no line to this address.
    #[error(transparent)]
    Line(#[from] ClientError),
    /// The store failed; the same code can be used again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enrols the hall. After a lost answer the same code gets the same answer again.
pub async fn enrol(
    store: &Store,
    centre_url: &str,
    code: &str,
) -> Result<Enrolment, EnrolmentError> {
    let hall_key = store.hall_signer().public();
    let request = EnrolmentRequest { code: code.trim().to_owned(), hall_key };
    let answered = centre_client::enrol(centre_url, &request, Patience::default()).await?;
    let enrolment = answered.map_err(refused)?;
    if !can_be_pinned(&enrolment) {
        return Err(EnrolmentError::NotACentre);
    }
    match store.enrol(enrolment.clone()).await {
        Ok(()) => Ok(enrolment),
        Err(StoreError::Refused(Refusal::EnrolmentRefused)) => Err(EnrolmentError::Enrolled),
        Err(error) => Err(error.into()),
    }
}

fn can_be_pinned(enrolment: &Enrolment) -> bool {
    Verifier::read(&enrolment.centre_key).is_some()
        && enrolment.sealing_key.0.len() == SEALING_KEY_BYTES
        && !enrolment.sealing_key_id.is_empty()
}

fn refused(heard: Heard) -> EnrolmentError {
    match heard {
        Heard::Status(400 | 401 | 403 | 409 | 410 | 422, _) => EnrolmentError::CodeRefused,
        Heard::Status(408 | 429 | 500.., _) | Heard::Silence => EnrolmentError::Unreachable,
        Heard::Status(..) | Heard::Unverified | Heard::Acknowledged => EnrolmentError::NotACentre,
    }
}
