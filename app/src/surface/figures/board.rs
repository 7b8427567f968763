//! The board: its band, its head, and what the figures of the period have to show.

use leptos::prelude::*;
use shared::figures::HallFigures;
use shared::lang::Text;
use shared::text::hall::figures as words;

use super::asked::{Asked, Wanted};
use super::band::Band;
use super::groups::Groups;
use super::head::Head;
use super::hours::Hours;
use super::summary::Summary;
use crate::hall::Posted;
use crate::officer::words_of;
use crate::ui::{
    Empty, FiguresBoard, Folded, IconName, Loading, Notice, NoticeKind, SummaryList, SummaryRow,
    say, say_words,
};

/// The page of an officer who is signed in.
#[component]
pub fn Board(posted: Posted) -> impl IntoView {
    let asked = Asked::follow();
    let standing = Memo::new(move |_| {
        asked.answer().with(|answer| {
            answer.as_ref().map_or(Standing::Awaited, |answer| Standing::of(&answer.figures))
        })
    });
    let shown = move || match standing.get() {
        Standing::Awaited => view! { <Loading/> }.into_any(),
        Standing::Missing => {
            view! { <Nothing title=words::ALL_MISSING next=words::EMPTY_CHOOSE/> }.into_any()
        }
        Standing::Empty => match asked.wanted().get_untracked() {
            Wanted::Today => {
                view! { <Nothing title=words::EMPTY_TODAY next=words::EMPTY_NEXT/> }.into_any()
            }
            Wanted::Day(_) | Wanted::LastSeven => {
                view! { <Nothing title=words::EMPTY next=words::EMPTY_CHOOSE/> }.into_any()
            }
        },
        Standing::Full => view! {
            <Summary asked/>
            <Hours asked/>
            <Groups asked posted/>
            <Definitions/>
        }
        .into_any(),
    };
    view! {
        <FiguresBoard
            band=move || view! { <Band asked posted/> }
            head=move || view! { <Head asked/> }
        >
            <Trouble asked/>
            <Gaps asked/>
            {shown}
        </FiguresBoard>
    }
}

/// What there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Awaited,
    Missing,
    Empty,
    Full,
}

impl Standing {
    fn of(figures: &HallFigures) -> Self {
        if figures.whole.issued > 0 {
            Self::Full
        } else if figures.missing.len() == figures.period.length() as usize {
            Self::Missing
        } else {
            Self::Empty
        }
    }
}

#[component]
fn Nothing(title: Text, next: Text) -> impl IntoView {
    view! {
        <Empty icon=IconName::Ticket title=say(title)>
            <p>{say(next)}</p>
        </Empty>
    }
}

#[component]
fn Trouble(asked: Asked) -> impl IntoView {
    move || {
        let error = asked.trouble().get()?;
        let said = say_words(move || words_of(&error));
        Some(view! { <Notice kind=NoticeKind::Warn><p>{said}</p></Notice> })
    }
}

/// Says which days of the period are not held, when others are.
#[component]
fn Gaps(asked: Asked) -> impl IntoView {
    let missing = Memo::new(move |_| {
        asked.answer().with(|answer| {
            let answer = answer.as_ref()?;
            let missing = &answer.figures.missing;
            let is_full = Standing::of(&answer.figures) == Standing::Full;
            (is_full && !missing.is_empty()).then(|| missing.clone())
        })
    });
    move || {
        let missing = missing.get()?;
        let said = say_words(move || words::missing(&missing));
        Some(view! { <Notice kind=NoticeKind::Info><p>{said}</p></Notice> })
    }
}

/// What each figure counts, all together.
#[component]
fn Definitions() -> impl IntoView {
    let row = |one: words::Definition| {
        view! { <SummaryRow label=say(one.name) value=say(one.meaning)/> }
    };
    view! {
        <Folded title=say(words::DEFINITIONS)>
            <SummaryList>{words::DEFINED.map(row).into_iter().collect_view()}</SummaryList>
        </Folded>
    }
}
