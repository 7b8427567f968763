//! Opens what was sealed for the centre and checks that it is what the manifest says.

use std::collections::BTreeSet;

use shared::ids::FileId;
use shared::intake::MissingChunk;
use shared::seal::{Binding, Opener, SealError};
use shared::submission::{FileKept, Manifest, MediaType, SealedApplication};

use crate::keys::Keys;
use crate::manifest::places;

/// Why sealed bytes cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The seal does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// It opens, but holds no application.
    #[error("the envelope holds no application")]
    Unreadable,
    /// It opens, but holds something else than the manifest names.
    #[error("the sealed {0} is not what the manifest says")]
    Differs(&'static str),
}

/// Opens the envelope of a submission.
pub fn open_envelope(
    keys: &Keys,
    manifest: &Manifest,
    envelope: &[u8],
) -> Result<SealedApplication, SealFault> {
    let (_, plain) = keys.sealing.open(&binding(manifest, None), envelope)?;
    let sealed: SealedApplication =
        serde_json::from_slice(&plain).map_err(|_| SealFault::Unreadable)?;
    match difference(manifest, &sealed) {
        Some(what) => Err(SealFault::Differs(what)),
        None => Ok(sealed),
    }
}

/// Opens the chunks of a file, in order.
pub(crate) struct FileOpener<'a> {
    keys: &'a Keys,
    manifest: &'a Manifest,
    file: FileId,
    opener: Option<Opener>,
}

impl<'a> FileOpener<'a> {
    /// Begins with a file of a submission.
    pub(crate) fn new(keys: &'a Keys, manifest: &'a Manifest, file: FileId) -> Self {
        Self { keys, manifest, file, opener: None }
    }

    /// Opens the next chunk.
    pub(crate) fn next(&mut self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        match &mut self.opener {
            Some(opener) => opener.next(sealed),
            None => {
                let binding = binding(self.manifest, Some(self.file));
                let (opener, plain) = self.keys.sealing.open(&binding, sealed)?;
                self.opener = Some(opener);
                Ok(plain)
            }
        }
    }
}

/// Compares a file with what was told of it, chunk by chunk, so that memory holds one.
pub struct FileCheck<'a> {
    opener: FileOpener<'a>,
    kept: &'a FileKept,
    is_first: bool,
    bytes: u64,
}

impl<'a> FileCheck<'a> {
    /// Begins with a file that the sealed application tells of; gives the places of its chunks.
    pub fn begin(
        keys: &'a Keys,
        manifest: &'a Manifest,
        kept: &'a FileKept,
    ) -> Result<(Self, impl Iterator<Item = MissingChunk> + use<'a>), SealFault> {
        let file = manifest.files.iter().find(|file| file.file == kept.file);
        let file = file.ok_or(SealFault::Differs("list of files"))?;
        let opener = FileOpener::new(keys, manifest, kept.file);
        Ok((Self { opener, kept, is_first: true, bytes: 0 }, places(file)))
    }

    /// Opens the next chunk.
    pub fn next(&mut self, sealed: &[u8]) -> Result<(), SealFault> {
        let plain = self.opener.next(sealed)?;
        let is_first = std::mem::replace(&mut self.is_first, false);
        if is_first && MediaType::sniff(&plain) != Some(self.kept.media_type) {
            return Err(SealFault::Differs("type of a file"));
        }
        self.bytes += plain.len() as u64;
        Ok(())
    }

    /// Whether that was all of it.
    pub fn end(self) -> Result<(), SealFault> {
        let is_whole = self.bytes == self.kept.bytes;
        if is_whole { Ok(()) } else { Err(SealFault::Differs("length of a file")) }
    }
}

fn binding(manifest: &Manifest, file: Option<FileId>) -> Binding<'_> {
    Binding { submission: manifest.submission, hall: manifest.hall, file, key_id: &manifest.key }
}

fn difference(manifest: &Manifest, sealed: &SealedApplication) -> Option<&'static str> {
    let application = &sealed.application;
    let named: BTreeSet<FileId> = manifest.files.iter().map(|file| file.file).collect();
    let told: BTreeSet<FileId> = sealed.files.iter().map(|file| file.file).collect();
    let same = [
        ("procedure", application.procedure == manifest.procedure),
        ("version", application.procedure_version == manifest.procedure_version),
        ("surface", application.surface == manifest.surface),
        ("earlier version", application.replaces == manifest.replaces),
        ("slip code", sealed.slip_code == manifest.slip_code),
        ("list of files", named == told && sealed.files.len() == named.len()),
    ];
    same.into_iter().find_map(|(what, is_same)| (!is_same).then_some(what))
}
