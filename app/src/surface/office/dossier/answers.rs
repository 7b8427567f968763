//! How the dossier came, and the answers with the words of their questions.

use leptos::prelude::*;
use shared::lang::Words;
use shared::office::{AnsweredQuestion, AnsweredSection, DossierLine};
use shared::text::office::dossier as words;
use shared::time::{Timestamp, wall_clock};

use crate::ui::{Card, SummaryList, SummaryRow, say, say_words, screen_lang};

/// Who it is for, and when and where it was handed in.
#[component]
pub fn Arrival(line: DossierLine) -> impl IntoView {
    let moment = |at: Timestamp| say_words(move || words::moment(wall_clock(at)));
    view! {
        <Card>
            <SummaryList>
                <SummaryRow
                    label=say(words::APPLICANT)
                    value=line.applicant
                    attr:data-testid="dossier-applicant"
                />
                <SummaryRow label=say(words::PROCEDURE_CODE) value=line.procedure.to_string()/>
                <SummaryRow label=say(words::ARRIVAL) value=line.hall_name/>
                <SummaryRow label=say(words::WRITTEN) value=say(words::written(line.surface))/>
                <SummaryRow label=say(words::ACCEPTED) value=moment(line.accepted_at)/>
                <SummaryRow label=say(words::RECEIVED) value=moment(line.received_at)/>
                <SummaryRow label=say(words::ACCEPT_BY) value=moment(line.accept_by)/>
            </SummaryList>
        </Card>
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
                label=say_words(move || label.clone())
                value=say_words(move || answer.clone())
            />
        }
    };
    view! {
        <Card title>
            <SummaryList>{lines.into_iter().map(row).collect_view()}</SummaryList>
        </Card>
    }
}

fn given(answer: Words) -> Words {
    if answer.vi.trim().is_empty() { words::NO_ANSWER.into() } else { answer }
}
