//! The band over the desk: the unit, the search box, how the line is, who sits here.

use leptos::prelude::*;
use shared::text::office::{self as words, list as list_words};
use shared::text::officer as officer_words;

use super::dossiers::{Asking, Dossiers};
use super::keys::SEARCH;
use super::unit::PostedUnit;
use crate::api::ApiError;
use crate::mode::Mode;
use crate::officer::presence::Officer;
use crate::ui::{
    Button, ButtonKind, Connection, ConnectionBadge, IconName, LangSwitch, SearchBox, TopBand, say,
    say_words,
};

/// Names the unit and the officer, searches, and leads out.
#[component]
pub fn Band(dossiers: Dossiers, posted: PostedUnit) -> impl IntoView {
    let mode: Mode = expect_context();
    let officer = Officer::of_page();
    let title = say(words::TITLE);
    let over = Signal::derive(move || Some(format!("{} · {}", title.get(), officer.name())));
    view! {
        <TopBand unit=say_words(move || posted.name()) over>
            <SearchBox
                id=SEARCH
                label=say(list_words::SEARCH)
                example=say(list_words::SEARCH_EXAMPLE)
                value=dossiers.search()
                on_input=move |typed| dossiers.set_search(typed)
            />
            <ConnectionBadge
                state=Signal::derive(move || connection(dossiers))
                attr:data-testid="connection"
            />
            <LangSwitch on_choose=move |lang| mode.lang.set(lang)/>
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::SignOut
                on_press=move |()| officer.sign_out()
                attr:data-testid="sign-out"
            >
                {say(officer_words::SIGN_OUT)}
            </Button>
        </TopBand>
    }
}

fn connection(dossiers: Dossiers) -> Connection {
    let is_lost = dossiers.trouble().with(|trouble| *trouble == Some(ApiError::Offline));
    match (is_lost, dossiers.asking().get()) {
        (true, _) => Connection::Lost,
        (false, Asking::Slow) => Connection::Slow,
        (false, Asking::Rest | Asking::Asked) => Connection::Live,
    }
}
