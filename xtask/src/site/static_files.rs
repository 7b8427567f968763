//! Fonts, icons, images, recorded voice and the manifest.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use super::{Site, file_name, files_in};
use crate::workspace::Workspace;

/// The folders of `public/` whose files are taken as they are, by extension.
const TAKEN: [(&str, &[&str]); 4] = [
    ("fonts", &["woff2"]),
    ("icons", &["svg"]),
    ("images", &["avif", "ico", "jpg", "png", "svg", "webp"]),
    ("voice", &["m4a", "mp3", "ogg", "opus", "wav", "webm"]),
];

/// Adds the files of `public/`, then `voice.json` and the manifest that name them.
pub(super) fn add(site: &mut Site, workspace: &Workspace) -> Result<()> {
    for (folder, extensions) in TAKEN {
        let mut voice = BTreeMap::new();
        for path in files_in(&workspace.path("public").join(folder))? {
            let name = file_name(&path)?;
            if extensions.iter().any(|extension| path.extension().is_some_and(|e| e == *extension))
            {
                site.add_asset(name, fs::read(&path)?)?;
                voice.insert(name.to_owned(), site.names.address(name).map(str::to_owned));
            }
        }
        if folder == "voice" && !voice.is_empty() {
            site.add_asset("voice.json", serde_json::to_vec(&voice)?)?;
        }
    }
    add_manifest(site, workspace)
}

fn add_manifest(site: &mut Site, workspace: &Workspace) -> Result<()> {
    let name = "manifest.webmanifest";
    let path = workspace.path("public").join(name);
    if !path.is_file() {
        return Ok(());
    }
    let text = fs::read_to_string(&path)?;
    let named = site.names.fill_placeholders(&text);
    let named = named.and_then(|text| site.names.rewrite_addresses(&text)).context(name)?;
    site.add_asset(name, named.into_bytes())
}
