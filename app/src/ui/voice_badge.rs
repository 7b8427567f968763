//! Whether the hall's voice can be heard, and what to do if not.

use leptos::prelude::*;
use shared::announcement::VoiceState;
use shared::lang::{Text, Words};
use shared::text::hall::voice as words;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::screen_lang;

/// Says why the voice is silent, and what to do.
#[component]
pub fn VoiceBadge(#[prop(into)] state: Signal<VoiceState>) -> impl IntoView {
    let lang = screen_lang();
    move || {
        let (state, lang) = (state.get(), lang.get());
        let said = said(state).get(lang).to_owned();
        let next = next(state).map(|text| {
            view! { <span class="voice-badge__next">{text.get(lang)}</span> }
        });
        view! {
            <p class=class(state) role="status" data-testid="voice" data-voice=mark(state)>
                <Icon name=icon(state)/>
                <span>{said}</span>
                {next}
            </p>
        }
    }
}

fn class(state: VoiceState) -> &'static str {
    match state {
        VoiceState::Testing => "voice-badge",
        VoiceState::Whole => "voice-badge voice-badge--whole",
        VoiceState::Refused | VoiceState::Incomplete { .. } | VoiceState::Mute => {
            "voice-badge voice-badge--warn"
        }
    }
}

fn mark(state: VoiceState) -> &'static str {
    match state {
        VoiceState::Testing => "testing",
        VoiceState::Whole => "whole",
        VoiceState::Refused => "refused",
        VoiceState::Incomplete { .. } => "incomplete",
        VoiceState::Mute => "mute",
    }
}

fn icon(state: VoiceState) -> IconName {
    match state {
        VoiceState::Testing | VoiceState::Whole => IconName::Speak,
        VoiceState::Refused | VoiceState::Incomplete { .. } | VoiceState::Mute => IconName::Warn,
    }
}

fn said(state: VoiceState) -> Words {
    match state {
        VoiceState::Testing => words::TESTING.into(),
        VoiceState::Whole => words::WHOLE.into(),
        VoiceState::Refused => words::REFUSED.into(),
        VoiceState::Incomplete { clips } => words::incomplete(clips),
        VoiceState::Mute => words::MUTE.into(),
    }
}

fn next(state: VoiceState) -> Option<Text> {
    match state {
        VoiceState::Testing | VoiceState::Whole | VoiceState::Incomplete { .. } => None,
        VoiceState::Refused => Some(words::REFUSED_NEXT),
        VoiceState::Mute => Some(words::MUTE_NEXT),
    }
}
