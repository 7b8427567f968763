//! A finger and a keyboard: touches where nothing lies over, and typing into what was touched.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::prelude::*;

use super::{Browser, PATIENCE};

/// Two touches of one place within this time are a double tap, which no journey means.
const DOUBLE_TAP: Duration = Duration::from_millis(800);
/// Two touches so near, in CSS pixels, are of one place.
const ONE_PLACE: f64 = 100.0;

/// When and where the glass was last touched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Touched {
    at: Instant,
    x: f64,
    y: f64,
}

impl Browser {
    /// Touches the middle of an element with a finger.
    pub async fn tap(&self, testid: &str) -> Result<()> {
        let element = self.see(testid).await?;
        self.tap_element(&element).await.with_context(|| format!("cannot tap {testid}"))
    }

    /// Touches the middle of the first element that matches.
    pub async fn tap_css(&self, css: &str) -> Result<()> {
        let element = self.see_css(css).await?;
        self.tap_element(&element).await.with_context(|| format!("cannot tap {css}"))
    }

    async fn tap_element(&self, element: &WebElement) -> Result<()> {
        let (x, y) = self.point_of(element).await?;
        self.lift_the_finger(x, y).await;
        self.touch(x, y).await
    }

    /// Touches a place and lifts the finger.
    pub(super) async fn touch(&self, x: f64, y: f64) -> Result<()> {
        let point = json!({ "x": x, "y": y });
        let start = json!({ "type": "touchStart", "touchPoints": [point] });
        self.tell("Input.dispatchTouchEvent", start).await?;
        let end = json!({ "type": "touchEnd", "touchPoints": [] });
        self.tell("Input.dispatchTouchEvent", end).await
    }

    /// Touches the first element that matches and says exactly these words.
    pub async fn tap_words(&self, css: &str, words: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            for element in self.window.find_all(By::Css(css)).await? {
                if element.text().await.is_ok_and(|said| said.trim() == words) {
                    return self.tap_element(&element).await;
                }
            }
            ensure!(begun.elapsed() < PATIENCE, "no {css} says {words:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Touches a field and types into it with a real keyboard, in place of what was there.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        self.tap_css(css).await?;
        let field = self.see_css(css).await?;
        let is_focused = format!("return document.activeElement.matches({});", json!(css));
        self.wait_until(&format!("{css} has the focus"), &is_focused).await?;
        let before = self.value(css).await?;
        if before != text {
            if !before.is_empty() {
                field.send_keys(Key::Control + "a").await?;
            }
            field.send_keys(text).await?;
        }
        let holds =
            format!("return document.querySelector({}).value === {};", json!(css), json!(text));
        self.wait_until(&format!("{css} holds {text:?}"), &holds).await
    }

    /// Waits until a touch of this place is not the second of a double tap.
    async fn lift_the_finger(&self, x: f64, y: f64) {
        let last = *self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last
            && (x - last.x).hypot(y - last.y) < ONE_PLACE
        {
            tokio::time::sleep(DOUBLE_TAP.saturating_sub(last.at.elapsed())).await;
        }
        let touched = Some(Touched { at: Instant::now(), x, y });
        *self.touched.lock().unwrap_or_else(PoisonError::into_inner) = touched;
    }

    /// The middle of an element, once it has stopped moving and nothing lies over it.
    pub(super) async fn point_of(&self, element: &WebElement) -> Result<(f64, f64)> {
        const SCRIPT: &str = "const e = arguments[0];
            const r = e.getBoundingClientRect();
            const x = r.left + r.width / 2, y = r.top + r.height / 2;
            const hit = document.elementFromPoint(x, y);
            const label = hit && hit.closest('label');
            const free = !!hit && (e.contains(hit) || (!!label && label.contains(e)));
            if (!free) e.scrollIntoView({block: 'center'});
            return [x, y, free];";
        let begun = Instant::now();
        let mut before = None;
        loop {
            let found = self.window.execute(SCRIPT, vec![element.to_json()?]).await?;
            let place = found.json();
            let point = (place[0].as_f64(), place[1].as_f64());
            if let ((Some(x), Some(y)), Some(true)) = (point, place[2].as_bool())
                && before == Some((x, y))
            {
                return Ok((x, y));
            }
            before = point.0.zip(point.1);
            ensure!(begun.elapsed() < PATIENCE, "something lies over the element");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }
}
