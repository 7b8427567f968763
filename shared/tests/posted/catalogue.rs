//! The posted catalogue, read from `public/catalogue/` for tests.

use std::path::Path;

use shared::catalogue::Catalogue;

/// Reads every file of the posted catalogue as (name, text).
#[expect(clippy::disallowed_methods, reason = "a test reads what the servers will read")]
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
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
    parse(&files()).unwrap()
}
