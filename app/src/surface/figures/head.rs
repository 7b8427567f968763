//! The head of the board: for when, and what can be done with the figures.

use chrono::Days;
use leptos::prelude::*;
use shared::text::citizen::days;
use shared::text::hall::figures as words;
use shared::time::{ServiceDay, wall_clock};

use super::asked::{Asked, Wanted, address};
use crate::clock;
use crate::ui::{
    Button, ButtonKind, ButtonLink, IconName, PageHeading, Segment, Segments, say, say_words,
};

/// Names the period, offers others, prints, and hands the figures out.
#[component]
pub fn Head(asked: Asked) -> impl IntoView {
    let wanted = asked.wanted();
    let lead = Signal::derive({
        let as_of = say_words(move || {
            asked.answer().with(|answer| {
                let as_of = answer.as_ref().map(|answer| wall_clock(answer.figures.as_of));
                let time = as_of.map(|at| days::time(at.time())).unwrap_or_default();
                words::as_of(&time)
            })
        });
        move || (wanted.get() != Wanted::LastSeven && is_running(wanted.get())).then(|| as_of.get())
    });
    let period = move || wanted.get().period();
    view! {
        <PageHeading
            title=say_words(move || words::period_name(period()))
            over=Signal::derive({
                let title = say(words::TITLE);
                move || Some(title.get())
            })
            lead
        />
        <div class="figures-board__tools">
            <Choices asked/>
            <div class="figures-board__acts">
                <ButtonLink
                    kind=ButtonKind::Quiet
                    icon=IconName::ArrowDown
                    href=Signal::derive(move || address(period(), ".xlsx"))
                >
                    {say(words::TO_XLSX)}
                </ButtonLink>
                <ButtonLink
                    kind=ButtonKind::Quiet
                    icon=IconName::ArrowDown
                    href=Signal::derive(move || address(period(), ".csv"))
                >
                    {say(words::TO_CSV)}
                </ButtonLink>
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::Printer
                    on_press=move |()| drop(window().print())
                >
                    {say(words::PRINT)}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn Choices(asked: Asked) -> impl IntoView {
    let wanted = asked.wanted();
    let is = move |one: Wanted| Signal::derive(move || wanted.get() == one);
    let is_yesterday = Signal::derive(move || wanted.get() == yesterday());
    let after = Signal::derive(move || wanted.get().day_after());
    view! {
        <Segments label=say(words::PERIOD)>
            <Segment is_chosen=is(Wanted::Today) on_press=move |()| asked.choose(Wanted::Today)>
                {say(words::TODAY)}
            </Segment>
            <Segment is_chosen=is_yesterday on_press=move |()| asked.choose(yesterday())>
                {say(words::YESTERDAY)}
            </Segment>
            <Segment
                is_chosen=is(Wanted::LastSeven)
                on_press=move |()| asked.choose(Wanted::LastSeven)
            >
                {say(words::LAST_SEVEN)}
            </Segment>
        </Segments>
        <Button
            kind=ButtonKind::Quiet
            icon=IconName::ArrowLeft
            on_press=move |()| asked.choose(wanted.get_untracked().day_before())
        >
            {say(words::DAY_BEFORE)}
        </Button>
        <Button
            kind=ButtonKind::Quiet
            icon=IconName::ArrowRight
            off=Signal::derive(move || after.get().is_none())
            on_press=move |()| {
                if let Some(day) = after.get_untracked() {
                    asked.choose(day);
                }
            }
        >
            {say(words::DAY_AFTER)}
        </Button>
    }
}

fn yesterday() -> Wanted {
    let day = clock::today().checked_sub_days(Days::new(1));
    day.map_or(Wanted::Today, |day| Wanted::Day(ServiceDay(day)))
}

fn is_running(wanted: Wanted) -> bool {
    wanted.period().to.0 == clock::today()
}
