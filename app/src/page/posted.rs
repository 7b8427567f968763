//! The posted catalogue as this screen has fetched it: the short list, and procedures by code.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::{CatalogueIndex, Procedure, SearchIndex};
use shared::hall::HallView;
use shared::ids::ProcedureCode;
use shared::lang::Words;

use super::dialogue::Loaded;
use crate::{api, clock};

/// What was fetched, for as long as the page is open; it is the same for everyone.
#[derive(Clone, Copy)]
pub struct Posted {
    list: RwSignal<Loaded<Arc<Listed>>>,
    procedures: RwSignal<BTreeMap<ProcedureCode, Loaded<Arc<Procedure>>>>,
    hall: RwSignal<Loaded<HallView>>,
}

/// The short list, ready to be searched.
#[derive(Debug)]
pub struct Listed {
    /// The list.
    pub index: CatalogueIndex,
    /// Its folded words.
    pub search: SearchIndex,
}

impl Posted {
    /// Begins to fetch the short list and how the hall is.
    pub fn provide() -> Self {
        let posted = Self {
            list: RwSignal::new(Loaded::Loading),
            procedures: RwSignal::new(BTreeMap::new()),
            hall: RwSignal::new(Loaded::Loading),
        };
        provide_context(posted);
        posted.fetch_list();
        posted.fetch_hall();
        posted
    }

    /// What the surface has fetched.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The short list.
    pub fn list(self) -> Loaded<Arc<Listed>> {
        self.list.get()
    }

    /// How the hall is, as heard last.
    pub fn hall(self) -> Loaded<HallView> {
        self.hall.get()
    }

    /// Where phones open the portal.
    pub fn public_url(self) -> String {
        let told = self.hall.with(|hall| match hall {
            Loaded::Ready(hall) => Some(hall.public_url.clone()),
            Loaded::Loading | Loaded::Failed(_) => None,
        });
        told.unwrap_or_else(|| window().location().origin().unwrap_or_default())
    }

    /// The unit, once it is known.
    pub fn with_unit<T>(self, read: impl FnOnce(&CatalogueIndex) -> T) -> Option<T> {
        self.list.with(|list| match list {
            Loaded::Ready(list) => Some(read(&list.index)),
            Loaded::Loading | Loaded::Failed(_) => None,
        })
    }

    /// The name of the unit, empty until it is known.
    pub fn unit_name(self) -> Words {
        self.with_unit(|index| index.unit.name.clone()).unwrap_or(NO_WORDS)
    }

    /// The body the unit belongs to, empty until it is known.
    pub fn superior(self) -> Words {
        self.with_unit(|index| index.unit.superior.clone()).unwrap_or(NO_WORDS)
    }

    /// Fetches everything afresh; what is in view stays until it is here.
    pub fn refresh(self) {
        self.procedures.update(BTreeMap::clear);
        self.ask_for_list();
    }

    /// A procedure; the first to ask for it fetches it.
    pub fn procedure(self, code: &ProcedureCode) -> Signal<Loaded<Arc<Procedure>>> {
        let is_fetched = self.procedures.with_untracked(|all| {
            all.get(code).is_some_and(|one| !matches!(one, Loaded::Failed(_)))
        });
        if !is_fetched {
            self.fetch_procedure(code.clone());
        }
        let code = code.clone();
        Signal::derive(move || {
            self.procedures.with(|all| all.get(&code).cloned()).unwrap_or(Loaded::Loading)
        })
    }

    /// Fetches a procedure, again if need be.
    pub fn fetch_procedure(self, code: ProcedureCode) {
        self.procedures.update(|all| {
            all.insert(code.clone(), Loaded::Loading);
        });
        leptos::task::spawn_local(async move {
            let answer = api::get::<Procedure>(&format!("/api/catalogue/{code}")).await;
            let loaded = Loaded::of(answer.map(Arc::new));
            self.procedures.update(|all| {
                all.insert(code, loaded);
            });
        });
    }

    /// Fetches the short list, again if need be.
    pub fn fetch_list(self) {
        self.list.set(Loaded::Loading);
        self.ask_for_list();
    }

    fn ask_for_list(self) {
        leptos::task::spawn_local(async move {
            let answer = api::get::<CatalogueIndex>("/api/catalogue").await;
            let listed = answer.map(|index| {
                let search = SearchIndex::new(&index);
                Arc::new(Listed { index, search })
            });
            let is_kept = listed.is_err() && self.list.with_untracked(Loaded::is_ready);
            if !is_kept {
                self.list.set(Loaded::of(listed));
            }
        });
    }

    /// Asks how the hall is; the last answer stays in view until the next one.
    pub fn fetch_hall(self) {
        leptos::task::spawn_local(async move {
            let answer = api::get::<HallView>("/api/hall").await;
            if let Ok(hall) = &answer {
                clock::set_by(hall.now);
            }
            self.hall.set(Loaded::of(answer));
        });
    }
}

const NO_WORDS: Words = Words { vi: String::new(), en: String::new() };
