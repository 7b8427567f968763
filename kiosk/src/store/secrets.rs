//! The hall's own secrets: files that only its account can read, made at the first start.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::TryRng as _;
use rand::rngs::SysRng;
use sha2::Sha256;
use shared::digest::Digest;
use shared::hall::FollowToken;
use shared::ids::{SubmissionId, TicketId};
use shared::signature::Signer;

use super::day_keys::DayKeys;
use super::disk::sync_folder;

/// What the hall signs with and keys its digests with.
pub(super) struct Secrets {
    pub(super) signer: Signer,
    pub(super) day_keys: DayKeys,
    key: [u8; 32],
}

impl Secrets {
    /// Reads the secrets, and makes them where they are missing.
    pub(super) fn open(data_dir: &Path) -> io::Result<Self> {
        let seed = read_or_make(data_dir, "hall.key")?;
        let key = read_or_make(data_dir, "hall.secret")?;
        Ok(Self { signer: Signer::from_seed(&seed), day_keys: DayKeys::in_folder(data_dir), key })
    }

    /// A digest that nobody can compare with a guess.
    pub(super) fn digest(&self, bytes: &[u8]) -> Digest {
        self.mac(b"bytes", bytes)
    }

    /// The six digits on the slip of a submission.
    pub(super) fn follow_up(&self, submission: SubmissionId) -> String {
        let digest = self.mac(b"follow-up", submission.0.as_bytes());
        let number = u64::from_be_bytes(*digest.0.first_chunk().expect("32 bytes hold 8"));
        format!("{:06}", number % 1_000_000)
    }

    /// What the slip of a ticket carries; nobody makes it from the ticket's id.
    pub(super) fn follow_token(&self, ticket: TicketId) -> FollowToken {
        let digest = self.mac(b"follow-ticket", ticket.0.as_bytes());
        FollowToken::from_secret(digest.0.first_chunk().expect("32 bytes hold 16"))
    }

    fn mac(&self, purpose: &[u8], bytes: &[u8]) -> Digest {
        mac(&self.key, purpose, bytes)
    }
}

/// HMAC-SHA-256 of some bytes for one purpose.
pub(super) fn mac(key: &[u8; 32], purpose: &[u8], bytes: &[u8]) -> Digest {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(purpose);
    mac.update(&[0]);
    mac.update(bytes);
    Digest(mac.finalize().into_bytes().into())
}

/// Reads a secret of its own file, and makes it where it is missing.
pub(super) fn read_or_make(data_dir: &Path, name: &str) -> io::Result<[u8; 32]> {
    let path = data_dir.join(name);
    match fs::read(&path) {
        Ok(bytes) => {
            bytes.try_into().map_err(|_| io::Error::other(format!("{name} does not hold 32 bytes")))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(data_dir, &path),
        Err(error) => Err(error),
    }
}

fn make(data_dir: &Path, path: &Path) -> io::Result<[u8; 32]> {
    let mut secret = [0; 32];
    SysRng.try_fill_bytes(&mut secret).map_err(io::Error::other)?;
    let half_made = path.with_extension("new");
    let mut file: File =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&half_made)?;
    file.write_all(&secret)?;
    file.sync_all()?;
    fs::rename(&half_made, path)?;
    sync_folder(data_dir)?;
    Ok(secret)
}
