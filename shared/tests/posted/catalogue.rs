//! The posted catalogue, read from `public/catalogue/` for tests.

use std::io;
use std::path::Path;

use shared::catalogue::Catalogue;

/// Reads every file of the posted catalogue as (name, text).
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue");
    let mut files = Vec::new();
    read_folder(&root, "", &mut files).expect("the posted catalogue is beside the crates");
    files.sort();
    files
}

/// Parses these files.
pub(crate) fn parse(
    files: &[(String, String)],
) -> Result<Catalogue, Vec<shared::catalogue::CatalogueProblem>> {
    let parts: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Catalogue::parse(&parts)
}

/// The posted catalogue.
#[allow(dead_code, reason = "each test file uses its part")]
pub(crate) fn catalogue() -> Catalogue {
    parse(&files()).expect("the posted catalogue has no problem")
}

#[expect(clippy::disallowed_methods, reason = "a test reads what the servers will read")]
fn read_folder(folder: &Path, under: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, std::fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}
