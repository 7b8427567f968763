//! Gives the person at the desk a number beyond the allowance of the card, on a ground.

use leptos::prelude::*;
use shared::allowance::{Waiver, WaiverGround};
use shared::hall::TicketView;
use shared::ids::TicketId;
use shared::lang::Words;
use shared::text::citizen;
use shared::text::hall::counter as words;
use shared::ticket::TicketClass;

use super::ask::{Ask, AskForm};
use super::go_on::found;
use super::keys;
use crate::api::{self, ApiError};
use crate::hall::Posted;
use crate::mint;
use crate::ui::{
    Choice, ChoiceGroup, Notice, NoticeKind, TextField, TextKind, always, say, say_posted,
    screen_lang,
};

/// The key that asks for a number, and its place on the keyboard.
pub(super) const KEY: &str = "N";
pub(super) const KEY_CODE: &str = "KeyN";

/// Procedures shown at once, so that the grounds are in view with them.
const SHOWN_MAX: usize = 3;

/// What became of asking for the number.
#[derive(Debug, Clone, PartialEq)]
enum Giving {
    Choosing,
    Sending,
    Given(Box<TicketView>),
    NotGiven(Words),
}

/// What is asked, and the number once it was given.
#[component]
pub fn AskWaiver(posted: Posted, ask: Ask) -> impl IntoView {
    let lang = screen_lang();
    // One name for one number, however often it is asked for.
    let id = mint::ticket_id();
    let giving = RwSignal::new(Giving::Choosing);
    let wanted = RwSignal::new(None::<String>);
    let ground = RwSignal::new(WaiverGround::ALL[0]);
    let give = move |()| match giving.get_untracked() {
        Giving::Given(_) => ask.leave(),
        Giving::Sending => {}
        Giving::Choosing | Giving::NotGiven(_) => {
            let Some(procedure) = wanted.get_untracked() else { return };
            let (procedure, class) = (procedure.as_str().into(), TicketClass::Ordinary);
            let waiver = Waiver { procedure, class, ground: ground.get_untracked() };
            giving.set(Giving::Sending);
            leptos::task::spawn_local(send(id, waiver, giving));
        }
    };
    let is_given = Memo::new(move |_| giving.with(|one| matches!(one, Giving::Given(_))));
    let act = Signal::derive(move || {
        let text = if is_given.get() { words::WAIVED_LEAVE } else { words::WAIVE_DO };
        text.get(lang.get()).to_owned()
    });
    view! {
        <AskForm ask act is_done=is_given on_submit=give>
            {move || outcome(giving.get())}
            {move || (!is_given.get()).then(|| view! {
                <Procedures posted wanted/>
                <Grounds ground/>
            })}
        </AskForm>
    }
}

/// A search; what Enter takes is always in view: the chosen procedure, or else the first.
#[component]
fn Procedures(posted: Posted, wanted: RwSignal<Option<String>>) -> impl IntoView {
    let lang = screen_lang();
    let typed = RwSignal::new(String::new());
    let procedures = Memo::new(move |_| {
        let (lang, typed) = (lang.get(), typed.get());
        posted.read(|index| found(index, &typed, lang, SHOWN_MAX)).unwrap_or_default()
    });
    Effect::new(move |_| {
        procedures.with(|choices| {
            let is_there = |code: &String| choices.iter().any(|one| one.code == *code);
            if !wanted.with_untracked(|code| code.as_ref().is_some_and(is_there)) {
                wanted.set(choices.first().map(|one| one.code.clone()));
            }
        });
    });
    view! {
        <TextField
            id="waive-search"
            kind=TextKind::Words
            label=say(words::GO_ON_SEARCH)
            value=typed
            on_input=move |text| typed.set(text)
        />
        {move || procedures.with(Vec::is_empty).then(|| view! {
            <p class="counter-zones__hint">{say(words::GO_ON_NONE)}</p>
        })}
        <ChoiceGroup
            id="waive-procedure"
            label=say(words::WAIVE_PROCEDURE)
            choices=procedures
            chosen=wanted
            on_choose=move |code| wanted.set(Some(code))
        />
    }
}

#[component]
fn Grounds(ground: RwSignal<WaiverGround>) -> impl IntoView {
    let lang = screen_lang();
    let grounds = Signal::derive(move || {
        let lang = lang.get();
        let choice = |ground| Choice::new(code(ground), words::waiver_ground(ground).get(lang));
        WaiverGround::ALL.into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |chosen: String| {
        if let Some(found) = WaiverGround::ALL.into_iter().find(|one| code(*one) == chosen) {
            ground.set(found);
        }
    };
    view! {
        <ChoiceGroup
            id="waive-ground"
            label=say(words::WAIVE_GROUND)
            choices=grounds
            chosen=Signal::derive(move || Some(code(ground.get()).to_owned()))
            on_choose=choose
        />
    }
}

async fn send(id: TicketId, waiver: Waiver, giving: RwSignal<Giving>) {
    let path = format!("/api/counter/tickets/{id}?paper=true");
    let after = match api::put::<_, TicketView>(&path, &waiver).await {
        Ok(view) => Giving::Given(Box::new(view)),
        Err(ApiError::Refused(refused)) => Giving::NotGiven(refused.words),
        Err(ApiError::Offline) => Giving::NotGiven(citizen::ticket::UNHEARD.into()),
        Err(ApiError::Failed) => Giving::NotGiven(citizen::FAILED.into()),
    };
    if matches!(after, Giving::Given(_)) {
        keys::to_the_act();
    }
    // The officer may have left the question; the number waits in line.
    let _ = giving.try_set(after);
}

fn outcome(giving: Giving) -> Option<AnyView> {
    match giving {
        Giving::Choosing | Giving::Sending => None,
        Giving::Given(view) => {
            let number = words::waived(&view.ticket.number.to_string());
            let title = always(say_posted(number));
            let slip = say(words::waived_slip(view.slip));
            Some(
                view! {
                    <div data-testid="waived">
                        <Notice kind=NoticeKind::Ok title>{slip}</Notice>
                    </div>
                }
                .into_any(),
            )
        }
        Giving::NotGiven(sentence) => {
            let sentence = say_posted(sentence);
            Some(view! { <Notice kind=NoticeKind::Warn>{sentence}</Notice> }.into_any())
        }
    }
}

fn code(ground: WaiverGround) -> &'static str {
    match ground {
        WaiverGround::NoCard => "no-card",
        WaiverGround::ForOthers => "for-others",
        WaiverGround::Hardship => "hardship",
        WaiverGround::OurMistake => "our-mistake",
    }
}
