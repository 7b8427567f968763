//! Shows a surface, or says why this screen offers nothing.

use leptos::prelude::*;
use shared::lang::{Lang, Text};
use shared::text::device as words;
use shared::text::hall::UNIT;

use super::Device;
use crate::mode::Mode;
use crate::ui::{CentredPage, LangSwitch, PageHeading, TopBand, say, screen_lang};

/// The surface of a registered screen, or of any screen where none must be registered.
#[component]
pub fn DeviceGate(children: ChildrenFn) -> impl IntoView {
    let device = Device::provide();
    let trouble = Memo::new(move |_| device.trouble());
    move || match trouble.get() {
        Some(sentence) => view! { <OutOfService sentence/> }.into_any(),
        None => children().into_any(),
    }
}

/// A whole page with one sentence; everything that was on the screen is gone.
#[component]
fn OutOfService(sentence: Text) -> impl IntoView {
    let mode = Mode::provide();
    let lang = screen_lang();
    let lead = Signal::derive(move || Some(sentence.get(lang.get()).to_owned()));
    let band = move || {
        let choose = move |lang: Lang| mode.lang.set(lang);
        view! {
            <TopBand unit=say(UNIT)>
                <LangSwitch on_choose=choose/>
            </TopBand>
        }
    };
    view! {
        <CentredPage band>
            <div role="alert" data-testid="out-of-service">
                <PageHeading title=say(words::REVOKED_TITLE) lead/>
            </div>
        </CentredPage>
    }
}
