//! Fonts, icons, images, recorded voice and the manifest.

use std::fs;

use anyhow::{Context, Result};

use super::{Site, file_name, files_in};
use crate::workspace::Workspace;

/// The folders of `public/` whose files are taken as they are, by extension.
const TAKEN: [(&str, &[&str]); 3] = [
    ("fonts", &["woff2"]),
    ("icons", &["svg"]),
    ("images", &["avif", "ico", "jpg", "png", "svg", "webp"]),
];
/// The clips keep their names, so that a unit can lay its own recordings over them.
pub(super) const VOICE: [&str; 3] = ["voice", "voice/en", "voice/vi"];

/// Adds the files of `public/`, the clips, and the manifest that names some of them.
pub(super) fn add(site: &mut Site, workspace: &Workspace) -> Result<()> {
    for (folder, extensions) in TAKEN {
        for path in files_in(&workspace.path("public").join(folder))? {
            let name = file_name(&path)?;
            if extensions.iter().any(|extension| path.extension().is_some_and(|e| e == *extension))
            {
                site.add_asset(name, fs::read(&path)?)?;
            }
        }
    }
    for folder in VOICE {
        for path in files_in(&workspace.path("public").join(folder))? {
            if path.extension().is_some_and(|extension| extension == "ogg") {
                site.files.insert(format!("{folder}/{}", file_name(&path)?), fs::read(&path)?);
            }
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
