//! How the dossier came, and the answers with the words of their questions.

use leptos::prelude::*;
use shared::lang::Words;
use shared::office::{AnsweredQuestion, AnsweredSection, DossierLine};
use shared::text::office::{clock as clock_words, dossier as words};
use shared::time::{Timestamp, wall_clock};

use crate::ui::{DossierPart, SummaryList, SummaryRow, say, say_posted, say_words, screen_lang};

/// Who it is for, what it is about, and when and where it was handed in.
#[component]
pub fn Arrival(line: DossierLine, now: Signal<Timestamp>) -> impl IntoView {
    let moment = move |at: Timestamp| {
        say_words(move || clock_words::moment(wall_clock(at), wall_clock(now.get())))
    };
    let (accepted, written) = (moment(line.accepted_at), say(words::written(line.surface)));
    let hall = line.hall_name;
    let arrival = move || format!("{} · {hall} · {}", accepted.get(), written.get());
    view! {
        <DossierPart>
            <SummaryList>
                <SummaryRow
                    label=say(words::APPLICANT)
                    value=line.applicant
                    attr:data-testid="dossier-applicant"
                />
                <SummaryRow label=say(words::PROCEDURE) value=line.procedure.to_string()/>
                <SummaryRow label=say(words::ARRIVAL) value=Signal::derive(arrival)/>
                <SummaryRow label=say(words::ACCEPT_BY) value=moment(line.accept_by)/>
            </SummaryList>
        </DossierPart>
    }
}

/// The answers, section by section.
#[component]
pub fn Answers(sections: Vec<AnsweredSection>) -> impl IntoView {
    sections.into_iter().map(|section| view! { <Section section/> }).collect_view()
}

#[component]
fn Section(section: AnsweredSection) -> impl IntoView {
    let AnsweredSection { title, lines } = section;
    let lang = screen_lang();
    let title = Signal::derive(move || {
        let named = title.get(lang.get()).to_owned();
        Some(if named.is_empty() { words::OTHER_ANSWERS.get(lang.get()).to_owned() } else { named })
    });
    let row = |AnsweredQuestion { label, answer }| {
        let answer = given(answer);
        view! {
            <SummaryRow
                label=say_posted(label)
                value=say_posted(answer)
            />
        }
    };
    view! {
        <DossierPart title>
            <SummaryList>{lines.into_iter().map(row).collect_view()}</SummaryList>
        </DossierPart>
    }
}

fn given(answer: Words) -> Words {
    if answer.vi.trim().is_empty() { words::NO_ANSWER.into() } else { answer }
}
