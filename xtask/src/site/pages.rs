//! The page shells and the service worker, with every name replaced by its address.

use std::fs;

use anyhow::{Context, Result};

use super::{Site, digest, file_name, files_in};
use crate::workspace::Workspace;

/// Adds `public/pages/*.html` and `public/service_worker.js`.
pub(super) fn add(site: &mut Site, workspace: &Workspace) -> Result<()> {
    for path in files_in(&workspace.path("public/pages"))? {
        let name = file_name(&path)?;
        if name.ends_with(".html") {
            let page = fs::read_to_string(&path)?;
            let page = site.names.fill_placeholders(&page).with_context(|| name.to_owned())?;
            site.files.insert(format!("pages/{name}"), page.into_bytes());
        }
    }
    add_service_worker(site, workspace)
}

/// Adds the worker; `{{version}}` is a name that changes when anything it may keep does.
fn add_service_worker(site: &mut Site, workspace: &Workspace) -> Result<()> {
    let name = "service_worker.js";
    let path = workspace.path("public").join(name);
    if !path.is_file() {
        return Ok(());
    }
    let parts = site.files.iter().flat_map(|(path, content)| [path.as_bytes(), content]);
    let version = digest(&parts.collect::<Vec<_>>());
    let worker = fs::read_to_string(&path)?.replace("{{version}}", &version);
    let worker = site.names.fill_placeholders(&worker).context(name)?;
    site.files.insert(name.to_owned(), worker.into_bytes());
    Ok(())
}
