//! One person's visit: where they are, how they came there, and what they have begun.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::web_sys::File;
use shared::ids::{FileId, ProcedureCode};
use shared::lang::Lang;
use shared::submission::Surface;

use crate::journey::draft::Draft;
use crate::journey::file::Transfer;
use crate::journey::filing::Filing;
use crate::journey::place::Place;
use crate::journey::ticket::TicketDraft;
use crate::ui::screen_lang;
use crate::{api, mint};

mod address;

/// Everything of one visit, in memory only; it goes with the reactive owner that made it.
#[derive(Clone, Copy)]
pub struct Visit {
    /// Where it takes place.
    pub surface: Surface,
    /// The application that was begun.
    pub draft: RwSignal<Option<Draft>>,
    /// The ticket that was begun.
    pub ticket: RwSignal<Option<TicketDraft>>,
    /// The language of the screen.
    pub lang: Signal<Lang>,
    /// What was typed to find a procedure.
    pub search: RwSignal<String>,
    files: StoredValue<BTreeMap<FileId, File>, LocalStorage>,
    trail: RwSignal<Vec<Place>>,
    place: RwSignal<Place>,
}

impl Visit {
    /// Begins a visit where the address says, or at the first page of a kiosk.
    pub fn provide(surface: Surface) -> Self {
        let first = match surface {
            Surface::Kiosk => Place::Home,
            Surface::Portal => address::place(),
        };
        let visit = Self {
            surface,
            draft: RwSignal::new(None),
            ticket: RwSignal::new(None),
            lang: screen_lang(),
            search: RwSignal::new(String::new()),
            files: StoredValue::new_local(BTreeMap::new()),
            trail: RwSignal::new(vec![first.clone()]),
            place: RwSignal::new(first),
        };
        provide_context(visit);
        if surface == Surface::Portal {
            address::follow(visit);
        }
        visit
    }

    /// The visit this page belongs to.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// Where the person is.
    pub fn place(self) -> Place {
        self.place.get()
    }

    /// Whether there is a page to go back to.
    pub fn has_way_back(self) -> bool {
        self.trail.with_untracked(|trail| trail.len() > 1)
    }

    /// Goes to a place.
    pub fn go(self, place: Place) {
        if place == Place::Home {
            self.search.set(String::new());
        }
        self.trail.update_untracked(|trail| trail.push(place.clone()));
        if self.surface == Surface::Portal {
            address::push(self.trail.with_untracked(Vec::len), &place);
        }
        self.place.set(place);
    }

    /// Goes to a place instead of this one, so that the way back leads before it.
    pub fn replace(self, place: Place) {
        self.trail.update_untracked(|trail| {
            trail.pop();
            trail.push(place.clone());
        });
        if self.surface == Surface::Portal {
            address::replace(self.trail.with_untracked(Vec::len), &place);
        }
        self.place.set(place);
    }

    /// Goes one page back; from the first page of a visit, home.
    pub fn back(self) {
        if !self.has_way_back() {
            self.replace(Place::Home);
            return;
        }
        match self.surface {
            Surface::Portal => address::back(),
            Surface::Kiosk => self.return_to(self.trail.with_untracked(Vec::len) - 1),
        }
    }

    /// Shows the page that stands at this length of the trail.
    fn return_to(self, length: usize) {
        self.trail.update_untracked(|trail| trail.truncate(length));
        if let Some(place) = self.trail.with_untracked(|trail| trail.last().cloned()) {
            self.place.set(place);
        }
    }

    /// Begins anew at a place that the browser leads to.
    fn land(self, place: Place) {
        self.trail.set(vec![place.clone()]);
        self.place.set(place);
    }

    /// The ticket for this procedure, begun if there is none.
    pub fn begin_ticket(self, code: &ProcedureCode) {
        let is_begun = self
            .ticket
            .with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.procedure == *code));
        if !is_begun {
            self.ticket.set(Some(TicketDraft::begin(mint::ticket_id(), code.clone())));
        }
    }

    /// Reads the draft; a page without one is about to go.
    pub fn read_draft<T: Default>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.draft.with(|draft| draft.as_ref().map(read)).unwrap_or_default()
    }

    /// Reads the draft once.
    pub fn read_draft_untracked<T: Default>(self, read: impl FnOnce(&Draft) -> T) -> T {
        untrack(|| self.read_draft(read))
    }

    /// Changes the draft while it is open.
    pub fn edit_draft(self, edit: impl FnOnce(&mut Draft)) {
        self.draft.update(|draft| {
            if let Some(draft) = draft.as_mut().filter(|draft| draft.is_open()) {
                edit(draft);
            }
        });
    }

    /// Keeps the bytes of a chosen file in reach for another try.
    pub fn keep_file(self, id: FileId, file: File) {
        self.files.update_value(|files| {
            files.insert(id, file);
        });
    }

    /// The bytes of a chosen file.
    pub fn file(self, id: FileId) -> Option<File> {
        self.files.with_value(|files| files.get(&id).cloned())
    }

    /// Lets the bytes of a file go.
    pub fn forget_file(self, id: FileId) {
        self.files.update_value(|files| {
            files.remove(&id);
        });
    }

    /// Whether leaving would lose something that was entered.
    pub fn has_unsent(self) -> bool {
        let is_written = |draft: &Draft| match draft.filing {
            Filing::Kept(_) => false,
            Filing::Sending(_) | Filing::Unheard(_) => true,
            Filing::Writing | Filing::Refused(_) => {
                !(draft.entries.is_empty() && draft.papers.is_empty())
            }
        };
        self.draft.with_untracked(|draft| draft.as_ref().is_some_and(is_written))
    }

    /// Takes everything away, and what was not sent from the hall as well.
    pub fn wipe(self) {
        self.wipe_draft();
        self.ticket.set(None);
    }

    /// Takes the draft and its files away.
    pub fn wipe_draft(self) {
        let unsent = self.draft.with_untracked(|draft| draft.as_ref().map(unsent_files));
        for path in unsent.into_iter().flatten() {
            // The hall sweeps what this cannot reach.
            leptos::task::spawn_local(async move { drop(api::delete(&path).await) });
        }
        self.draft.set(None);
        self.files.update_value(BTreeMap::clear);
    }
}

/// The addresses of files that were uploaded for an application that was never sent.
fn unsent_files(draft: &Draft) -> Vec<String> {
    match draft.filing {
        Filing::Writing | Filing::Refused(_) => {}
        // These may be part of an application that the hall keeps.
        Filing::Sending(_) | Filing::Unheard(_) | Filing::Kept(_) => return Vec::new(),
    }
    let files = draft.papers.values().flat_map(|paper| &paper.files);
    let kept = files.filter(|file| file.transfer == Transfer::Kept);
    kept.map(|file| format!("/api/submissions/{}/files/{}", draft.submission, file.id)).collect()
}
