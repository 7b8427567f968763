//! Finding a procedure: the most used first, six in view, then search.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::ProcedureCard;
use shared::lang::Text;
use shared::text::citizen::find as words;

use super::dialogue::{FailedPage, Loaded, WaitingPage};
use super::frame::{Layout, Screen};
use super::posted::{Listed, Posted};
use super::visit::Visit;
use crate::clock;
use crate::journey::place::{Errand, Place};
use crate::journey::step::Step;
use crate::journey::ticket::TicketStep;
use crate::ui::{
    Empty, IconName, RowButton, RowList, SearchBox, always, say, say_posted, say_words, screen_lang,
};

/// More would not be read.
const IN_VIEW_MAX: usize = 6;

/// Asks which procedure, and leads to what the person came for.
#[component]
pub fn FindPage(errand: Errand) -> impl IntoView {
    let posted = Posted::of_page();
    move || match posted.list() {
        Loaded::Loading => view! { <WaitingPage/> }.into_any(),
        Loaded::Failed(error) => {
            view! { <FailedPage error on_retry=move |()| posted.fetch_list()/> }.into_any()
        }
        Loaded::Ready(list) => view! { <Find list errand/> }.into_any(),
    }
}

#[component]
fn Find(list: Arc<Listed>, errand: Errand) -> impl IntoView {
    let visit = Visit::of_page();
    let (title, lead) = heading(errand);
    view! {
        <Screen title=say(title) lead=optional(lead) layout=Layout::List>
            <SearchBox
                id="search"
                label=say(words::SEARCH)
                example=say(words::EXAMPLE)
                value=visit.search
                on_input=move |typed| visit.search.set(typed)
            />
            <Results list errand/>
        </Screen>
    }
}

fn heading(errand: Errand) -> (Text, Text) {
    match errand {
        Errand::Read => (words::WHICH, words::MOST_USED_FIRST),
        Errand::Ticket => (words::WHICH_FOR_TICKET, words::MOST_USED_FIRST),
        Errand::Application => (words::WHICH_TO_FILE, words::FILED_HERE),
    }
}

/// A fixed line under a heading.
pub fn optional(text: Text) -> Signal<Option<String>> {
    always(say(text))
}

/// The rows that fit what was typed.
#[component]
pub fn Results(list: Arc<Listed>, errand: Errand) -> impl IntoView {
    let visit = Visit::of_page();
    let found = {
        let list = Arc::clone(&list);
        Memo::new(move |_| visit.search.with(|typed| search(&list, typed, errand)))
    };
    let list = StoredValue::new(list);
    let rows = move || {
        let cards = found.get().into_iter().take(IN_VIEW_MAX);
        let card = |place: usize| list.with_value(|list| list.index.procedures[place].clone());
        cards.map(|place| result_row(card(place), errand)).collect_view()
    };
    let more = move || {
        let count = found.with(Vec::len).saturating_sub(IN_VIEW_MAX);
        let sentence = say_words(move || words::more(count));
        (count > 0).then(|| view! { <p class="field__hint">{sentence}</p> })
    };
    view! {
        <Show
            when=move || found.with(|found| !found.is_empty())
            fallback=|| view! {
                <Empty icon=IconName::Search title=say(words::NOTHING)>
                    <p>{say(words::NOTHING_HINT)}</p>
                </Empty>
            }
        >
            <RowList label=say(words::RESULTS)>{rows}</RowList>
            {more}
        </Show>
    }
}

fn search(list: &Listed, typed: &str, errand: Errand) -> Vec<usize> {
    let is_offered = |card: &ProcedureCard| match errand {
        Errand::Application => card.has_form,
        Errand::Read | Errand::Ticket => true,
    };
    let found = list.search.search(typed);
    found.into_iter().filter(|place| is_offered(&list.index.procedures[*place])).collect()
}

fn result_row(card: ProcedureCard, errand: Errand) -> impl IntoView {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let is_paused = card.status.closed_on(clock::today()).is_some();
    let ProcedureCard { code, short_name, field, limit_line, .. } = card;
    let hint = Signal::derive(move || {
        let lang = lang.get();
        Some(if is_paused {
            words::PAUSED.get(lang).to_owned()
        } else {
            format!("{} · {}", field.get(lang), limit_line.get(lang))
        })
    });
    let test_id = format!("procedure-{code}");
    let open = move |()| visit.go(place_for(&code, errand, is_paused));
    view! {
        <RowButton
            title=say_posted(short_name)
            hint
            on_press=open
            attr:data-testid=test_id
        />
    }
}

/// A procedure that is paused says so on its own page, whatever the errand.
fn place_for(code: &shared::ids::ProcedureCode, errand: Errand, is_paused: bool) -> Place {
    let code = code.clone();
    match errand {
        Errand::Ticket if !is_paused => Place::TakeTicket(code, TicketStep::Papers),
        Errand::Application if !is_paused => Place::Apply(code, Step::Start),
        Errand::Read | Errand::Ticket | Errand::Application => Place::Procedure(code),
    }
}
