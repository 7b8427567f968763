//! The centre's two private keys: one signs what it holds, the other opens what is sealed to it.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use shared::bytes::Base64;
use shared::digest::Digest;
use shared::seal::SealingKey;
use shared::signature::Signer;
use zeroize::Zeroizing;

const SIGNING_FILE: &str = "centre.key";
const SEALING_FILE: &str = "sealing.key";
/// Bytes of the digest that name a sealing key.
const KEY_ID_BYTES: usize = 8;

/// Why the keys cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file does not hold 32 bytes.
    #[error("{path} does not hold a key of 32 bytes")]
    NotAKey {
        /// The file.
        path: PathBuf,
    },
    /// People other than its owner may read the file.
    #[error("{path} can be read by others; set its mode to 0600")]
    Open {
        /// The file.
        path: PathBuf,
    },
}

/// The private keys and the public name of the sealing key.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Signs what the centre holds.
    pub signer: Signer,
    /// Opens what is sealed to the centre.
    pub sealing: SealingKey,
    /// The name of the sealing key.
    pub sealing_key_id: String,
}

impl Keys {
    /// Reads the keys of a data folder; the first start makes them.
    pub fn open(data_dir: &Path) -> Result<Self, KeyError> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data_dir)
            .map_err(|source| KeyError::File { path: data_dir.to_owned(), source })?;
        let signing = seed(&data_dir.join(SIGNING_FILE))?;
        Ok(Self::from_seeds(&signing, &*seed(&data_dir.join(SEALING_FILE))?))
    }

    /// Makes the keys from 32 random bytes each.
    pub fn from_seeds(signing: &[u8; 32], sealing: &[u8; 32]) -> Self {
        let (signer, sealing) = (Signer::from_seed(signing), SealingKey::from_seed(sealing));
        let digest = Digest::of(&sealing.public());
        let sealing_key_id = HEXLOWER.encode(&digest.0[..KEY_ID_BYTES]);
        Self { signer, sealing, sealing_key_id }
    }

    /// The public sealing key.
    pub fn sealing_public(&self) -> Base64 {
        Base64(self.sealing.public())
    }
}

fn seed(path: &Path) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let failed = |source| KeyError::File { path: path.to_owned(), source };
    if !path.try_exists().map_err(failed)? {
        create(path).map_err(failed)?;
    }
    let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(KeyError::Open { path: path.to_owned() });
    }
    let bytes = Zeroizing::new(fs::read(path).map_err(failed)?);
    let seed = bytes.as_slice().try_into();
    seed.map(Zeroizing::new).map_err(|_| KeyError::NotAKey { path: path.to_owned() })
}

/// Writes a fresh key under a temporary name and links it into place, so that a cut leaves none
/// or a whole one, and of two starts at once one key wins.
fn create(path: &Path) -> io::Result<()> {
    let random = Zeroizing::new(rand::random::<[u8; 32]>());
    let temporary = path.with_extension(format!("{}.new", uuid::Uuid::now_v7().simple()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
    file.write_all(&*random)?;
    file.sync_all()?;
    let linked = match fs::hard_link(&temporary, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    fs::remove_file(&temporary)?;
    linked?;
    let folder = path.parent().expect("the path was joined to a folder");
    fs::File::open(folder)?.sync_all()
}
