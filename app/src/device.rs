//! This screen as a device of the hall: it opens its link once, asks who it is, and stands still
//! when it is not registered any more.

pub mod gate;

use std::time::Duration;

use leptos::prelude::*;
use shared::device::{DeviceRegistration, DeviceView, IdleSettings};
use shared::lang::Text;
use shared::text::device as words;
use wasm_bindgen::JsValue;

use crate::{api, ticks};

/// Between two questions; each is a sign of life.
const ASK_EVERY: Duration = Duration::from_secs(10);
/// What the address of a registration link carries behind the page.
const LINK: &str = "#device=";

/// What this screen knows of itself.
#[derive(Clone, Copy)]
pub struct Device {
    view: RwSignal<Option<DeviceView>>,
    is_link_refused: RwSignal<bool>,
}

impl Device {
    /// Opens the link in the address, if there is one, and asks again and again who this is.
    pub fn provide() -> Self {
        let device = Self { view: RwSignal::new(None), is_link_refused: RwSignal::new(false) };
        provide_context(device);
        match take_link() {
            Some(token) => device.register(token),
            None => device.ask(),
        }
        ticks::repeat(ASK_EVERY, move || device.ask());
        device
    }

    /// How long a silence may be at this screen.
    pub fn idle(self) -> IdleSettings {
        self.view.with(|view| match view {
            Some(DeviceView::Registered { idle, .. }) => *idle,
            Some(DeviceView::Unregistered { .. } | DeviceView::Revoked) | None => {
                IdleSettings::default()
            }
        })
    }

    /// Whether the hall knows this screen.
    pub fn is_registered(self) -> bool {
        self.view.with(|view| match view {
            Some(DeviceView::Registered { .. }) => true,
            Some(DeviceView::Unregistered { .. } | DeviceView::Revoked) | None => false,
        })
    }

    /// Why nothing is offered here, if so.
    fn trouble(self) -> Option<Text> {
        if self.is_link_refused.get() {
            return Some(words::LINK_REFUSED);
        }
        self.view.with(|view| match view {
            Some(DeviceView::Revoked) => Some(words::REVOKED),
            Some(DeviceView::Unregistered { is_required: true }) => Some(words::REQUIRED),
            Some(
                DeviceView::Unregistered { is_required: false } | DeviceView::Registered { .. },
            )
            | None => None,
        })
    }

    fn register(self, token: String) {
        leptos::task::spawn_local(async move {
            let link = DeviceRegistration { token };
            match api::put::<_, DeviceView>("/api/device", &link).await {
                Ok(view) => self.view.set(Some(view)),
                Err(_) => self.is_link_refused.set(true),
            }
        });
    }

    fn ask(self) {
        leptos::task::spawn_local(async move {
            // What was heard last holds while nothing is heard.
            if let Ok(view) = api::get::<DeviceView>(&introduction()).await
                && self.view.with_untracked(|known| known.as_ref() != Some(&view))
            {
                self.view.set(Some(view));
            }
        });
    }
}

/// The question, with the dots of the screen and the version of the page.
fn introduction() -> String {
    let (width, height) = (dots(window().inner_width()), dots(window().inner_height()));
    format!("/api/device?screen={width}x{height}&version={}", env!("CARGO_PKG_VERSION"))
}

/// Whole dots: the words for fractions alone would cost a page three kilobytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a screen's side")]
fn dots(side: Result<JsValue, JsValue>) -> u32 {
    side.ok().and_then(|side| side.as_f64()).unwrap_or_default() as u32
}

/// Takes the token of a link out of the address, so that it is neither seen nor sent again.
fn take_link() -> Option<String> {
    let location = window().location();
    let token = location.hash().ok()?.strip_prefix(LINK)?.to_owned();
    let page = location.pathname().unwrap_or_default();
    if let Ok(history) = window().history() {
        // An address that stays as it is does no harm: the link is used up.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&page));
    }
    Some(token)
}
