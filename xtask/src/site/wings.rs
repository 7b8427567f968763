//! Cuts a bundle at the doors of its wings, so that each wing travels in files of its own.
//!
//! The cutter follows what each function needs, so a bundle without doors comes out smaller too:
//! what only a table of functions kept alive is left behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// A bundle in pieces.
pub(super) struct Cut {
    /// What is fetched first; it goes to the generator as a bundle in one piece would.
    pub(super) main: Vec<u8>,
    /// The other pieces by the name that the script fetches them by, without an extension.
    pub(super) pieces: BTreeMap<String, Vec<u8>>,
    /// The script that fetches them, with nothing to do where there are none.
    pub(super) script: String,
    /// The pieces that each wing needs.
    pub(super) needs: BTreeMap<String, Vec<String>>,
}

/// The name under which the main piece imports the script.
pub(super) const SCRIPT: &str = "./wings.js";

/// Cuts what cargo built; a bundle without doors stays in one piece.
pub(super) fn cut(built: &[u8], folder: &Path) -> Result<Cut> {
    fs::create_dir_all(folder)?;
    let main_path = folder.join("main.wasm");
    let mut options = Options::new(built);
    options.output_dir = folder;
    options.main_out_path = &main_path;
    options.link_name = SCRIPT;
    let cut = transform(options).map_err(|report| anyhow!("{report:#}"))?;
    let mut pieces = BTreeMap::new();
    for path in cut.split_modules {
        let name = path.file_stem().and_then(|name| name.to_str()).context("a piece has a name")?;
        pieces.insert(name.to_owned(), fs::read(&path)?);
    }
    Ok(Cut {
        main: fs::read(&main_path)?,
        pieces,
        script: fs::read_to_string(folder.join(SCRIPT))?,
        needs: cut.prefetch_map.into_iter().collect(),
    })
}
