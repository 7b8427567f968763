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
use crate::api::{self, ApiError};
use crate::hall::Posted;
use crate::mint;
use crate::ui::{
    Choice, ChoiceGroup, Notice, NoticeKind, TextField, TextKind, say, say_posted, screen_lang,
};

/// What became of asking for the number.
#[derive(Debug, Clone, PartialEq)]
enum Giving {
    Choosing,
    Sending,
    Given(Words),
    NotGiven(Words),
}

/// A search for the procedure, the grounds, and the number that was given.
#[component]
pub fn AskWaiver(posted: Posted, ask: Ask) -> impl IntoView {
    let lang = screen_lang();
    // One name for one number, however often it is asked for.
    let id = mint::ticket_id();
    let giving = RwSignal::new(Giving::Choosing);
    let typed = RwSignal::new(String::new());
    let wanted = RwSignal::new(None::<String>);
    let ground = RwSignal::new(WaiverGround::ALL[0]);
    let procedures = Memo::new(move |_| {
        let (lang, typed) = (lang.get(), typed.get());
        posted.read(|index| found(index, &typed, lang)).unwrap_or_default()
    });
    let taken = Signal::derive(move || {
        procedures.with(|choices| {
            let is_wanted = |one: &&Choice| wanted.with(|code| code.as_ref() == Some(&one.code));
            choices.iter().find(is_wanted).or(choices.first()).map(|one| one.code.clone())
        })
    });
    let grounds = Signal::derive(move || {
        let lang = lang.get();
        let choice = |ground| Choice::new(code(ground), words::waiver_ground(ground).get(lang));
        WaiverGround::ALL.into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose_ground = move |chosen: String| {
        let found = WaiverGround::ALL.into_iter().find(|one| code(*one) == chosen);
        ground.set(found.unwrap_or_else(|| ground.get_untracked()));
    };
    let give = move |()| match giving.get_untracked() {
        Giving::Given(_) => ask.leave(),
        Giving::Sending => {}
        Giving::Choosing | Giving::NotGiven(_) => {
            let Some(procedure) = taken.get_untracked() else { return };
            let (procedure, class) = (procedure.as_str().into(), TicketClass::Ordinary);
            let waiver = Waiver { procedure, class, ground: ground.get_untracked() };
            giving.set(Giving::Sending);
            leptos::task::spawn_local(send(id, waiver, giving));
        }
    };
    let act = Signal::derive(move || match giving.get() {
        Giving::Given(_) => words::WAIVED_LEAVE.get(lang.get()).to_owned(),
        Giving::Choosing | Giving::Sending | Giving::NotGiven(_) => {
            words::WAIVE_DO.get(lang.get()).to_owned()
        }
    });
    view! {
        <AskForm ask act on_submit=give>
            {move || outcome(giving.get())}
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
                chosen=taken
                on_choose=move |code| wanted.set(Some(code))
            />
            <ChoiceGroup
                id="waive-ground"
                label=say(words::WAIVE_GROUND)
                choices=grounds
                chosen=Signal::derive(move || Some(code(ground.get()).to_owned()))
                on_choose=choose_ground
            />
        </AskForm>
    }
}

async fn send(id: TicketId, waiver: Waiver, giving: RwSignal<Giving>) {
    let path = format!("/api/counter/tickets/{id}?paper=true");
    let after = match api::put::<_, TicketView>(&path, &waiver).await {
        Ok(view) => Giving::Given(words::waived(&view.ticket.number.to_string())),
        Err(ApiError::Refused(refused)) => Giving::NotGiven(refused.words),
        Err(ApiError::Offline) => Giving::NotGiven(citizen::ticket::UNHEARD.into()),
        Err(ApiError::Failed) => Giving::NotGiven(citizen::FAILED.into()),
    };
    // The officer may have left the question; the number waits in line.
    let _ = giving.try_set(after);
}

fn outcome(giving: Giving) -> Option<AnyView> {
    let (kind, sentence) = match giving {
        Giving::Choosing | Giving::Sending => return None,
        Giving::Given(sentence) => (NoticeKind::Ok, sentence),
        Giving::NotGiven(sentence) => (NoticeKind::Warn, sentence),
    };
    let sentence = say_posted(sentence);
    Some(view! { <Notice kind><p data-testid="waived">{sentence}</p></Notice> }.into_any())
}

fn code(ground: WaiverGround) -> &'static str {
    match ground {
        WaiverGround::NoCard => "no-card",
        WaiverGround::ForOthers => "for-others",
        WaiverGround::Hardship => "hardship",
        WaiverGround::OurMistake => "our-mistake",
    }
}
