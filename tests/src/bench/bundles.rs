//! What a browser fetches before the first route is there, read from the built site.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::marks::Marks;

/// Each bundle and the pages that load it.
const BUNDLES: [(&str, &[&str]); 3] =
    [("citizen", &["kiosk", "portal"]), ("hall", &["display"]), ("office", &["office"])];

/// Measures `bundle.*`: HTML, CSS, glue and WASM; fonts and pictures apart.
pub fn measure(site: &Path) -> Result<Marks> {
    let mut marks = Marks::default();
    for (bundle, pages) in BUNDLES {
        let mut largest = (0, 0);
        for page in pages {
            let weight = weigh(site, page).with_context(|| format!("{page}: build the site"))?;
            largest = largest.max(weight);
        }
        let (brotli, raw) = largest;
        let name = format!("bundle.{bundle}.first_route");
        marks.set(format!("{name}_brotli_kb"), brotli as f64 / 1_000.0);
        marks.set(format!("{name}_raw_kb"), raw as f64 / 1_000.0);
    }
    Ok(marks)
}

/// Compressed and raw bytes of a page and of what it names.
fn weigh(site: &Path, page: &str) -> Result<(u64, u64)> {
    let page = Path::new("pages").join(page).with_extension("html");
    let html = fs::read_to_string(site.join(&page))?;
    let mut total = (0, 0);
    let assets = named(&html).into_iter().map(|name| Path::new("assets").join(name));
    for file in std::iter::once(page).chain(assets) {
        let raw = site.join(&file);
        let brotli = site.join(format!("{}.br", file.display()));
        total.0 += fs::metadata(&brotli).with_context(|| brotli.display().to_string())?.len();
        total.1 += fs::metadata(&raw).with_context(|| raw.display().to_string())?.len();
    }
    Ok(total)
}

fn named(html: &str) -> BTreeSet<&str> {
    let names = html.split("/assets/").skip(1).filter_map(|rest| rest.split('"').next());
    let counts = |name: &&str| [".css", ".js", ".wasm"].iter().any(|kind| name.ends_with(kind));
    names.filter(counts).collect()
}
