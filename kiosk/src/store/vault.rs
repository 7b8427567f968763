//! Sealed chunks of attached files, one file each, beside the database.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use shared::ids::{FileId, SubmissionId};

use super::disk::sync_folder;

/// The folder of sealed chunks.
pub(super) struct Vault(PathBuf);

impl Vault {
    pub(super) fn open(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// Sets everything aside under another name: no row knows of it any more.
    pub(super) fn set_aside(&self, suffix: &str) -> io::Result<()> {
        fs::rename(&self.0, self.0.with_added_extension(suffix))?;
        fs::create_dir_all(&self.0)
    }

    /// Makes an empty folder for a file; what an earlier attempt left goes first.
    pub(super) fn begin(&self, submission: SubmissionId, file: FileId) -> io::Result<()> {
        self.remove_file(submission, file)?;
        fs::create_dir_all(self.folder(submission, file))
    }

    /// Writes a sealed chunk and makes it durable.
    pub(super) fn write(
        &self,
        submission: SubmissionId,
        file: FileId,
        n: u32,
        sealed: &[u8],
    ) -> io::Result<()> {
        let mut chunk = File::create(self.chunk(submission, file, n))?;
        chunk.write_all(sealed)?;
        chunk.sync_all()
    }

    /// Makes the names of a file's chunks durable.
    pub(super) fn finish(&self, submission: SubmissionId, file: FileId) -> io::Result<()> {
        sync_folder(&self.folder(submission, file))?;
        sync_folder(&self.0.join(submission.to_string()))?;
        sync_folder(&self.0)
    }

    pub(super) fn read(
        &self,
        submission: SubmissionId,
        file: FileId,
        n: u32,
    ) -> io::Result<Vec<u8>> {
        fs::read(self.chunk(submission, file, n))
    }

    pub(super) fn remove_file(&self, submission: SubmissionId, file: FileId) -> io::Result<()> {
        remove(&self.folder(submission, file))?;
        // The last file takes the folder of its submission along.
        match fs::remove_dir(self.0.join(submission.to_string())) {
            Err(error) if !is_expected(&error) => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Every file that has a folder.
    pub(super) fn files(&self) -> io::Result<Vec<(SubmissionId, FileId)>> {
        let mut found = Vec::new();
        for (submission, folder) in named::<SubmissionId>(&self.0)? {
            let files = named::<FileId>(&folder)?;
            found.extend(files.into_iter().map(|(file, _)| (submission, file)));
        }
        Ok(found)
    }

    fn folder(&self, submission: SubmissionId, file: FileId) -> PathBuf {
        self.0.join(submission.to_string()).join(file.to_string())
    }

    fn chunk(&self, submission: SubmissionId, file: FileId, n: u32) -> PathBuf {
        self.folder(submission, file).join(n.to_string())
    }
}

fn named<T: std::str::FromStr>(folder: &Path) -> io::Result<Vec<(T, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let Some(name) = name.and_then(|name| name.parse().ok()) {
            found.push((name, path));
        }
    }
    Ok(found)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn is_expected(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty)
}
