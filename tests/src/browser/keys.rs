//! A person at the keyboard: what is pressed goes to whatever has the focus.

use anyhow::{Result, ensure};
use thirtyfour::prelude::*;

use super::Browser;

/// The most steps of the focus from one end of a page to the other.
const STEPS_MAX: usize = 60;

impl Browser {
    /// Presses keys, one after the other.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let focused = self.window.active_element().await?;
        Ok(focused.send_keys(keys).await?)
    }

    /// Moves the focus with the tabulator until it is on what matches.
    pub async fn tab_to(&self, css: &str) -> Result<()> {
        self.see_css(css).await?;
        for _ in 0..STEPS_MAX {
            if self.has_focus(css).await? {
                return Ok(());
            }
            self.press(Key::Tab + "").await?;
        }
        ensure!(self.has_focus(css).await?, "the tabulator does not reach {css}");
        Ok(())
    }

    /// Whether the focus is on what matches.
    pub async fn has_focus(&self, css: &str) -> Result<bool> {
        let script = format!("return document.activeElement?.matches({css:?}) ?? false");
        Ok(self.script(&script).await?.as_bool() == Some(true))
    }

    /// Waits until the focus is on what matches.
    pub async fn wait_for_focus(&self, css: &str) -> Result<()> {
        let script = format!("return document.activeElement?.matches({css:?}) ?? false");
        self.wait_until(&format!("the focus is on {css}"), &script).await
    }

    /// Waits until something that matches says `part`.
    pub async fn wait_for_words_in(&self, css: &str, part: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll({css:?})]
                .some(one => one.textContent.includes({part:?}))"
        );
        self.wait_until(&format!("{css} says {part}"), &script).await
    }

    /// Waits until nothing in view matches.
    pub async fn wait_until_gone(&self, css: &str) -> Result<()> {
        let script = format!(
            "return ![...document.querySelectorAll({css:?})]
            .some(one => one.checkVisibility())"
        );
        self.wait_until(&format!("{css} is gone"), &script).await
    }
}
