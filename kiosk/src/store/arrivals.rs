//! Keeps the chunks of a file as they arrive, and the file once all of them did.

use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::refusal::Refusal;
use shared::reserve::Asked;
use shared::submission::{
    Arrived, CHUNK_BYTES, CHUNKS_MAX, FILE_BYTES_MAX, FileHeld, FileKept, FileWhole, MediaType,
    Piece,
};
use zeroize::Zeroizing;

use super::Store;
use super::error::{StoreError, StoreFault};
use super::parts::{Bound, FileName, Gathered};
use super::rooms::{Room, Rows as _};
use super::uploads::{self, Found, NOT_ENROLLED, room_bytes};
use crate::sealing::FileSeal;

/// A chunk as it was sent.
struct Sent {
    plain: Zeroizing<Vec<u8>>,
    arrived: Arrived,
    media_type: Option<MediaType>,
}

impl Store {
    /// Keeps one chunk of a file, sealed. The same bytes again change nothing.
    pub async fn keep_chunk(
        &self,
        submission: SubmissionId,
        file: FileId,
        n: u32,
        plain: Vec<u8>,
        digest: Digest,
    ) -> Result<(), StoreError> {
        let sent = check(n, Zeroizing::new(plain), digest)?;
        let store = self.clone();
        let name = (submission, file);
        // Who hangs up does not stop what is being written.
        let kept = tokio::spawn(async move { store.keep_sent(name, n, sent).await });
        kept.await.map_err(|_| StoreFault::Panicked)?
    }

    /// Keeps a file whose chunks all arrived. The same again gets the same answer.
    pub async fn keep_whole(
        &self,
        submission: SubmissionId,
        file: FileId,
        whole: FileWhole,
    ) -> Result<FileKept, StoreError> {
        let store = self.clone();
        let name = (submission, file);
        let kept = tokio::spawn(async move { store.keep_gathered(name, whole).await });
        kept.await.map_err(|_| StoreFault::Panicked)?
    }

    /// What is held of a file.
    pub fn file_held(
        &self,
        submission: SubmissionId,
        file: FileId,
    ) -> Result<FileHeld, StoreError> {
        let kept = self.known_file(submission, file)?.map(|row| row.kept());
        Ok(FileHeld { kept, chunks: self.shared.parts.held((submission, file)) })
    }

    async fn keep_sent(&self, name: FileName, n: u32, sent: Sent) -> Result<(), StoreError> {
        let Sent { plain, arrived, media_type } = sent;
        self.shared.is_open()?;
        let _held = self.shared.in_hand.hold(name)?;
        if let Some(known) = self.known_file(name.0, name.1)? {
            let is_same = known.has_chunk(n, self.secrets().digest(&arrived.sha256.0));
            return if is_same { Ok(()) } else { Err(Refusal::OtherBytes.into()) };
        }
        if self.read(|rows| Ok(rows.has(Room::Submissions, name.0.0.as_bytes())?))? {
            return Err(Refusal::OtherBytes.into());
        }
        let enrolment = self.enrolment()?.ok_or(NOT_ENROLLED)?;
        let room = self.shared.ledger.grant(Asked::File, room_bytes(arrived.bytes))?;
        let now = self.shared.clock.now();
        let new = || FileSeal::new(enrolment, name.0, name.1);
        let Bound::Seal { seal, is_first } = self.shared.parts.bind(name, n, arrived, now, new)?
        else {
            return Ok(());
        };
        let store = self.clone();
        let written = tokio::task::spawn_blocking(move || {
            let _room = room;
            store.write_sealed(name, n, &seal, is_first, &plain)
        });
        let written = written.await.map_err(|_| StoreFault::Panicked).flatten();
        if written.is_err() && is_first {
            self.forget_part(name);
        }
        self.shared.parts.sealed(name, n, written?, media_type);
        Ok(())
    }

    fn write_sealed(
        &self,
        name: FileName,
        n: u32,
        seal: &FileSeal,
        is_first: bool,
        plain: &[u8],
    ) -> Result<Piece, StoreFault> {
        let vault = &self.shared.vault;
        if is_first {
            vault.begin(name.0, name.1)?;
        }
        let sealed = seal.seal(n, plain)?;
        vault.write(name.0, name.1, n, &sealed)?;
        Ok(Piece { bytes: sealed.len() as u64, sha256: Digest::of(&sealed) })
    }

    async fn keep_gathered(
        &self,
        name: FileName,
        whole: FileWhole,
    ) -> Result<FileKept, StoreError> {
        let _held = self.shared.in_hand.hold(name)?;
        let digest = self.secrets().digest(&whole.sha256.0);
        if let Some(known) = self.known_file(name.0, name.1)? {
            return uploads::same(&known, &[digest]);
        }
        let Gathered { arrived, sealed, media_type } = self.shared.parts.gather(name);
        whole.check(&arrived)?;
        let media_type = media_type.ok_or(Refusal::WrongType)?;
        let kept = FileKept { file: name.1, bytes: whole.bytes, media_type };
        let mark = |arrived: &Arrived| self.secrets().digest(&arrived.sha256.0);
        let found =
            Found { kept, chunks: sealed, digest, marks: arrived.values().map(mark).collect() };
        let store = self.clone();
        let named = tokio::task::spawn_blocking(move || store.shared.vault.finish(name.0, name.1));
        named.await.map_err(|_| StoreFault::Panicked)?.map_err(StoreFault::from)?;
        let kept = self.write(move |work| uploads::name(work, name.0, found)).await?;
        self.shared.parts.forget(name);
        Ok(kept)
    }

    /// Forgets an unfinished file and removes what lies of it.
    pub(super) fn forget_part(&self, name: FileName) {
        if self.shared.parts.forget(name) {
            self.drop_chunks(name.0, name.1);
        }
    }
}

fn check(n: u32, plain: Zeroizing<Vec<u8>>, digest: Digest) -> Result<Sent, Refusal> {
    if n >= CHUNKS_MAX {
        return Err(Refusal::TooLarge { bytes_max: FILE_BYTES_MAX });
    }
    if plain.len() > CHUNK_BYTES {
        return Err(Refusal::TooLarge { bytes_max: CHUNK_BYTES as u64 });
    }
    if plain.is_empty() || Digest::of(&plain) != digest {
        return Err(Refusal::WrongDigest);
    }
    let media_type = match n {
        0 => Some(MediaType::sniff(&plain).ok_or(Refusal::WrongType)?),
        1.. => None,
    };
    let arrived = Arrived { bytes: plain.len() as u64, sha256: digest };
    Ok(Sent { plain, arrived, media_type })
}
