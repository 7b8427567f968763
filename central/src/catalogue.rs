//! Reads the posted catalogue from its folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shared::catalogue::{Catalogue, CatalogueProblem};

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file or the folder cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The files break rules; all of them are named.
    #[error("{}", list(.0))]
    Problems(Vec<CatalogueProblem>),
}

/// Reads every JSON file of the folder and of the folders in it.
pub(crate) fn read(folder: &Path) -> Result<Catalogue, CatalogueError> {
    let mut parts = Vec::new();
    collect(folder, "", &mut parts)?;
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Catalogue::parse(&parts).map_err(CatalogueError::Problems)
}

fn collect(
    folder: &Path,
    prefix: &str,
    parts: &mut Vec<(String, String)>,
) -> Result<(), CatalogueError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| CatalogueError::File { path, source }
    };
    let mut entries = fs::read_dir(folder)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .map_err(failed(folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), parts)?;
        } else if name.ends_with(".json") {
            parts.push((name, fs::read_to_string(&path).map_err(failed(&path))?));
        }
    }
    Ok(())
}

fn list(problems: &[CatalogueProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
