//! What a quiet board says: that nobody is called, what helps at the counter, the unit's news.

use std::time::Duration;

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::catalogue::NewsItem;
use shared::lang::Words;
use shared::text::hall::display as words;
use shared::time::wall_clock;

use super::board::Board;
use crate::hall::Posted;
use crate::ticks;
use crate::ui::{BoardQuiet, IconName, say_words};

/// Long enough to read the longest piece of news twice.
const SLIDE_EVERY: Duration = Duration::from_secs(15);
const MINUTE: Duration = Duration::from_secs(60);

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slide {
    icon: IconName,
    title: Words,
    next: Words,
}

/// Shows one thing after the other.
#[component]
pub fn Quiet(board: Memo<Board>, posted: Posted) -> impl IntoView {
    let now = ticks::now(MINUTE);
    let slides = Memo::new(move |_| {
        let today = wall_clock(now.get()).date();
        let was_called = board.with(|board| !board.before[0].number.is_empty());
        let news = posted.read(|index| index.news.clone()).unwrap_or_default();
        slides(was_called, &news, today)
    });
    let turn = RwSignal::new(0_usize);
    ticks::repeat(SLIDE_EVERY, move || {
        // The owner may go between two ticks.
        let _ = turn.try_update(|turn| *turn = turn.wrapping_add(1));
    });
    let slide = Memo::new(move |_| slides.with(|slides| slides[turn.get() % slides.len()].clone()));
    move || {
        let Slide { icon, title, next } = slide.get();
        let (title, next) = (say_words(move || title.clone()), say_words(move || next.clone()));
        view! { <BoardQuiet icon title next/> }
    }
}

/// What is shown on a day, in turn; there is always something.
fn slides(was_called: bool, news: &[NewsItem], today: NaiveDate) -> Vec<Slide> {
    let title = if was_called { words::BETWEEN_CALLS } else { words::QUIET };
    let first =
        Slide { icon: IconName::Ticket, title: title.into(), next: words::QUIET_NEXT.into() };
    let posted = news.iter().filter(|item| item.is_posted_on(today)).map(|item| Slide {
        icon: IconName::Megaphone,
        title: item.title.clone(),
        next: item.body.clone(),
    });
    let icons = [IconName::IdCard, IconName::QrCode, IconName::Accessibility];
    let guidance = icons.into_iter().zip(words::GUIDANCE).map(|(icon, (title, next))| Slide {
        icon,
        title: title.into(),
        next: next.into(),
    });
    std::iter::once(first).chain(posted).chain(guidance).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_of_the_day_stands_between_the_state_of_the_hall_and_the_guidance() {
        let slides = slides(false, &[news("old", 1, 22), news("new", 1, 23)], day(23));

        let titles: Vec<&str> = slides.iter().map(|slide| slide.title.vi.as_str()).collect();
        assert_eq!(titles[0], words::QUIET.vi);
        assert_eq!(titles[1], "new");
        assert_eq!(titles[2], words::GUIDANCE[0].0.vi);
        assert_eq!(titles.len(), 2 + words::GUIDANCE.len());
    }

    #[test]
    fn a_board_between_two_calls_does_not_say_that_nobody_was_called() {
        let slides = slides(true, &[], day(23));

        assert_eq!(slides[0].title.vi, words::BETWEEN_CALLS.vi);
    }

    fn news(title: &str, from: u32, until: u32) -> NewsItem {
        let words = Words { vi: title.to_owned(), en: title.to_owned() };
        NewsItem {
            title: words.clone(),
            body: words,
            valid_from: day(from),
            until: Some(day(until)),
        }
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).expect("this day exists")
    }
}
