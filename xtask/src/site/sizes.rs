//! How much a browser fetches: every file, and the first route of every surface.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Site;

/// What counts for a first route; fonts and icons are listed apart.
const FIRST_ROUTE: [&str; 3] = [".css", ".js", ".wasm"];

/// Weighs raw and brotli bytes per file and per surface.
pub(super) fn report(site: &Site, compressed: &BTreeMap<String, Vec<u8>>) -> Value {
    let weigh = |path: &str| {
        let raw = site.files.get(path).map_or(0, Vec::len);
        let brotli = compressed.get(&format!("{path}.br")).map_or(raw, Vec::len);
        (raw, brotli)
    };
    let entry = |path: &String| {
        let (raw, brotli) = weigh(path);
        (path.clone(), json!({ "raw": raw, "brotli": brotli }))
    };
    let files: BTreeMap<_, _> = site.files.keys().map(entry).collect();
    let mut surfaces = BTreeMap::new();
    for (path, page) in &site.files {
        let Some(name) = path.strip_prefix("pages/").and_then(|name| name.strip_suffix(".html"))
        else {
            continue;
        };
        let named = fetched(site, &String::from_utf8_lossy(page));
        let (routes, fonts): (Vec<_>, Vec<_>) = named
            .into_iter()
            .filter(|name| name.ends_with(".woff2") || is_first_route(name))
            .partition(|name| is_first_route(name));
        let sum = |names: &[&str]| {
            let addresses = names.iter().filter_map(|name| site.names.address(name));
            addresses
                .map(|address| weigh(address.trim_start_matches('/')))
                .fold((0, 0), |(raw, brotli), (more_raw, more_brotli)| {
                    (raw + more_raw, brotli + more_brotli)
                })
        };
        let (page_raw, page_brotli) = weigh(path);
        let (raw, brotli) = sum(&routes);
        surfaces.insert(
            name,
            json!({
                "raw": page_raw + raw,
                "brotli": page_brotli + brotli,
                "fonts_preloaded": sum(&fonts).0,
            }),
        );
    }
    json!({ "files": files, "surfaces": surfaces })
}

/// One line per surface, as the build prints it.
pub(super) fn summary(report: &Value) -> Vec<String> {
    let surfaces = report["surfaces"].as_object().into_iter().flatten();
    let kilobytes = |size: &Value| size.as_f64().unwrap_or_default() / 1000.0;
    let line = |(name, sizes): (&String, &Value)| {
        format!(
            "{name:<8} first route {:7.1} kB brotli, {:7.1} kB raw",
            kilobytes(&sizes["brotli"]),
            kilobytes(&sizes["raw"]),
        )
    };
    surfaces.map(line).collect()
}

/// The assets a page names, and the WASM that each script it names fetches.
fn fetched<'a>(site: &'a Site, page: &str) -> Vec<&'a str> {
    let is_named = |name: &str| site.names.address(name).is_some_and(|at| page.contains(at));
    let by_script = |name: &str| {
        name.strip_suffix(".wasm").is_some_and(|bundle| is_named(&format!("{bundle}.js")))
    };
    let names = site.names.iter().map(|(name, _)| name);
    names.filter(|name| is_named(name) || by_script(name)).collect()
}

fn is_first_route(name: &str) -> bool {
    FIRST_ROUTE.iter().any(|extension| name.ends_with(extension))
}
