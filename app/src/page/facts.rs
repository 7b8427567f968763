//! What a procedure needs: its facts, its papers, its law, as every page shows them.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::{Case, CaseDecider, Channel, Component, ComponentKind, Procedure};
use shared::lang::{Text, Words};
use shared::submission::Surface;
use shared::text::catalogue as posted_words;
use shared::text::citizen::days;
use shared::text::citizen::procedure as words;

use super::posted::Posted;
use super::visit::Visit;
use crate::journey;
use crate::ui::{
    Card, PaperItem, PaperKind, PaperList, SummaryList, SummaryRow, say, say_posted, screen_lang,
};

/// Time, cost, place, result: what a person asks first.
#[component]
pub fn Facts(procedure: Arc<Procedure>) -> impl IntoView {
    let posted = Posted::of_page();
    let channel = journey::channel(Visit::of_page().surface);
    let limit = limit_words(&procedure);
    let fee = fee_words(&procedure, channel);
    let place = posted.with_unit(|index| {
        let unit = &index.unit;
        join([&unit.name, &unit.address].map(Clone::clone).to_vec(), "\n")
    });
    let results = procedure.results.iter().map(|one| one.name.clone()).collect();
    let subjects = procedure.subjects.iter().map(|one| posted_words::subject(*one).into());
    let subjects = join(subjects.collect(), "; ");
    view! {
        <SummaryList>
            {fact(words::LIMIT, limit)}
            {fact(words::FEE, fee)}
            {place.map(|place| fact(words::WHERE, place))}
            {fact(words::RESULT, join(results, "\n"))}
            {fact(words::SUBJECTS, subjects)}
            {fact(words::AGENCY, procedure.agency.clone())}
        </SummaryList>
    }
}

/// The short name as a heading, and under it the published name, where it says more.
pub fn names(procedure: &Procedure) -> (Signal<String>, Signal<Option<String>>) {
    let (short, full) = (procedure.short_name.clone(), procedure.name.clone());
    let title = say_posted(short);
    let full = say_posted(full);
    let lead = Signal::derive(move || Some(full.get()).filter(|full| *full != title.get()));
    (title, lead)
}

/// One fact as a row.
pub fn fact(label: Text, value: Words) -> impl IntoView {
    view! { <SummaryRow label=say(label) value=say_posted(value)/> }
}

fn limit_words(procedure: &Procedure) -> Words {
    let mut rules = procedure.limits.iter().filter_map(|limit| limit.rule_text.clone()).peekable();
    // A published rule says the figure and the hour in its own words.
    if rules.peek().is_some() {
        return join(rules.collect(), "\n");
    }
    let line = posted_words::limit_line(&procedure.limits);
    let cutoff = procedure.cutoff.map(|hour| words::cutoff(&days::time(hour)));
    join(std::iter::once(line).chain(cutoff).collect(), "\n")
}

fn fee_words(procedure: &Procedure, channel: Channel) -> Words {
    let fees = procedure.fees_for(channel);
    join(fees.into_iter().map(|fee| fee.text.clone()).collect(), "\n")
}

fn join(all: Vec<Words>, between: &str) -> Words {
    let one = |choose: fn(&Words) -> &str| {
        let given = all.iter().map(choose).filter(|text| !text.is_empty());
        given.collect::<Vec<_>>().join(between)
    };
    Words { vi: one(|words| &words.vi), en: one(|words| &words.en) }
}

/// The papers that everybody needs, then those of each case, folded away.
#[component]
pub fn Papers(procedure: Arc<Procedure>) -> impl IntoView {
    let surface = Visit::of_page().surface;
    let none = BTreeSet::new();
    let papers = papers(&procedure, surface);
    let notes: Vec<Words> = procedure
        .notes_for(&none, journey::channel(surface))
        .into_iter()
        .map(|note| note.name.clone())
        .collect();
    let cases = procedure.cases.iter().filter_map(|case| case_papers(&procedure, case, surface));
    let cases = cases.map(|(case, papers)| view! { <CasePapers case papers/> }.into_any());
    let cases: Vec<AnyView> = cases.collect();
    view! {
        <Card title=Signal::derive({
            let title = say(words::PAPERS);
            move || Some(title.get())
        })>
            {paper_list(say(words::PAPERS), papers)}
            {(!notes.is_empty()).then(|| folded(words::NOTES, note_list(notes)))}
            {(!cases.is_empty()).then(|| folded(words::OTHER_CASES, cases))}
        </Card>
    }
}

#[component]
fn CasePapers(case: Case, papers: Vec<Component>) -> impl IntoView {
    let question = case.question;
    let title = say_posted(question);
    view! {
        <section class="folded__group">
            <h3 class="folded__group-title">{title}</h3>
            {paper_list(title, papers)}
        </section>
    }
}

fn paper_list(label: Signal<String>, papers: Vec<Component>) -> AnyView {
    if papers.is_empty() {
        return view! { <p>{say(words::NO_PAPERS)}</p> }.into_any();
    }
    let rows = papers.into_iter().map(paper_row).collect_view();
    view! { <PaperList label>{rows}</PaperList> }.into_any()
}

fn paper_row(paper: Component) -> impl IntoView {
    let kind = match paper.kind {
        ComponentKind::Submit => PaperKind::Submit,
        ComponentKind::Present | ComponentKind::Note => PaperKind::Present,
    };
    let detail = paper_detail(&paper);
    let name = paper.name;
    view! { <PaperItem kind name=say_posted(name) detail/> }
}

/// How many of a paper, and whether it is only shown or only sometimes needed.
pub fn paper_detail(paper: &Component) -> Signal<Option<String>> {
    let lang = screen_lang();
    let kind = posted_words::component_kind(paper.kind);
    let count = posted_words::component_count(paper);
    let is_required = paper.required;
    Signal::derive(move || {
        let lang = lang.get();
        let optional = if is_required { "" } else { words::WHERE_NEEDED.get(lang) };
        let parts = [kind.get(lang), count.get(lang), optional];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
    })
}

fn note_list(notes: Vec<Words>) -> impl IntoView {
    let note = |note: Words| view! { <li>{say_posted(note)}</li> };
    view! { <ul class="folded__lines">{notes.into_iter().map(note).collect_view()}</ul> }
}

/// The papers of everybody, without those of cases.
pub fn papers(procedure: &Procedure, surface: Surface) -> Vec<Component> {
    let all = procedure.components_for(&BTreeSet::new(), journey::channel(surface));
    all.into_iter().cloned().collect()
}

/// The papers that a case adds; none when it adds nothing.
pub fn case_papers(
    procedure: &Procedure,
    case: &Case,
    surface: Surface,
) -> Option<(Case, Vec<Component>)> {
    let cases = BTreeSet::from([case.code.clone()]);
    let all = procedure.components_for(&cases, journey::channel(surface));
    let own: Vec<Component> =
        all.into_iter().filter(|paper| paper.cases.contains(&case.code)).cloned().collect();
    // What only an officer can tell would puzzle whoever reads this.
    let is_askable = case.decided_by == CaseDecider::Applicant;
    (is_askable && !own.is_empty()).then(|| (case.clone(), own))
}

/// Something that few people need, one touch away.
pub fn folded(title: Text, inside: impl IntoView) -> impl IntoView {
    view! {
        <details class="folded">
            <summary class="folded__title">{say(title)}</summary>
            <div class="folded__inside">{inside}</div>
        </details>
    }
}
