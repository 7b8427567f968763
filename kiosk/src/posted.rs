//! Reads the posted catalogue from its folder.

use std::fs;
use std::io;
use std::path::Path;

use shared::catalogue::{Catalogue, CatalogueProblem};

/// Why there is no catalogue to work by.
#[derive(Debug, thiserror::Error)]
pub enum PostedError {
    /// A file cannot be read.
    #[error("the catalogue cannot be read")]
    Unreadable(#[from] io::Error),
    /// The files do not make a catalogue.
    #[error("the catalogue cannot be used:{}", list(.0))]
    Faulty(Vec<CatalogueProblem>),
}

/// Reads every file below the folder and checks them together.
pub fn read(folder: &Path) -> Result<Catalogue, PostedError> {
    let mut files = Vec::new();
    read_folder(folder, "", &mut files)?;
    files.sort();
    let parts: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Catalogue::parse(&parts).map_err(PostedError::Faulty)
}

fn list(problems: &[CatalogueProblem]) -> String {
    problems.iter().map(|problem| format!("\n  - {problem}")).collect()
}

fn read_folder(folder: &Path, under: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}
