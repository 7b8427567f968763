//! An application that was handed in: its codes, where it is, what to bring, what follows.

use std::cmp::Ordering;
use std::time::Duration;

use leptos::prelude::*;
use shared::ids::SubmissionId;
use shared::lang::{Text, Words};
use shared::submission::{self as handed_in, SubmissionKept, SubmissionView, Surface};
use shared::text::citizen::application as words;
use shared::text::citizen::{days, follow_up};
use shared::text::slip as slip_words;
use shared::time::wall_clock;

use super::dialogue::{FailedPage, Loaded, WaitingPage};
use super::facts::fact;
use super::frame::{Layout, Screen, WayBack};
use super::posted::Posted;
use super::visit::Visit;
use crate::journey::filing::Filing;
use crate::journey::place::Place;
use crate::ui::{
    Button, ButtonKind, ButtonWidth, Card, Moment, Notice, NoticeKind, PaperItem, PaperList,
    SlipCard, SummaryList, Timeline, TimelineEntry, always, say, say_posted,
};
use crate::{api, ticks};

/// How often the standing is looked at again.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Shows the confirmation; after a reload, without the secret.
#[component]
pub fn SubmissionPage(id: SubmissionId) -> impl IntoView {
    let visit = Visit::of_page();
    let view = RwSignal::new(Loaded::Loading);
    let look = move || look(id, view);
    look();
    ticks::repeat(LOOK_EVERY, look);
    let own = kept_here(visit, id);
    let is_known = own.is_some();
    let phase = Memo::new(move |_| view.with(std::mem::discriminant));
    move || {
        // A memo that nobody reads never learns what it depends on.
        phase.get();
        match view.get_untracked() {
            Loaded::Failed(error) if !is_known => {
                view! { <FailedPage error on_retry=move |()| look()/> }.into_any()
            }
            Loaded::Loading if !is_known => view! { <WaitingPage/> }.into_any(),
            Loaded::Loading | Loaded::Failed(_) | Loaded::Ready(_) => {
                view! { <Confirmation id own=own.clone() view/> }.into_any()
            }
        }
    }
}

/// What this very visit knows of the application.
#[derive(Clone)]
struct Own {
    kept: SubmissionKept,
    bring: Vec<Words>,
}

fn kept_here(visit: Visit, id: SubmissionId) -> Option<Own> {
    visit.draft.with_untracked(|draft| {
        let draft = draft.as_ref().filter(|draft| draft.submission == id)?;
        match &draft.filing {
            Filing::Kept(kept) => Some(Own { kept: kept.clone(), bring: draft.papers_to_bring() }),
            Filing::Writing | Filing::Sending(_) | Filing::Unheard(_) | Filing::Refused(_) => None,
        }
    })
}

fn look(id: SubmissionId, view: RwSignal<Loaded<SubmissionView>>) {
    leptos::task::spawn_local(async move {
        let answer = api::get::<SubmissionView>(&format!("/api/submissions/{id}")).await;
        let Some(before) = view.try_get_untracked() else { return };
        match (Loaded::of(answer), before) {
            // What was heard last stays in view.
            (Loaded::Loading | Loaded::Failed(_), Loaded::Ready(_)) => {}
            (after, before) if after == before => {}
            (after, _) => view.set(after),
        }
    });
}

#[component]
fn Confirmation(
    id: SubmissionId,
    own: Option<Own>,
    view: RwSignal<Loaded<SubmissionView>>,
) -> impl IntoView {
    let visit = Visit::of_page();
    let is_own = own.is_some();
    let bring = own.as_ref().map(|own| own.bring.clone()).unwrap_or_default();
    let known = Memo::new(move |_| match &own {
        Some(own) => Some((own.kept.slip_code.0.clone(), Some(own.kept.follow_up_secret.clone()))),
        None => view.get().ready().map(|view| (view.slip_code.0, None)),
    });
    let codes = move || known.get().map(|(code, secret)| codes(id, code, secret));
    let standing = move || view.get().ready().map(|found| view! { <Standing found/> });
    let home = move |()| visit.go(Place::Home);
    let act = move || {
        view! {
            <Button kind=ButtonKind::Second width=ButtonWidth::Full on_press=home>
                {say(shared::text::citizen::TO_HOME)}
            </Button>
        }
    };
    let once = (!is_own).then(|| view! { <p class="field__hint">{say(words::SECRET_ONCE)}</p> });
    view! {
        <Screen
            title=say(words::KEPT_TITLE)
            layout=Layout::List
            way_back=WayBack::None
            act
        >
            {codes}
            {once}
            {standing}
            {(!bring.is_empty()).then(|| bring_list(bring))}
            <Next view/>
        </Screen>
    }
}

fn codes(id: SubmissionId, code: String, secret: Option<String>) -> impl IntoView {
    let posted = Posted::of_page();
    let surface = Visit::of_page().surface;
    // A phone that shows this page has it already.
    let follow_url = Signal::derive(move || match surface {
        Surface::Kiosk => Some(format!("{}{}", posted.public_url(), Place::Submission(id).path())),
        Surface::Portal => None,
    });
    view! {
        <SlipCard
            code_label=say(words::SLIP_CODE)
            code=Signal::stored(code)
            secret_label=say(words::SECRET)
            secret=Signal::stored(secret)
            hint=say(words::CODES_HINT)
            follow_url
            follow_words=say(slip_words::SCAN)
        />
    }
}

/// Where an application is, in words that promise nothing more than is so.
#[component]
pub fn Standing(found: SubmissionView) -> impl IntoView {
    let posted = Posted::of_page();
    let SubmissionView { procedure, accepted_at, standing, .. } = found;
    let kind = match standing {
        handed_in::Standing::Pending | handed_in::Standing::Parked => NoticeKind::Info,
        handed_in::Standing::Settled { .. } | handed_in::Standing::Received { .. } => {
            NoticeKind::Ok
        }
    };
    let title = say(words::standing(&standing));
    let title = always(title);
    let means = slip_words::standing_means(&standing);
    let limit = match &standing {
        handed_in::Standing::Received { .. } => None,
        handed_in::Standing::Pending
        | handed_in::Standing::Parked
        | handed_in::Standing::Settled { .. } => Some(view! { <p>{say(words::NOT_A_RECEIPT)}</p> }),
    };
    let name = posted.with_unit(|index| {
        index.procedures.iter().find(|card| card.code == procedure).map(|card| card.name.clone())
    });
    let name = name.flatten().map(|name| fact(words::PROCEDURE, name));
    let received = match standing {
        handed_in::Standing::Settled { received_at } => {
            Some(fact(follow_up::RECEIVED_AT, same(&days::moment(wall_clock(received_at)))))
        }
        handed_in::Standing::Pending
        | handed_in::Standing::Parked
        | handed_in::Standing::Received { .. } => None,
    };
    view! {
        <div data-testid="standing">
            <Notice kind title>
                <p>{say_posted(means)}</p>
                {limit}
            </Notice>
        </div>
        <SummaryList>
            {name}
            {fact(words::HANDED_IN, same(&days::moment(wall_clock(accepted_at))))}
            {received}
        </SummaryList>
    }
}

fn bring_list(papers: Vec<Words>) -> impl IntoView {
    let item = |name: Words| view! { <PaperItem name=say_posted(name)/> };
    view! {
        <Card title=optional_title(words::BRING_TITLE)>
            <PaperList label=say(words::BRING_TITLE)>
                {papers.into_iter().map(item).collect_view()}
            </PaperList>
        </Card>
    }
}

#[component]
fn Next(view: RwSignal<Loaded<SubmissionView>>) -> impl IntoView {
    let reached = Memo::new(move |_| match view.get().ready().map(|view| view.standing) {
        None | Some(handed_in::Standing::Pending | handed_in::Standing::Parked) => 0,
        Some(handed_in::Standing::Settled { .. }) => 1,
        Some(handed_in::Standing::Received { .. }) => 2,
    });
    let steps = move || {
        let entry = |(place, text): (usize, Text)| {
            let moment = match place.cmp(&reached.get()) {
                Ordering::Less => Moment::Done,
                Ordering::Equal => Moment::Current,
                Ordering::Greater => Moment::Ahead,
            };
            view! { <TimelineEntry moment title=say(text)/> }
        };
        let all = [words::NEXT_SENT, words::NEXT_OFFICER, words::NEXT_RECEIPT];
        all.into_iter().enumerate().map(entry).collect_view()
    };
    view! {
        <Card title=optional_title(words::NEXT_TITLE)>
            <Timeline>{steps}</Timeline>
        </Card>
    }
}

fn optional_title(text: Text) -> Signal<Option<String>> {
    super::find::optional(text)
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
