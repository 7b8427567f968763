//! The site: everything a browser gets, named by its content and compressed.

mod bundles;
mod compress;
mod glue;
mod memo;
mod names;
mod optimiser;
mod pages;
mod prune;
mod short_names;
mod sizes;
mod static_files;
mod styles;
mod wings;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use self::memo::Memo;
use self::names::Names;
use crate::stages::say;
use crate::workspace::Workspace;

/// How much work the build puts into small files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speed {
    Full,
    Fast,
}

impl Speed {
    /// The speed a `--fast` switch asks for.
    pub(crate) fn of(fast: bool) -> Self {
        if fast { Self::Fast } else { Self::Full }
    }
}

/// The files of the site by path, and the addresses their logical names stand for.
#[derive(Default)]
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    names: Names,
}

impl Site {
    /// Adds a file under a name that changes with its content.
    fn add_asset(&mut self, name: &str, content: Vec<u8>) -> Result<()> {
        let (stem, extension) = name.rsplit_once('.').context("an asset needs an extension")?;
        let path = format!("assets/{stem}-{}.{extension}", digest(&[&content]));
        self.names.insert(name, format!("/{path}"))?;
        self.files.insert(path, content);
        Ok(())
    }
}

/// Builds the site into `target/site`.
pub(crate) fn build(workspace: &Workspace, speed: Speed) -> Result<()> {
    let memo = Memo::open(workspace.target("site-memo"))?;
    // Two builds at once would mix their files; the second waits for the first.
    let one_at_a_time = File::create(workspace.target("site-memo.lock"))?;
    one_at_a_time.lock()?;
    let mut site = Site::default();
    static_files::add(&mut site, workspace)?;
    styles::add(&mut site, workspace)?;
    bundles::add(&mut site, workspace, speed, &memo)?;
    pages::add(&mut site, workspace)?;
    let compressed = compress::all(&site.files, speed, &memo)?;
    let report = sizes::report(&site, &compressed);
    site.files.extend(compressed);
    site.files.insert("sizes.json".to_owned(), serde_json::to_vec_pretty(&report)?);
    write(&workspace.target("site"), &site.files)?;
    memo.forget_old()?;
    for line in sizes::summary(&report) {
        say(line);
    }
    Ok(())
}

/// The first bytes of the SHA-256 of all parts, as names carry them.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    HEXLOWER.encode(&hash.finalize()[..6])
}

/// Lists the files of a folder in order; a folder that is not there holds none.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

/// The last part of a path.
fn file_name(path: &Path) -> Result<&str> {
    path.file_name()
        .and_then(|name| name.to_str())
        .with_context(|| format!("{} has no plain name", path.display()))
}

/// Writes what changed and removes what is not of this build.
fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    for (name, content) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|before| before == *content) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let fresh = folder.join("fresh.part");
        fs::write(&fresh, content)?;
        fs::rename(&fresh, &path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    for part in ["", "assets", "pages"].into_iter().chain(static_files::VOICE) {
        for path in files_in(&folder.join(part))? {
            let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
            if !files.contains_key(&name) {
                fs::remove_file(&path)?;
            }
        }
    }
    Ok(())
}
