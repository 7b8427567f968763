//! The band over the board: whose figures they are, the time, who reads them, the way back.

use std::time::Duration;

use leptos::prelude::*;
use shared::text::citizen::days;
use shared::text::hall::figures as words;
use shared::time::wall_clock;

use super::COUNTER;
use super::asked::Asked;
use crate::api::ApiError;
use crate::hall::Posted;
use crate::mode::Mode;
use crate::officer::presence::Officer;
use crate::ticks;
use crate::ui::{
    ButtonKind, ButtonLink, Clock, Connection, ConnectionBadge, IconName, LangSwitch, TopBand, say,
    say_words,
};

const TICK: Duration = Duration::from_secs(1);

/// Names the unit and the officer, and leads back to the counter.
#[component]
pub fn Band(asked: Asked, posted: Posted) -> impl IntoView {
    let mode: Mode = expect_context();
    let officer = Officer::of_page();
    let title = say(words::TITLE);
    let over = Signal::derive(move || Some(format!("{} · {}", title.get(), officer.name())));
    let now = ticks::now(TICK);
    let time = Memo::new(move |_| days::time(wall_clock(now.get()).time()));
    let connection = Signal::derive(move || {
        let is_lost = asked.trouble().with(|trouble| *trouble == Some(ApiError::Offline));
        if is_lost { Connection::Lost } else { Connection::Live }
    });
    view! {
        <TopBand unit=say_words(move || posted.unit()) over>
            <ConnectionBadge state=connection attr:data-testid="connection"/>
            <Clock time/>
            <LangSwitch on_choose=move |lang| mode.lang.set(lang)/>
            <ButtonLink kind=ButtonKind::Quiet icon=IconName::ArrowLeft href=COUNTER>
                {say(words::TO_COUNTER)}
            </ButtonLink>
        </TopBand>
    }
}
