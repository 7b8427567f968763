//! Seals what a citizen hands in to the centre's pinned key, before anything reaches the disk.

use rand::rngs::StdRng;
use rand::{CryptoRng, Rng as _, SeedableRng as _};
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

/// What seals the chunks of one file in any order, as if they were sealed in turn.
///
/// Who has the seed can open the chunks: it stays in memory.
pub(crate) struct FileSeal {
    enrolment: Enrolment,
    submission: SubmissionId,
    file: FileId,
    seed: Zeroizing<[u8; 32]>,
}

impl FileSeal {
    pub(crate) fn new(enrolment: Enrolment, submission: SubmissionId, file: FileId) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rand::rng().fill_bytes(&mut *seed);
        Self { enrolment, submission, file, seed }
    }

    /// Seals chunk `n`. The same place must never be sealed with two contents.
    pub(crate) fn seal(&self, n: u32, chunk: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut random = StdRng::from_seed(*self.seed);
        let file = Some(self.file);
        let mut sealer = sealer_from(&self.enrolment, self.submission, file, &mut random)?;
        for _ in 0..n {
            sealer.skip()?;
        }
        sealer.next(chunk)
    }
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
    sealer_from(enrolment, submission, file, &mut rand::rng())
}

fn sealer_from(
    enrolment: &Enrolment,
    submission: SubmissionId,
    file: Option<FileId>,
    random: &mut impl CryptoRng,
) -> Result<Sealer, SealError> {
    let key_id = &enrolment.sealing_key_id;
    let binding = Binding { submission, hall: enrolment.hall, file, key_id };
    Sealer::new(&enrolment.sealing_key.0, &binding, random)
}
