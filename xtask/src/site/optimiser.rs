//! wasm-opt, where a version is there that is known to be safe.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use walrus::Module;

use super::memo::Memo;
use crate::stages::say;
use crate::workspace::{Workspace, answer, is_on_path};

/// The package that was measured and smoke-tested.
const PACKAGE: &str = "binaryen@132.0.0";

/// Version 108 ends well and ships a dead app.
const VERSION_MIN: u32 = 120;

/// The tool that makes WASM smaller, or why there is none.
pub(super) enum Optimiser {
    Found { program: PathBuf, version: u32 },
    Absent(String),
}

impl Optimiser {
    /// Finds the tool under `target/tools`, where npm puts it once.
    pub(super) fn find(workspace: &Workspace) -> Self {
        Self::install(workspace).unwrap_or_else(|fault| Self::Absent(format!("{fault:#}")))
    }

    fn install(workspace: &Workspace) -> Result<Self> {
        let tools = workspace.target("tools");
        let program = tools.join("node_modules/binaryen/bin/wasm-opt");
        if !program.is_file() {
            ensure!(is_on_path("npm"), "npm brings it, and npm is not installed");
            say(format_args!("fetching {PACKAGE} for wasm-opt"));
            fs::create_dir_all(&tools)?;
            let mut npm = workspace.program("npm");
            npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]);
            answer(npm.arg("--prefix").arg(&tools).arg(PACKAGE))
                .with_context(|| format!("npm could not bring {PACKAGE}"))?;
        }
        let words = answer(workspace.program(&program).arg("--version"))?;
        let version = words.split_whitespace().find_map(|word| word.parse().ok());
        match version {
            Some(version) if version >= VERSION_MIN => Ok(Self::Found { program, version }),
            _ => bail!("\"{words}\" is not known to be safe"),
        }
    }

    /// Returns smaller WASM with the same imports and exports, or the same WASM without a tool.
    pub(super) fn shrink(
        &self,
        workspace: &Workspace,
        bundle: &str,
        wasm: &[u8],
        memo: &Memo,
    ) -> Result<Vec<u8>> {
        let Self::Found { program, version } = self else {
            return Ok(wasm.to_vec());
        };
        // No feature flags: the module names its features, and --all-features breaks it.
        memo.recall(&format!("wasm-opt {version} -Oz"), wasm, || {
            let before = workspace.target("tools").join(format!("{bundle}.before.wasm"));
            let after = before.with_file_name(format!("{bundle}.after.wasm"));
            fs::write(&before, wasm)?;
            let mut tool = workspace.program(program);
            answer(tool.arg("-Oz").arg(&before).arg("-o").arg(&after))?;
            let small = fs::read(&after)?;
            check(wasm, &small)?;
            Ok(small)
        })
    }
}

/// Refuses a result that is not smaller or has other doors than what went in.
fn check(wasm: &[u8], small: &[u8]) -> Result<()> {
    ensure!(small.len() < wasm.len(), "wasm-opt made it larger");
    let module = Module::from_buffer(small).context("wasm-opt wrote WASM that cannot be read")?;
    let doors_after = doors(&module);
    let doors_before = doors(&Module::from_buffer(wasm)?);
    ensure!(doors_before.1 == doors_after.1, "wasm-opt changed the exports");
    ensure!(doors_after.0.is_subset(&doors_before.0), "wasm-opt added imports");
    Ok(())
}

fn doors(module: &Module) -> (BTreeSet<String>, BTreeSet<String>) {
    let imports = module.imports.iter().map(|import| format!("{}.{}", import.module, import.name));
    let exports = module.exports.iter().map(|export| export.name.clone());
    (imports.collect(), exports.collect())
}
