//! Seals what a citizen hands in to the centre's pinned key, before anything reaches the disk.

use shared::ids::{FileId, SubmissionId};
use shared::intake::Enrolment;
use shared::seal::{Binding, SealError, Sealer};
use shared::submission::{CHUNK_BYTES, SealedApplication};
use zeroize::Zeroizing;

/// Seals an application.
pub(crate) fn envelope(
    enrolment: &Enrolment,
    submission: SubmissionId,
    application: &SealedApplication,
) -> Result<Vec<u8>, SealError> {
    let plain = serde_json::to_vec(application).expect("its map keys are text");
    sealer(enrolment, submission, None)?.next(&Zeroizing::new(plain))
}

/// Seals a file chunk by chunk, in order, and hands over each.
pub(crate) fn chunks<E: From<SealError>>(
    enrolment: &Enrolment,
    submission: SubmissionId,
    file: FileId,
    plain: &[u8],
    mut each: impl FnMut(u32, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut sealer = sealer(enrolment, submission, Some(file))?;
    for (n, chunk) in (0..).zip(plain.chunks(CHUNK_BYTES)) {
        each(n, &sealer.next(chunk)?)?;
    }
    Ok(())
}

fn sealer(
    enrolment: &Enrolment,
    submission: SubmissionId,
    file: Option<FileId>,
) -> Result<Sealer, SealError> {
    let key_id = &enrolment.sealing_key_id;
    let binding = Binding { submission, hall: enrolment.hall, file, key_id };
    Sealer::new(&enrolment.sealing_key.0, &binding, &mut rand::rng())
}
