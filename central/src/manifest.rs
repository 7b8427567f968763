//! What a manifest must say before anything it names is held.

use std::collections::BTreeSet;

use shared::digest::Digest;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::intake::{Missing, MissingChunk};
use shared::refusal::Refusal;
use shared::seal::{ENCAPSULATED_BYTES, TAG_BYTES};
use shared::submission::{
    APPLICATION_BYTES_MAX, CHUNK_BYTES, FILE_BYTES_MAX, FILES_MAX, Manifest, ManifestFile, Piece,
};

/// The application, and what the hall adds to it before sealing.
pub(crate) const ENVELOPE_BYTES_MAX: usize = APPLICATION_BYTES_MAX + 64 * 1024;
/// A whole chunk, sealed.
pub(crate) const SEALED_CHUNK_BYTES_MAX: usize = CHUNK_BYTES + ENCAPSULATED_BYTES + TAG_BYTES;

/// Reads a manifest and checks whom it names and that it keeps within the limits.
pub(crate) fn read(
    text: &str,
    submission: SubmissionId,
    hall: HallId,
    key_id: &str,
) -> Result<Manifest, Refusal> {
    let manifest: Manifest = serde_json::from_str(text).map_err(|_| Refusal::ManifestRefused)?;
    if manifest.submission != submission || manifest.hall != hall || manifest.key != key_id {
        return Err(Refusal::ManifestRefused);
    }
    if manifest.envelope.bytes > ENVELOPE_BYTES_MAX as u64 {
        return Err(Refusal::TooLarge { bytes_max: ENVELOPE_BYTES_MAX as u64 });
    }
    if manifest.files.len() > FILES_MAX {
        return Err(Refusal::TooManyFiles { files_max: FILES_MAX as u32 });
    }
    let names: BTreeSet<FileId> = manifest.files.iter().map(|file| file.file).collect();
    if names.len() != manifest.files.len() {
        return Err(Refusal::ManifestRefused);
    }
    manifest.files.iter().try_for_each(check_file)?;
    Ok(manifest)
}

/// Whether these are the bytes that a piece names.
pub(crate) fn check_piece(piece: &Piece, bytes: &[u8]) -> Result<(), Refusal> {
    if piece.bytes == bytes.len() as u64 && piece.sha256 == Digest::of(bytes) {
        Ok(())
    } else {
        Err(Refusal::WrongDigest)
    }
}

/// Finds the piece at a place.
pub(crate) fn piece(manifest: &Manifest, place: MissingChunk) -> Option<&Piece> {
    let file = manifest.files.iter().find(|file| file.file == place.file)?;
    file.chunks.get(usize::try_from(place.n).ok()?)
}

/// Lists the chunks that are named but not held.
pub fn missing(manifest: &Manifest, held: &[MissingChunk]) -> Missing {
    let held: BTreeSet<&MissingChunk> = held.iter().collect();
    let places = manifest.files.iter().flat_map(places);
    Missing { chunks: places.filter(|place| !held.contains(place)).collect() }
}

/// The places of a file's chunks, in order.
pub fn places(file: &ManifestFile) -> impl Iterator<Item = MissingChunk> {
    let name = file.file;
    (0..).take(file.chunks.len()).map(move |n| MissingChunk { file: name, n })
}

/// The length of a file before it was sealed.
pub(crate) fn plain_bytes(file: &ManifestFile) -> u64 {
    let sealed: u64 = file.chunks.iter().map(|chunk| chunk.bytes).fold(0, u64::saturating_add);
    let tags = TAG_BYTES as u64 * file.chunks.len() as u64;
    sealed.saturating_sub(tags + ENCAPSULATED_BYTES as u64)
}

fn check_file(file: &ManifestFile) -> Result<(), Refusal> {
    if file.chunks.is_empty() {
        return Err(Refusal::ManifestRefused);
    }
    if file.chunks.iter().any(|chunk| chunk.bytes > SEALED_CHUNK_BYTES_MAX as u64) {
        return Err(Refusal::TooLarge { bytes_max: SEALED_CHUNK_BYTES_MAX as u64 });
    }
    if plain_bytes(file) > FILE_BYTES_MAX {
        return Err(Refusal::TooLarge { bytes_max: FILE_BYTES_MAX });
    }
    Ok(())
}
