//! Ed25519 signatures: a hall signs what it sends, the centre signs what it holds.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::bytes::Base64;
use crate::intake::{Acknowledgement, SignedAcknowledgement};

/// A private key: 32 secret bytes.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(masked)")
    }
}

impl Signer {
    /// Makes the key from 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key.
    pub fn public(&self) -> Base64 {
        Base64(self.0.verifying_key().to_bytes().to_vec())
    }

    /// Signs some bytes.
    pub fn sign(&self, bytes: &[u8]) -> Base64 {
        Base64(self.0.sign(bytes).to_bytes().to_vec())
    }

    /// Signs an acknowledgement.
    pub fn acknowledge(&self, acknowledgement: &Acknowledgement) -> SignedAcknowledgement {
        let body = serde_json::to_string(acknowledgement).expect("it has no map keys");
        let signature = self.sign(body.as_bytes());
        SignedAcknowledgement { body, signature }
    }
}

/// A public key that was pinned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier(VerifyingKey);

impl Verifier {
    /// Reads 32 bytes of a public key.
    pub fn read(public: &Base64) -> Option<Self> {
        let bytes: &[u8; 32] = public.0.as_slice().try_into().ok()?;
        VerifyingKey::from_bytes(bytes).ok().map(Self)
    }

    /// Whether `signature` was made over these bytes by the holder of the private key.
    pub fn verifies(&self, bytes: &[u8], signature: &Base64) -> bool {
        Signature::from_slice(&signature.0)
            .is_ok_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }

    /// Reads an acknowledgement whose signature holds.
    pub fn read_acknowledgement(&self, signed: &SignedAcknowledgement) -> Option<Acknowledgement> {
        if !self.verifies(signed.body.as_bytes(), &signed.signature) {
            return None;
        }
        serde_json::from_str(&signed.body).ok()
    }
}
