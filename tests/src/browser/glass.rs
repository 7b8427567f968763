//! The keyboard on glass, touched key by key.

use anyhow::{Context as _, Result};
use serde_json::json;
use shared::letters::take_apart;
use shared::text::citizen::kiosk::TONES;
use shared::text::screen::KEY_SPACE;
use std::time::{Duration, Instant};

use super::{Browser, PATIENCE};

/// Finds the key that says these words, in either case, and nothing else.
const KEY: &str = "return [...document.querySelectorAll('.keyboard__key')].find(key =>
    [key.innerText.trim().toLowerCase(), key.ariaLabel].includes(arguments[0])) ?? null;";

/// The tones as combining marks, in the order of their keys.
const MARKS: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

impl Browser {
    /// Touches a field and types into it on the keyboard that comes up.
    pub async fn type_on_glass(&self, css: &str, text: &str) -> Result<()> {
        self.tap_css(css).await?;
        if self.value(css).await? != text {
            for key in text.chars().flat_map(keys_of) {
                self.tap_key(&key).await.with_context(|| format!("the key {key:?}"))?;
            }
        }
        let holds =
            format!("return document.querySelector({}).value === {};", json!(css), json!(text));
        self.wait_until(&format!("{css} holds {text:?}"), &holds).await
    }

    async fn tap_key(&self, words: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let found = self.window.execute(KEY, vec![json!(words)]).await?;
            match found.element() {
                Ok(key) => {
                    let (x, y) = self.point_of(&key).await?;
                    return self.touch(x, y).await;
                }
                Err(error) if begun.elapsed() > PATIENCE => return Err(error.into()),
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
}

/// The keys that make a letter: the letter with its mark, then its tone.
fn keys_of(letter: char) -> Vec<String> {
    let small: String = letter.to_lowercase().collect();
    if letter == ' ' {
        return vec![KEY_SPACE.vi.to_owned()];
    }
    let parts = take_apart(&small);
    let tone = parts.chars().find_map(|part| MARKS.iter().position(|mark| *mark == part));
    let without_tone: String = parts.chars().filter(|part| !MARKS.contains(part)).collect();
    let key = match without_tone.as_str() {
        "a\u{306}" => "ă",
        "a\u{302}" => "â",
        "e\u{302}" => "ê",
        "o\u{302}" => "ô",
        "o\u{31B}" => "ơ",
        "u\u{31B}" => "ư",
        other => other,
    };
    std::iter::once(key.to_owned()).chain(tone.map(|tone| TONES[tone].vi.to_owned())).collect()
}
