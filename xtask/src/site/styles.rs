//! The styles: entry files with their imports inlined, made small, pointing to hashed assets.

mod imports;
mod minify;

use anyhow::{Context, Result};

use super::Site;
use crate::workspace::Workspace;

/// One entry file for each bundle, and one for what a phone alone uses.
const ENTRIES: [&str; 5] = ["citizen.css", "figures.css", "hall.css", "office.css", "phone.css"];

/// Adds the styles of every bundle.
pub(super) fn add(site: &mut Site, workspace: &Workspace) -> Result<()> {
    for entry in ENTRIES {
        let path = workspace.path("public/styles").join(entry);
        if path.is_file() {
            let inlined = imports::inline(&path)?;
            let small = minify::minify(&inlined);
            let named = site.names.rewrite_addresses(&small).with_context(|| entry.to_owned())?;
            site.add_asset(entry, named.into_bytes())?;
        }
    }
    Ok(())
}
