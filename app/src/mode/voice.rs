//! Reads the page aloud with a voice of the device.

use leptos::prelude::*;
use leptos::web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};
use shared::lang::Lang;
use wasm_bindgen::JsCast;

/// Whether the device can read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// It began to read.
    Reading,
    /// It has no voice for this language.
    Missing,
}

/// A calm pace for people who are read a form.
const RATE: f32 = 0.9;

/// Reads `text` in this language, if the device has a voice for it.
pub fn read_aloud(text: &str, lang: Lang) -> Voice {
    let Some((speech, voice)) = speech().and_then(|speech| {
        let voice = voice_for(&speech, lang)?;
        Some((speech, voice))
    }) else {
        return Voice::Missing;
    };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(text) else {
        return Voice::Missing;
    };
    utterance.set_voice(Some(&voice));
    utterance.set_lang(&voice.lang());
    utterance.set_rate(RATE);
    speech.cancel();
    speech.speak(&utterance);
    Voice::Reading
}

/// Stops reading.
pub fn silence() {
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

fn speech() -> Option<SpeechSynthesis> {
    window().speech_synthesis().ok()
}

fn voice_for(speech: &SpeechSynthesis, lang: Lang) -> Option<SpeechSynthesisVoice> {
    speech
        .get_voices()
        .iter()
        .filter_map(|voice| voice.dyn_into::<SpeechSynthesisVoice>().ok())
        .find(|voice| voice.lang().to_lowercase().starts_with(lang.tag()))
}
