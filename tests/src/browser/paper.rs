//! A page from its first line to its last, on the screen and as it would be printed.

use anyhow::Result;
use serde_json::json;

use super::{Browser, Screen};

/// The width of an A4 sheet between its margins, in CSS pixels.
const SHEET: u32 = 700;

impl Browser {
    /// Writes the whole page to `target/screens/<name>.png`, as wide as a screen.
    pub async fn photograph_whole(&self, name: &str, screen: Screen) -> Result<()> {
        self.resize(screen).await?;
        let height = self.script("return document.documentElement.scrollHeight").await?;
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok());
        self.resize(Screen { height: height.unwrap_or(screen.height), ..screen }).await?;
        self.photograph(name).await?;
        self.resize(screen).await
    }

    /// Writes the page as it would be printed to `target/screens/<name>.png`.
    pub async fn photograph_print(&self, name: &str, screen: Screen) -> Result<()> {
        self.tell("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        self.photograph_whole(name, Screen { width: SHEET, ..screen }).await?;
        self.tell("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        self.resize(screen).await
    }
}
