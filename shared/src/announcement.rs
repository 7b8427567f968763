//! What the hall's voice says of a call, as a list of recorded clips.
//!
//! A call is read as `chime`, then the sentence: who is invited, the letter, the digits one by
//! one, to which counter. The files are `public/voice/<language>/<name>.ogg`.

mod clip;
mod report;
mod speaker;

pub use clip::{Clip, SERIES_LETTERS};
pub use report::{VoiceCondition, VoiceReport};
pub use speaker::{
    Arrived, CLIP_MAX_MS, Fault, Heard, Order, Played, QUEUE_MAX, Speaker, Tested, VoiceState,
};

use crate::hall::CallView;
use crate::ids::CounterId;
use crate::lang::Lang;

/// Composes one announcement: a chime, and the sentence as often as it is to be read.
pub fn compose(lang: Lang, call: &CallView, readings: usize) -> Vec<Clip> {
    let mut clips = vec![Clip::Chime];
    for _ in 0..readings {
        clips.extend(sentence(lang, call));
    }
    clips
}

/// Composes the sentence of a call.
pub fn sentence(lang: Lang, call: &CallView) -> Vec<Clip> {
    let invite = if call.is_priority { Clip::InvitePriority } else { Clip::Invite };
    let mut clips = vec![invite];
    clips.extend(spelt(&call.number));
    clips.push(Clip::ToCounter);
    clips.extend(counter(lang, call.counter));
    clips
}

/// Reads what is printed letter by letter and digit by digit.
fn spelt(printed: &impl ToString) -> Vec<Clip> {
    let mut clips = Vec::new();
    for sign in printed.to_string().chars() {
        clips.extend(Clip::digit(sign).or_else(|| Clip::letter(sign)));
    }
    clips
}

/// Reads the number of a counter as people say it; beyond 99 digit by digit.
fn counter(lang: Lang, counter: CounterId) -> Vec<Clip> {
    match (counter.0, lang) {
        (0..=9, _) | (100.., _) => spelt(&counter),
        (10..=99, Lang::Vi) => two_digits_vi(parts(counter)),
        (10..=99, Lang::En) => two_digits_en(parts(counter)),
    }
}

fn two_digits_vi((tens, ones): (u8, u8)) -> Vec<Clip> {
    let (mut clips, after_ten) = match tens {
        1 => (vec![Clip::Number(10)], true),
        _ => (vec![Clip::Digit(tens), Clip::Tens], false),
    };
    let last = match (ones, after_ten) {
        (0, _) => None,
        (5, _) | (1 | 4, false) => Some(Clip::Last(ones)),
        (_, _) => Some(Clip::Digit(ones)),
    };
    clips.extend(last);
    clips
}

fn two_digits_en((tens, ones): (u8, u8)) -> Vec<Clip> {
    match (tens, ones) {
        (1, _) => vec![Clip::Number(10 + ones)],
        (_, 0) => vec![Clip::Number(10 * tens)],
        (_, _) => vec![Clip::Number(10 * tens), Clip::Digit(ones)],
    }
}

fn parts(counter: CounterId) -> (u8, u8) {
    let number = u8::try_from(counter.0).unwrap_or(u8::MAX);
    (number / 10, number % 10)
}
