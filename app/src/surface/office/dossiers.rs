//! The list of dossiers as this screen knows it, kept fresh and searched.

use std::time::Duration;

use leptos::prelude::*;
use shared::office::{DossierLine, DossierPage};

use crate::api::{self, ApiError};
use crate::officer::presence::Officer;
use crate::{clock, ticks};

const ASK_AGAIN: Duration = Duration::from_secs(15);
const TYPING_PAUSE: Duration = Duration::from_millis(220);
const SLOW_AFTER: Duration = Duration::from_secs(2);

/// The lines in view, the nearest deadline first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// The lines.
    pub lines: Vec<DossierLine>,
    /// How many there are in all.
    pub total: u64,
    /// What to ask for to see more.
    pub next: Option<String>,
    /// What was searched for.
    pub search: String,
}

/// How the list comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// It is here.
    Rest,
    /// It is on its way.
    Asked,
    /// It is on its way and takes long.
    Slow,
}

/// The list.
#[derive(Clone, Copy)]
pub struct Dossiers {
    listed: RwSignal<Option<Listed>>,
    trouble: RwSignal<Option<ApiError>>,
    asking: RwSignal<Asking>,
    search: RwSignal<String>,
    /// Counts what was asked for; a late answer to an earlier question is not shown.
    asked: StoredValue<u64>,
    officer: Officer,
}

impl Dossiers {
    /// Fetches the list and keeps it fresh.
    pub fn follow() -> Self {
        let dossiers = Self {
            listed: RwSignal::new(None),
            trouble: RwSignal::new(None),
            asking: RwSignal::new(Asking::Rest),
            search: RwSignal::new(String::new()),
            asked: StoredValue::new(0),
            officer: Officer::of_page(),
        };
        dossiers.refresh();
        ticks::repeat(ASK_AGAIN, move || {
            if dossiers.asking.get_untracked() == Asking::Rest {
                dossiers.refresh();
            }
        });
        dossiers
    }

    /// The lines in view.
    pub fn listed(self) -> Signal<Option<Listed>> {
        self.listed.into()
    }

    /// Why the list could not be fetched.
    pub fn trouble(self) -> Signal<Option<ApiError>> {
        self.trouble.into()
    }

    /// How the list comes.
    pub fn asking(self) -> Signal<Asking> {
        self.asking.into()
    }

    /// What is typed to search.
    pub fn search(self) -> Signal<String> {
        self.search.into()
    }

    /// Searches once typing pauses.
    pub fn set_search(self, typed: String) {
        self.search.set(typed.clone());
        set_timeout(
            move || {
                if self.search.try_get_untracked().is_some_and(|search| search == typed) {
                    self.refresh();
                }
            },
            TYPING_PAUSE,
        );
    }

    /// Fetches as many lines as are in view, anew.
    pub fn refresh(self) {
        let in_view = self.listed.with_untracked(|listed| {
            let search = self.search.get_untracked();
            let same = listed.as_ref().filter(|listed| listed.search == search.trim());
            same.map_or(0, |listed| listed.lines.len())
        });
        self.ask(Listed { search: self.search_words(), ..Listed::default() }, in_view);
    }

    /// Fetches the lines after those in view.
    pub fn more(self) {
        if let Some(listed) = self.listed.get_untracked() {
            let in_view = listed.lines.len() + 1;
            self.ask(listed, in_view);
        }
    }

    fn search_words(self) -> String {
        self.search.with_untracked(|search| search.trim().to_owned())
    }

    /// Adds page after page to `begun` until it has `wanted` lines or there are no more.
    fn ask(self, begun: Listed, wanted: usize) {
        let asked = self.asked.with_value(|asked| asked + 1);
        self.asked.set_value(asked);
        self.asking.set(Asking::Asked);
        set_timeout(move || self.slow(asked), SLOW_AFTER);
        leptos::task::spawn_local(async move {
            let mut listed = begun;
            loop {
                let answer = api::get::<DossierPage>(&path(&listed)).await;
                if self.asked.try_get_value() != Some(asked) {
                    return;
                }
                match answer {
                    Ok(page) => add(&mut listed, page),
                    Err(error) => return self.fail(error),
                }
                if listed.next.is_none() || listed.lines.len() >= wanted {
                    break;
                }
            }
            self.trouble.set(None);
            self.asking.set(Asking::Rest);
            self.listed.set(Some(listed));
        });
    }

    fn slow(self, asked: u64) {
        let is_waiting = self.asking.try_get_untracked() == Some(Asking::Asked);
        if is_waiting && self.asked.try_get_value() == Some(asked) {
            self.asking.set(Asking::Slow);
        }
    }

    fn fail(self, error: ApiError) {
        self.asking.set(Asking::Rest);
        if !self.officer.heed(&error) {
            self.trouble.set(Some(error));
        }
    }
}

fn add(listed: &mut Listed, page: DossierPage) {
    clock::set_by(page.now);
    let is_new =
        |line: &DossierLine| listed.lines.iter().all(|known| known.submission != line.submission);
    let fresh: Vec<_> = page.dossiers.into_iter().filter(is_new).collect();
    listed.lines.extend(fresh);
    listed.total = page.total;
    listed.next = page.next;
}

fn path(listed: &Listed) -> String {
    let search = encoded(&listed.search);
    let after = listed.next.as_deref().map(encoded).unwrap_or_default();
    let mut path = "/api/dossiers".to_owned();
    let mut join = '?';
    for (name, value) in [("q", search), ("after", after)] {
        if !value.is_empty() {
            path.push(join);
            path.push_str(name);
            path.push('=');
            path.push_str(&value);
            join = '&';
        }
    }
    path
}

fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
