//! Takes the doors away that a library opens to JavaScript and no page ever uses.
//!
//! What is exported is kept, and with it all that it calls. Only the list of exports changes, so
//! that the relocations of the other sections still fit.

use anyhow::Result;
use wasm_encoder::{Module, RawSection};
use wasmparser::{ExternalKind, Parser, Payload};

/// Streams for server functions, which come with leptos.
const UNUSED: [&str; 3] =
    ["intounderlyingsource", "intounderlyingbytesource", "intounderlyingsink"];

/// Returns the same WASM without the exports nobody calls.
pub(super) fn prune(built: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(built) {
        let payload = payload?;
        if let Payload::ExportSection(exports) = &payload {
            let mut kept = wasm_encoder::ExportSection::new();
            for export in exports.clone() {
                let export = export?;
                if !is_unused(export.name, export.kind) {
                    kept.export(export.name, export.kind.into(), export.index);
                }
            }
            module.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            module.section(&RawSection { id, data: &built[range] });
        }
    }
    Ok(module.finish())
}

fn is_unused(name: &str, kind: ExternalKind) -> bool {
    kind == ExternalKind::Func && UNUSED.iter().any(|unused| name.contains(unused))
}
