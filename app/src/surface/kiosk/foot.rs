//! The foot of every page: language, size of text, contrast, reading aloud, and the way out.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::text::citizen::kiosk as words;
use wasm_bindgen::JsCast;

use super::guard::Leaving;
use crate::mode::{Contrast, Mode, TextSize, Voice, read_aloud};
use crate::page::visit::Visit;
use crate::session::Session;
use crate::ui::{Button, ButtonWidth, Dialog, Foot, FootButton, FootKind, IconName, say};

/// What is read aloud, in this order.
const READ_PARTS: [&str; 2] = [".kiosk-page__reading", ".kiosk-page__scroll"];

/// Draws the foot.
#[component]
pub fn KioskFoot() -> impl IntoView {
    let mode: Mode = expect_context();
    let is_voiceless = RwSignal::new(false);
    let other_language = move |()| {
        mode.lang.update(|lang| {
            *lang = match lang {
                Lang::Vi => Lang::En,
                Lang::En => Lang::Vi,
            };
        });
    };
    let read = move |()| {
        let voice = read_aloud(&words_in_view(), mode.lang.get_untracked());
        is_voiceless.set(voice == Voice::Missing);
    };
    let is_large = Signal::derive(move || Some(mode.text_size.get() != TextSize::Plain));
    let is_strong = Signal::derive(move || Some(mode.contrast.get() == Contrast::High));
    view! {
        <Foot>
            <FootButton icon=IconName::Languages on_press=other_language>
                {say(words::OTHER_LANGUAGE)}
            </FootButton>
            <FootButton
                icon=IconName::TextSize
                pressed=is_large
                on_press=move |()| mode.text_size.update(|size| *size = size.next())
            >
                {say(words::TEXT_SIZE)}
            </FootButton>
            <FootButton
                icon=IconName::Contrast
                pressed=is_strong
                on_press=move |()| mode.contrast.update(|contrast| *contrast = contrast.other())
            >
                {say(words::CONTRAST)}
            </FootButton>
            <FootButton icon=IconName::Speak on_press=read>{say(words::READ)}</FootButton>
            <LeaveButton/>
        </Foot>
        <Dialog
            open=is_voiceless
            title=say(words::NO_VOICE_TITLE)
            on_leave=move |()| is_voiceless.set(false)
        >
            <p>{say(words::NO_VOICE)}</p>
            <Button width=ButtonWidth::Full on_press=move |()| is_voiceless.set(false)>
                {say(words::UNDERSTOOD)}
            </Button>
        </Dialog>
    }
}

/// Leaves at once when nothing would be lost, else after a question.
#[component]
fn LeaveButton() -> impl IntoView {
    let session: Session = expect_context();
    let visit = Visit::of_page();
    let Leaving(is_leaving) = expect_context();
    let leave = move |()| {
        if visit.has_unsent() {
            is_leaving.set(true);
        } else {
            session.end();
        }
    };
    view! {
        <FootButton
            kind=FootKind::Leave
            icon=IconName::SignOut
            on_press=leave
            attr:data-testid="done"
        >
            {say(words::DONE)}
        </FootButton>
    }
}

fn words_in_view() -> String {
    let text_of = |part| {
        let element = document().query_selector(part).ok().flatten()?;
        Some(element.dyn_into::<leptos::web_sys::HtmlElement>().ok()?.inner_text())
    };
    READ_PARTS.iter().filter_map(|part| text_of(part)).collect::<Vec<_>>().join(". ")
}
