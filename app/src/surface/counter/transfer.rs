//! Asks where the ticket at hand goes, and which place it gets there.

use leptos::prelude::*;
use shared::hall::Verb;
use shared::ids::CounterId;
use shared::lang::Lang;
use shared::text::hall::counter as words;
use shared::ticket::{Keeps, Transfer};

use super::ask::{Ask, AskForm};
use super::desk::Desk;
use crate::hall::{Posted, PostedIndex};
use crate::ui::{Choice, ChoiceGroup, ChoiceLayout, say, screen_lang};

const KEEPS: [(&str, Keeps); 2] = [("arrival", Keeps::Arrival), ("first", Keeps::FirstInLine)];

/// A goal as its choice writes it: `s:D` is a series, `c:4` a counter.
const SERIES: &str = "s:";
const COUNTER: &str = "c:";

/// The series and the counters of the hall.
#[component]
pub fn AskTransfer(desk: Desk, posted: Posted, ask: Ask) -> impl IntoView {
    let lang = screen_lang();
    let own = desk.view().with_untracked(|view| view.as_ref().map(|view| view.counter));
    let choices =
        Memo::new(move |_| posted.read(|index| goals(index, own, lang.get())).unwrap_or_default());
    let goal = RwSignal::new(choices.with_untracked(|all| all.first().map(|one| one.code.clone())));
    let keeps = RwSignal::new(Some(KEEPS[0].0.to_owned()));
    let is_series =
        move || goal.with(|goal| goal.as_ref().is_some_and(|goal| goal.starts_with(SERIES)));
    let transfer = move |()| {
        let read = goal.with_untracked(|goal| read(goal.as_deref()?, &keeps.get_untracked()?));
        ask.leave();
        if let Some(transfer) = read {
            desk.act(Verb::Transfer { transfer });
        }
    };
    let places = Signal::derive(move || {
        let lang = lang.get();
        let choice =
            |(code, keeps): (&str, Keeps)| Choice::new(code, words::keeps(keeps).get(lang));
        KEEPS.into_iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <AskForm ask act=say(words::TRANSFER_DO) on_submit=transfer>
            <ChoiceGroup
                id="transfer-to"
                label=say(words::TRANSFER_TO)
                layout=ChoiceLayout::Grid
                choices
                chosen=goal
                on_choose=move |code| goal.set(Some(code))
            />
            {move || is_series().then(|| view! {
                <ChoiceGroup
                    id="transfer-keeps"
                    label=say(words::TRANSFER_KEEPS)
                    layout=ChoiceLayout::Row
                    choices=places
                    chosen=keeps
                    on_choose=move |code| keeps.set(Some(code))
                />
            })}
        </AskForm>
    }
}

fn goals(index: &PostedIndex, own: Option<CounterId>, lang: Lang) -> Vec<Choice> {
    let counters = index.unit.counters.iter().filter(|one| Some(one.number) != own);
    let counters = counters.map(|one| {
        let label = words::to_counter(one.number, &one.name);
        Choice::new(format!("{COUNTER}{}", one.number), label.get(lang))
    });
    let series = index.fields.iter().map(|one| {
        let label = words::to_series(&one.series, &one.name);
        Choice::new(format!("{SERIES}{}", one.series), label.get(lang))
    });
    counters.chain(series).collect()
}

fn read(goal: &str, keeps: &str) -> Option<Transfer> {
    if let Some(counter) = goal.strip_prefix(COUNTER) {
        return Some(Transfer::Counter { counter: CounterId(counter.parse().ok()?) });
    }
    let series = goal.strip_prefix(SERIES)?.into();
    let (_, keeps) = KEEPS.into_iter().find(|(code, _)| *code == keeps)?;
    Some(Transfer::Series { series, keeps })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_read_as_it_was_written() {
        let series = Transfer::Series { series: "D".into(), keeps: Keeps::FirstInLine };
        let counter = Transfer::Counter { counter: CounterId(4) };

        assert_eq!(read("s:D", "first"), Some(series));
        assert_eq!(read("c:4", "arrival"), Some(counter));
        assert_eq!(read("c:x", "arrival"), None);
        assert_eq!(read("", "first"), None);
    }
}
