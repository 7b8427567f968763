//! The WASM bundles: built by cargo, bound by wasm-bindgen, shrunk, and given their glue.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::memo::Memo;
use super::optimiser::Optimiser;
use super::wings::{self, Cut};
use super::{Site, Speed, glue, prune, short_names};
use crate::stages::say;
use crate::workspace::{Workspace, succeed};

/// The bundles, each the binary of this name in `app`.
const BUNDLES: [&str; 5] = ["citizen", "counter", "display", "figures", "office"];

/// Part of the memory's question: another generator gives another answer.
const GENERATOR: &str = "wasm-bindgen 0.2.130, web, 3";

/// Builds all bundles and adds their WASM and glue.
pub(super) fn add(site: &mut Site, workspace: &Workspace, speed: Speed, memo: &Memo) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "app", "--bins", "--profile", "wasm"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]).args(short_paths(workspace));
    succeed(&mut cargo)?;
    let optimiser = match speed {
        Speed::Full => Optimiser::find(workspace),
        Speed::Fast => Optimiser::Absent("a fast build leaves it out".to_owned()),
    };
    if let Optimiser::Absent(reason) = &optimiser {
        say(format_args!("wasm-opt is not used: {reason}"));
    }
    let make = &|bundle: &'static str| make(bundle, workspace, &optimiser, memo).context(bundle);
    let made = thread::scope(|scope| {
        let running = BUNDLES.map(|bundle| scope.spawn(move || make(bundle)));
        running.map(|bundle| bundle.join().unwrap_or_else(|_| Err(anyhow!("a thread panicked"))))
    });
    for (bundle, made) in BUNDLES.into_iter().zip(made) {
        let (cut, glue) = made?;
        add_bundle(site, bundle, cut, glue).context(bundle)?;
    }
    Ok(())
}

/// Names source files in panics without the folders of this machine: shorter, and the same from
/// whichever machine built them.
fn short_paths(workspace: &Workspace) -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let sources = home.map(|home| home.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok()).into_iter().flatten();
    let folders = registries.flatten().map(|registry| registry.path());
    let folders = folders.chain([workspace.path("")]);
    let flags = folders.map(|folder| format!("\"--remap-path-prefix={}=\"", folder.display()));
    let flags = flags.collect::<Vec<_>>().join(", ");
    ["--config".to_owned(), format!("target.wasm32-unknown-unknown.rustflags=[{flags}]")].into()
}

/// Names the pieces of a bundle by their content, and puts what fetches them into its glue.
fn add_bundle(site: &mut Site, bundle: &str, made: Cut, mut glue: String) -> Result<()> {
    let Cut { main, pieces, mut script, needs } = made;
    let wasm = format!("{bundle}.wasm");
    site.add_asset(&wasm, main)?;
    let name_of = |piece: &str| format!("{bundle}-{piece}.wasm");
    for (piece, wasm) in pieces {
        let name = name_of(&piece);
        site.add_asset(&name, wasm)?;
        let address = site.names.address(&name).context("the piece was added above")?;
        script = script.replace(&format!("./{piece}.wasm"), &glue::beside(address));
    }
    if !needs.is_empty() {
        glue = glue::with_wings(&glue, &script)?;
    }
    for (wing, pieces) in needs {
        let names = pieces.iter().map(|piece| name_of(piece)).collect();
        site.names.insert_wing(&format!("{bundle}.{wing}"), names);
    }
    let address = site.names.address(&wasm).context("the WASM was added above")?;
    let glue = glue::start_itself(&glue, address)?;
    site.add_asset(&format!("{bundle}.js"), glue.into_bytes())
}

/// Prunes, cuts, binds and shrinks what cargo built; gives the glue beside it.
fn make(
    bundle: &str,
    workspace: &Workspace,
    optimiser: &Optimiser,
    memo: &Memo,
) -> Result<(Cut, String)> {
    let built = workspace.target("wasm32-unknown-unknown/wasm").join(format!("{bundle}.wasm"));
    let built = prune::prune(&fs::read(&built).context("it was not built")?)?;
    let mut cut = wings::cut(&built, &workspace.target("wings").join(bundle))?;
    let Bound { wasm, glue } = bind(bundle, &cut.main, memo)?;
    cut.main = optimiser.shrink(workspace, bundle, &wasm, memo)?;
    for (piece, wasm) in &mut cut.pieces {
        let name = format!("{bundle}-{piece}");
        *wasm = optimiser.shrink(workspace, &name, wasm, memo).context(name)?;
    }
    Ok((cut, glue))
}

/// What wasm-bindgen makes of one binary.
struct Bound {
    wasm: Vec<u8>,
    glue: String,
}

/// Asks the memory for the WASM and the glue, and the generator where it has neither.
fn bind(bundle: &str, built: &[u8], memo: &Memo) -> Result<Bound> {
    let question = |part: &str| format!("{GENERATOR}, {part} of {bundle}");
    let mut fresh = None;
    let glue = memo.recall(&question("glue"), built, || {
        let bound = generate(bundle, built)?;
        let glue = bound.glue.clone().into_bytes();
        fresh = Some(bound);
        Ok(glue)
    })?;
    let wasm = memo.recall(&question("wasm"), built, || match fresh.take() {
        Some(bound) => Ok(bound.wasm),
        None => generate(bundle, built).map(|bound| bound.wasm),
    })?;
    Ok(Bound { wasm, glue: String::from_utf8(glue).context("the kept glue is not text")? })
}

fn generate(bundle: &str, built: &[u8]) -> Result<Bound> {
    let mut generator = Bindgen::new();
    generator.input_bytes(bundle, built.to_vec()).web(true)?.typescript(false);
    generator.remove_name_section(true).remove_producers_section(true);
    // Wings put their functions into the table of the piece that was there first.
    generator.keep_lld_exports(true);
    let mut output = generator.generate_output()?;
    let is_one_file = output.snippets().values().all(Vec::is_empty)
        && output.local_modules().is_empty()
        && output.npm_dependencies().is_empty();
    ensure!(is_one_file, "{bundle} imports JavaScript files of its own, which the site has not");
    let glue = output.js().to_owned();
    let glue = short_names::shorten(output.wasm_mut(), &glue);
    Ok(Bound { wasm: output.wasm_mut().emit_wasm(), glue })
}
