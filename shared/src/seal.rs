//! Sealing (HPKE, RFC 9180): what a citizen hands in is readable at the centre only.
//!
//! Envelope and files are sealed apart. `info` binds the submission, the hall, the piece and the
//! key; the chunks of a file are sealed in sequence, so none can be moved, dropped or repeated.

use hpke::aead::{AeadCtxR, AeadCtxS, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _};
use rand::CryptoRng;

use crate::ids::{FileId, HallId, SubmissionId};

type Kem = X25519HkdfSha256;
type Kdf = HkdfSha256;
type Aead = ChaCha20Poly1305;

/// The bytes in front of the first sealed piece: the encapsulated key.
pub const ENCAPSULATED_BYTES: usize = 32;
/// The bytes that sealing adds to each piece.
pub const TAG_BYTES: usize = 16;

/// Why a piece cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key is not an X25519 key.
    #[error("the sealing key cannot be read")]
    Key,
    /// The bytes were not sealed for this key, submission, hall and place.
    #[error("the seal does not open")]
    Broken,
}

/// What a seal is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding<'a> {
    /// The submission.
    pub submission: SubmissionId,
    /// The hall.
    pub hall: HallId,
    /// The file, or none for the envelope.
    pub file: Option<FileId>,
    /// The name of the centre's key.
    pub key_id: &'a str,
}

impl Binding<'_> {
    fn info(&self) -> Vec<u8> {
        let piece = self.file.map_or_else(|| "envelope".to_owned(), |file| file.to_string());
        format!("mot-cua/1 {} {} {piece} {}", self.submission, self.hall, self.key_id).into_bytes()
    }
}

/// The centre's sealing key: 32 secret bytes.
#[derive(Clone)]
pub struct SealingKey(<Kem as hpke::Kem>::PrivateKey);

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(masked)")
    }
}

impl SealingKey {
    /// Derives the key from 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Kem::derive_keypair(seed).0)
    }

    /// The public key, to be pinned by halls.
    pub fn public(&self) -> Vec<u8> {
        Kem::sk_to_pk(&self.0).to_bytes().to_vec()
    }

    /// Opens the pieces of one sealed thing, in order.
    pub fn open(
        &self,
        binding: &Binding<'_>,
        first: &[u8],
    ) -> Result<(Opener, Vec<u8>), SealError> {
        let (key, sealed) = first.split_at_checked(ENCAPSULATED_BYTES).ok_or(SealError::Broken)?;
        let key =
            <Kem as hpke::Kem>::EncappedKey::from_bytes(key).map_err(|_| SealError::Broken)?;
        let context =
            hpke::setup_receiver::<Aead, Kdf, Kem>(&OpModeR::Base, &self.0, &key, &binding.info())
                .map_err(|_| SealError::Broken)?;
        let mut opener = Opener(context);
        let plain = opener.next(sealed)?;
        Ok((opener, plain))
    }
}

/// Opens the pieces after the first.
pub struct Opener(AeadCtxR<Aead, Kdf, Kem>);

impl Opener {
    /// Opens the next piece.
    pub fn next(&mut self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.0.open(sealed, b"").map_err(|_| SealError::Broken)
    }
}

/// Seals the pieces of one thing, in order.
pub struct Sealer {
    encapsulated: Option<Vec<u8>>,
    context: AeadCtxS<Aead, Kdf, Kem>,
}

impl Sealer {
    /// Begins to seal for the holder of `public`.
    pub fn new(
        public: &[u8],
        binding: &Binding<'_>,
        random: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let public =
            <Kem as hpke::Kem>::PublicKey::from_bytes(public).map_err(|_| SealError::Key)?;
        let (encapsulated, context) = hpke::setup_sender_with_rng::<Aead, Kdf, Kem>(
            &OpModeS::Base,
            &public,
            &binding.info(),
            random,
        )
        .map_err(|_| SealError::Key)?;
        Ok(Self { encapsulated: Some(encapsulated.to_bytes().to_vec()), context })
    }

    /// Passes over a piece that is sealed by another sealer with the same randomness.
    pub fn skip(&mut self) -> Result<(), SealError> {
        self.next(&[]).map(drop)
    }

    /// Seals the next piece; the first carries the encapsulated key in front.
    pub fn next(&mut self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let sealed = self.context.seal(plain, b"").map_err(|_| SealError::Broken)?;
        Ok(match self.encapsulated.take() {
            Some(mut first) => {
                first.extend_from_slice(&sealed);
                first
            }
            None => sealed,
        })
    }
}
