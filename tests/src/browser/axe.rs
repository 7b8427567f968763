//! What axe-core finds on a page that a person with an assistive technology would stumble over.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{Browser, target};

/// Lets what moves come to rest, because colours are judged as they are at that moment; then names
/// each finding and the elements it is about.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const ends = moving => moving.effect.getComputedTiming().endTime !== Infinity;
    const moving = document.getAnimations().filter(ends).map(one => one.finished.catch(() => {}));
    Promise.all(moving).then(() =>
        axe.run(document, { resultTypes: ['violations'] })).then(found => done(
        found.violations.map(one => one.id + ': ' + one.help + '\\n    ' +
            one.nodes.map(node => node.target.join(' ')).join('\\n    '))));";

impl Browser {
    /// Fails with everything that axe-core finds on the page as it is now.
    pub async fn has_no_barriers(&self) -> Result<()> {
        // A script that comes through the driver is not held by the page's policy.
        self.script(&axe()?).await?;
        let found = self.window.execute_async(RUN, Vec::new()).await?.json().clone();
        let found: Vec<&str> =
            found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        ensure!(found.is_empty(), "axe-core finds:\n{}", found.join("\n"));
        Ok(())
    }
}

fn axe() -> Result<String> {
    let file = target().join("tools/axe/node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).context("axe-core is missing: cargo xtask test brings it")
}
