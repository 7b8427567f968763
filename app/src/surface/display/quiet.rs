//! What a quiet board says: that nobody is called, what helps at the counter, the unit's news.

use std::time::Duration;

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::catalogue::NewsItem;
use shared::lang::Words;
use shared::text::hall::display as words;

use super::board::Board;
use crate::hall::{BoardIndex, Posted};
use crate::ui::{BoardQuiet, IconName, say_posted};
use crate::{clock, ticks};

/// Long enough to read the longest piece of news twice.
const SLIDE_EVERY: Duration = Duration::from_secs(15);

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slide {
    icon: IconName,
    title: Words,
    next: Words,
}

/// Shows one thing after the other; each is chosen when its turn comes, and stays for it.
#[component]
pub fn Quiet(board: Memo<Board>, posted: Posted<BoardIndex>) -> impl IntoView {
    let turn = RwSignal::new(0_usize);
    ticks::repeat(SLIDE_EVERY, move || {
        // The owner may go between two ticks.
        let _ = turn.try_update(|turn| *turn = turn.wrapping_add(1));
    });
    move || {
        let was_called = board.with_untracked(|board| !board.before[0].number.is_empty());
        let news = posted.read_untracked(|index| index.news.clone()).unwrap_or_default();
        let mut slides = slides(was_called, &news, clock::today());
        let Slide { icon, title, next } = slides.swap_remove(turn.get() % slides.len());
        view! { <BoardQuiet icon title=say_posted(title) next=say_posted(next)/> }
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
    let mut slides = vec![first];
    slides.extend(posted);
    let icons = [IconName::IdCard, IconName::QrCode, IconName::Accessibility];
    for (icon, (title, next)) in icons.into_iter().zip(words::GUIDANCE) {
        slides.push(Slide { icon, title: title.into(), next: next.into() });
    }
    slides
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
