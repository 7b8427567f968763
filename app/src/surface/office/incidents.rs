//! What went wrong between a hall and the centre: followed here, shown over the list and on a page
//! of its own until somebody has looked at it.

pub mod notice;
pub mod page;

use std::time::Duration;

use leptos::prelude::*;
use shared::office::IncidentView;

use crate::api::{self, ApiError};
use crate::officer::presence::Officer;
use crate::ticks;

pub use notice::IncidentNotice;
pub use page::IncidentsPage;

const ASK_AGAIN: Duration = Duration::from_secs(60);

/// The incidents, newest first.
#[derive(Clone, Copy)]
pub struct Incidents {
    all: RwSignal<Option<Vec<IncidentView>>>,
    trouble: RwSignal<Option<ApiError>>,
    officer: Officer,
}

impl Incidents {
    /// Fetches them and keeps them fresh.
    pub fn follow() -> Self {
        let officer = Officer::of_page();
        let incidents = Self { all: RwSignal::new(None), trouble: RwSignal::new(None), officer };
        incidents.refresh();
        ticks::repeat(ASK_AGAIN, move || incidents.refresh());
        incidents
    }

    /// Fetches them again.
    pub fn refresh(self) {
        leptos::task::spawn_local(async move {
            let fetched = api::get::<Vec<IncidentView>>("/api/incidents").await;
            self.heard(fetched, |all, fresh| *all = Some(fresh));
        });
    }

    /// Says that the officer looked at one.
    pub fn see(self, number: u64) {
        leptos::task::spawn_local(async move {
            let path = format!("/api/incidents/{number}/seen");
            let seen = api::put::<_, IncidentView>(&path, &()).await;
            self.heard(seen, |all, seen| {
                let known = all.iter_mut().flatten().find(|one| one.number == seen.number);
                if let Some(known) = known {
                    *known = seen;
                }
            });
        });
    }

    /// Those that nobody has looked at.
    pub fn unseen(self) -> Vec<IncidentView> {
        self.all
            .with(|all| all.iter().flatten().filter(|one| one.seen.is_none()).cloned().collect())
    }

    /// What was heard last stays where nothing is heard; the page says so.
    fn heard<T>(
        self,
        answer: Result<T, ApiError>,
        take: impl FnOnce(&mut Option<Vec<IncidentView>>, T),
    ) {
        let trouble = match answer {
            Ok(fresh) => {
                // A page that is gone needs it no more.
                let _ = self.all.try_update(|all| take(all, fresh));
                None
            }
            Err(error) => {
                self.officer.heed(&error);
                Some(error)
            }
        };
        drop(self.trouble.try_set(trouble));
    }
}
