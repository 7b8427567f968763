//! A ticket's live place on the phone that scanned its slip: how many go before, and the call.

mod look;

use leptos::prelude::*;
use shared::hall::{FollowToken, LiveStanding, LiveTicket};
use shared::text::citizen::{self, live as words};
use shared::time::wall_clock;

use self::look::{Heard, Look};
use super::dialogue::WaitingPage;
use super::frame::{Layout, Screen, WayBack};
use super::meanwhile::{FileAnyMeanwhile, FileMeanwhile};
use super::visit::Visit;
use crate::journey::live::{is_near, leaves_time};
use crate::journey::place::Place;
use crate::journey::ticket::TicketDraft;
use crate::ui::{
    Announcer, Button, ButtonKind, ButtonWidth, LivePlace, LiveTone, Notice, NoticeKind, always,
    say, say_words, screen_lang,
};

/// Follows the ticket that a token opens.
#[component]
pub fn LivePage(token: FollowToken) -> impl IntoView {
    let look = Look::begin(token.clone());
    let heard = look.heard();
    let kind = Memo::new(move |_| heard.with(std::mem::discriminant));
    move || {
        // A memo that nobody reads never learns what it depends on.
        kind.get();
        match heard.get_untracked() {
            Heard::NothingYet => view! { <WaitingPage/> }.into_any(),
            Heard::Nobody => view! { <NobodyPage look/> }.into_any(),
            Heard::Unknown => view! { <UnknownPage/> }.into_any(),
            Heard::Ticket(first) => {
                let ticket = Memo::new(move |_| heard.get().ticket().unwrap_or(first.clone()));
                view! { <Following look ticket token=token.clone()/> }.into_any()
            }
        }
    }
}

#[component]
fn Following(look: Look, ticket: Memo<LiveTicket>, token: FollowToken) -> impl IntoView {
    let standing = Memo::new(move |_| ticket.with(|ticket| ticket.standing));
    let near = move || is_near(standing.get());
    let number = Memo::new(move |_| ticket.with(|ticket| ticket.number.to_string()));
    let last = move || wall_clock(ticket.with(|ticket| ticket.now));
    name_the_tab(move || words::tab(&number.get(), standing.get(), near()));
    let lost_title = say(words::LOST);
    let lost = move || {
        look.is_lost().then(|| {
            let sentence = say_words(move || words::last_known(last()));
            view! {
                <Notice kind=NoticeKind::Warn title=always(lost_title)>
                    <p data-testid="live-lost">{sentence}</p>
                </Notice>
            }
        })
    };
    let announcement = say_words(move || match (standing.get(), near()) {
        (LiveStanding::Waiting { .. }, true) => words::NEAR.into(),
        (standing, _) => words::standing(standing),
    });
    view! {
        <Screen
            title=say(words::TITLE)
            layout=Layout::List
            way_back=WayBack::None
            act=move || view! { <Acts look standing token=token.clone()/> }
        >
            <Announcer message=announcement/>
            {lost}
            <LivePlace
                tone=Signal::derive(move || tone(standing.get()))
                field=say_words(move || ticket.with(|ticket| ticket.field.clone()))
                number
                standing=say_words(move || words::standing(standing.get()))
                to_do=say_words(move || words::to_do(standing.get(), near()).into())
                people=Signal::derive(move || people(standing.get()))
                heard=say_words(move || words::heard(last().time()))
            />
        </Screen>
    }
}

fn tone(standing: LiveStanding) -> LiveTone {
    match standing {
        LiveStanding::Waiting { .. } if is_near(standing) => LiveTone::Near,
        LiveStanding::Waiting { .. } | LiveStanding::Serving { .. } | LiveStanding::Held { .. } => {
            LiveTone::Calm
        }
        LiveStanding::Called { .. } => LiveTone::Called,
        LiveStanding::Missed { .. }
        | LiveStanding::Served
        | LiveStanding::Incomplete
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => LiveTone::Over,
    }
}

fn people(standing: LiveStanding) -> u32 {
    match standing {
        LiveStanding::Waiting { people_before, .. } => people_before,
        LiveStanding::Called { .. }
        | LiveStanding::Serving { .. }
        | LiveStanding::Held { .. }
        | LiveStanding::Missed { .. }
        | LiveStanding::Served
        | LiveStanding::Incomplete
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => 0,
    }
}

/// Another look while the line is lost, or the form meanwhile; and the way to the portal.
#[component]
fn Acts(look: Look, standing: Memo<LiveStanding>, token: FollowToken) -> impl IntoView {
    let visit = Visit::of_page();
    let procedure = visit.ticket.with_untracked(|draft| {
        let view = draft.as_ref().and_then(TicketDraft::issued_as)?;
        (view.follow == token).then(|| view.ticket.request.procedure.clone())
    });
    let waits = Memo::new(move |_| leaves_time(standing.get()));
    let meanwhile = move || {
        (waits.get() && !look.is_lost()).then(|| match procedure.clone() {
            Some(code) => view! { <FileMeanwhile code/> }.into_any(),
            None => view! { <FileAnyMeanwhile/> }.into_any(),
        })
    };
    let again = move || {
        look.is_lost().then(|| {
            view! {
                <Button
                    kind=ButtonKind::Second
                    width=ButtonWidth::Full
                    on_press=move |()| look.now()
                >
                    {say(words::ASK_AGAIN)}
                </Button>
            }
        })
    };
    view! {
        {again}
        {meanwhile}
        <Button
            kind=ButtonKind::Quiet
            width=ButtonWidth::Full
            on_press=move |()| visit.go(Place::Home)
        >
            {say(citizen::TO_HOME)}
        </Button>
    }
}

/// A code that opens nothing.
#[component]
fn UnknownPage() -> impl IntoView {
    let visit = Visit::of_page();
    let home = move |()| visit.go(Place::Home);
    view! {
        <Screen
            title=say(words::UNKNOWN)
            way_back=WayBack::None
            act=move || view! {
                <Button width=ButtonWidth::Full on_press=home>{say(citizen::TO_HOME)}</Button>
            }
        >
            <Notice kind=NoticeKind::Warn>
                <p data-testid="live-unknown">{say(words::UNKNOWN_DO)}</p>
            </Notice>
        </Screen>
    }
}

/// A line that was lost before anything was heard.
#[component]
fn NobodyPage(look: Look) -> impl IntoView {
    view! {
        <Screen
            title=say(citizen::OFFLINE_TITLE)
            way_back=WayBack::None
            act=move || view! {
                <Button width=ButtonWidth::Full on_press=move |()| look.now()>
                    {say(words::ASK_AGAIN)}
                </Button>
            }
        >
            <Notice kind=NoticeKind::Warn>{say(citizen::OFFLINE)}</Notice>
        </Screen>
    }
}

/// Tells the place in the tab as well; the page's own name comes back with the next page.
fn name_the_tab(name: impl Fn() -> shared::lang::Words + 'static) {
    let before = document().title();
    let lang = screen_lang();
    Effect::new(move |_| document().set_title(name().get(lang.get())));
    on_cleanup(move || document().set_title(&before));
}
