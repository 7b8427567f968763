//! What a hall exported to files: taken in through the same checks and the same transactions as
//! what comes over the line.

use std::fs::{self, File};
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use shared::carried::{
    ABOUT, About, Acknowledgements, END, ENDING, ENVELOPE, VERSION, read_chunk_name, read_run_name,
};
use shared::intake::{EnvelopeRequest, MissingChunk, SignedAcknowledgement};
use shared::journal::Position;
use shared::lang::Lang;
use shared::submission::Manifest;

use crate::api::carried;
use crate::api::carried::Denied;
use crate::keys::Keys;
use crate::known_halls::KnownHall;
use crate::services::Services;
use crate::store::Store;
use crate::{Clock, Config, StartError, catalogue};

/// Connections of an import.
const CONNECTIONS: u32 = 4;
/// The largest part of a file that is read.
const PART_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The centre's words, one for each application that was whole.
    pub words: Vec<SignedAcknowledgement>,
    /// Runs of the journal.
    pub runs: usize,
    /// What could not be taken in, and why.
    pub faults: Vec<String>,
}

/// Why a file is not taken in.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("it is not a hall's export; name a folder or a file that `kiosk export` wrote")]
    Foreign,
    #[error("it was written by a newer version ({0}); bring the centre up to date first")]
    Newer(u32),
    #[error(
        "its hall is not enrolled at this centre; take it to the centre that the hall belongs to"
    )]
    UnknownHall,
    #[error("it is cut off or damaged ({0}); export it again, the hall still holds it")]
    Damaged(String),
    #[error("the centre refuses it: {0}")]
    Refused(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into_refusal().words().get(Lang::En).to_owned())
    }
}

/// Takes in files and folders; one that is damaged keeps no other out.
pub async fn import(
    config: &Config,
    clock: Arc<dyn Clock>,
    paths: &[PathBuf],
    mut tell: impl FnMut(&str),
) -> Result<Imported, StartError> {
    let keys = Keys::open(&config.data_dir)?;
    let catalogue = catalogue::read(&config.catalogue_dir)?;
    let store = Store::open(&config.database_url, CONNECTIONS).await?;
    let services = Services::new(config, store.clone(), keys, catalogue, clock);
    let mut imported = Imported::default();
    for path in paths {
        let files = match files(path) {
            Ok(files) => files,
            Err(error) => {
                imported.faults.push(format!("{} cannot be read: {error}", path.display()));
                continue;
            }
        };
        for file in files {
            match take(&services, &file).await {
                Ok(Taken::Submission(word, id)) => {
                    tell(&format!("{id}: held and acknowledged"));
                    imported.words.push(word);
                }
                Ok(Taken::Runs(runs)) => imported.runs += runs,
                Err(fault) => imported.faults.push(format!("{}: {fault}", file.display())),
            }
        }
    }
    store.close().await;
    Ok(imported)
}

/// Writes the centre's words beside what was imported, under a name that is free.
pub fn write_words(beside: &Path, words: &[SignedAcknowledgement]) -> io::Result<PathBuf> {
    let json = serde_json::to_vec(&Acknowledgements::of(words.to_vec()))?;
    for number in 1_u32.. {
        let ending = match number {
            1 => "acknowledgements".to_owned(),
            more => format!("acknowledgements-{more}"),
        };
        let path = beside.with_added_extension(ending);
        match File::options().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(&json)?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&path)? == json {
                    return Ok(path);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        files.extend(path.extension().is_some_and(|ending| ending == ENDING).then_some(path));
    }
    files.sort();
    Ok(files)
}

enum Taken {
    Submission(SignedAcknowledgement, shared::ids::SubmissionId),
    Runs(usize),
}

async fn take(services: &Services, path: &Path) -> Result<Taken, Fault> {
    let parts = read(path)?;
    let Some(((first, about), parts)) = parts.split_first() else { return Err(Fault::Foreign) };
    let about: About = json(about).map_err(|_| Fault::Foreign)?;
    if first != ABOUT || !about.is_ours() {
        return Err(Fault::Foreign);
    }
    if about.version > VERSION {
        return Err(Fault::Newer(about.version));
    }
    let hall = services.halls.find(&services.store, about.hall).await.map_err(Denied::from)?;
    let hall = hall.ok_or(Fault::UnknownHall)?;
    let Some(((last, _), parts)) = parts.split_last() else { return Err(cut_off()) };
    if last != END {
        return Err(cut_off());
    }
    match parts {
        [(name, request), chunks @ ..] if name == ENVELOPE => {
            submission(services, &hall, &json(request)?, chunks).await
        }
        runs => journal(services, &hall, runs).await,
    }
}

async fn submission(
    services: &Services,
    hall: &KnownHall,
    request: &EnvelopeRequest,
    chunks: &[(String, Vec<u8>)],
) -> Result<Taken, Fault> {
    let manifest: Manifest = json(request.manifest.as_bytes())?;
    let id = manifest.submission;
    let held = carried::envelope(services, hall, id, request).await?;
    if let Some(word) = held.acknowledgement {
        return Ok(Taken::Submission(word, id));
    }
    for (name, sealed) in chunks {
        let (file, n) =
            read_chunk_name(name).ok_or_else(|| Fault::Damaged(format!("a part is {name}")))?;
        carried::chunk(services, hall, id, MissingChunk { file, n }, sealed).await?;
    }
    Ok(Taken::Submission(carried::commit(services, hall, id).await?, id))
}

async fn journal(
    services: &Services,
    hall: &KnownHall,
    runs: &[(String, Vec<u8>)],
) -> Result<Taken, Fault> {
    for (name, batch) in runs {
        let (epoch, seq) =
            read_run_name(name).ok_or_else(|| Fault::Damaged(format!("a part is {name}")))?;
        carried::run(services, hall, Position { epoch, seq }, &json(batch)?).await?;
    }
    Ok(Taken::Runs(runs.len()))
}

/// Reads the parts of one archive.
fn read(path: &Path) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let mut archive = tar::Archive::new(BufReader::new(File::open(path)?));
    let mut parts = Vec::new();
    for entry in archive.entries()? {
        let entry = entry.map_err(|error| {
            if parts.is_empty() { Fault::Foreign } else { Fault::Damaged(error.to_string()) }
        })?;
        let name = entry.path()?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        let expected = entry.size();
        entry.take(PART_BYTES_MAX).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != expected {
            return Err(cut_off());
        }
        parts.push((name, bytes));
    }
    Ok(parts)
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|error| Fault::Damaged(error.to_string()))
}

fn cut_off() -> Fault {
    Fault::Damaged("its end is missing".to_owned())
}
