//! One dossier beside the list: what was answered, which papers came, what happened.

pub mod answers;
pub mod files;
pub mod papers;
pub mod timeline;

use std::time::Duration;

use leptos::prelude::*;
use shared::ids::SubmissionId;
use shared::office::DossierView;
use shared::refusal::Refusal;
use shared::text::office::{self as words, dossier as dossier_words};
use shared::text::screen;

use self::answers::{Answers, Arrival};
use self::files::Files;
use self::papers::Papers;
use self::timeline::History;
use super::clock_words::DeadlineWords;
use super::unit::PostedUnit;
use super::way::{Place, Way};
use crate::api::{self, ApiError};
use crate::officer::presence::Officer;
use crate::officer::words_of;
use crate::ui::{
    Button, ButtonKind, DossierHead, Empty, IconName, Loading, Notice, NoticeKind, Status,
    StatusKind, always, say, say_posted,
};
use crate::{clock, ticks};

const MINUTE: Duration = Duration::from_secs(20);

/// How the dossier comes.
#[derive(Debug, Clone, PartialEq)]
enum Loaded {
    None,
    Loading,
    Ready(Box<DossierView>),
    Failed(ApiError),
}

#[derive(Clone, Copy)]
struct Pane {
    loaded: RwSignal<Loaded>,
    wanted: Memo<Option<SubmissionId>>,
    officer: Officer,
}

/// The right side of the desk.
#[component]
pub fn DossierPane(posted: PostedUnit, way: Way) -> impl IntoView {
    let pane = Pane {
        loaded: RwSignal::new(Loaded::None),
        wanted: Memo::new(move |_| way.dossier()),
        officer: Officer::of_page(),
    };
    Effect::new(move || pane.fetch(pane.wanted.get()));
    move || match pane.loaded.get() {
        Loaded::None => ().into_any(),
        Loaded::Loading => view! { <Loading lines=6/> }.into_any(),
        Loaded::Ready(dossier) => view! { <Dossier dossier=*dossier posted way/> }.into_any(),
        Loaded::Failed(error) => view! { <Failed error pane way/> }.into_any(),
    }
}

impl Pane {
    /// Fetches what is wanted; an opening is written down, so it is fetched once.
    fn fetch(self, wanted: Option<SubmissionId>) {
        let Some(submission) = wanted else {
            self.loaded.set(Loaded::None);
            return;
        };
        self.loaded.set(Loaded::Loading);
        leptos::task::spawn_local(async move {
            let answer = api::get::<DossierView>(&format!("/api/dossiers/{submission}")).await;
            if self.wanted.try_get_untracked().flatten() != Some(submission) {
                return;
            }
            self.loaded.set(match answer {
                Ok(dossier) => {
                    clock::set_by(dossier.now);
                    Loaded::Ready(Box::new(dossier))
                }
                Err(error) if self.officer.heed(&error) => return,
                Err(error) => Loaded::Failed(error),
            });
        });
    }
}

#[component]
fn Dossier(dossier: DossierView, posted: PostedUnit, way: Way) -> impl IntoView {
    let now = ticks::now(MINUTE);
    let DossierView { line, sections, papers, files, timeline, .. } = dossier;
    let short_name = line.procedure_short_name.clone();
    let name = line.procedure_name.clone();
    let deadline = line.accept_by;
    let state = line.state;
    view! {
        <DossierHead
            code=line.slip_code.to_string()
            title=say_posted(short_name)
            name
            state=move || view! {
                <Status kind=StatusKind::Waiting words=say(dossier_words::state(state))/>
                <DeadlineWords posted deadline now/>
            }
        >
            <Button
                kind=ButtonKind::Second
                icon=IconName::Printer
                on_press=move |()| print()
            >
                {say(dossier_words::PRINT)}
            </Button>
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::Close
                on_press=move |()| way.go(Place::List)
            >
                {say(dossier_words::CLOSE)}
            </Button>
        </DossierHead>
        <Arrival line=line.clone() now/>
        <Answers sections/>
        <Papers papers files=files.clone()/>
        <Files submission=line.submission files/>
        <History line steps=timeline now/>
    }
}

/// A browser that cannot print says so by itself.
fn print() {
    let _ = window().print();
}

#[component]
fn Failed(error: ApiError, pane: Pane, way: Way) -> impl IntoView {
    let is_unknown =
        matches!(&error, ApiError::Refused(refused) if refused.refusal == Refusal::NotFound);
    if is_unknown {
        return view! {
            <Empty icon=IconName::Document title=say(dossier_words::NOT_FOUND)>
                <Button kind=ButtonKind::Second on_press=move |()| way.go(Place::List)>
                    {say(dossier_words::CLOSE)}
                </Button>
            </Empty>
        }
        .into_any();
    }
    let sentence = words_of(&error);
    let title = say(words::NOT_LOADED);
    view! {
        <Notice kind=NoticeKind::Warn title=always(title)>
            <p>{say_posted(sentence)}</p>
            <Button
                kind=ButtonKind::Second
                icon=IconName::Retry
                on_press=move |()| pane.fetch(pane.wanted.get_untracked())
            >
                {say(screen::RETRY)}
            </Button>
        </Notice>
    }
    .into_any()
}
