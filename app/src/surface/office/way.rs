//! Where the officer is, as the address says, so that a dossier can be linked to.

use leptos::ev;
use leptos::prelude::*;
use shared::ids::SubmissionId;
use wasm_bindgen::JsValue;

/// Where the office begins.
pub const HOME: &str = "/office";
const DOSSIERS: &str = "/office/dossiers/";
const INCIDENTS: &str = "/office/incidents";

/// A place in the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list alone.
    List,
    /// The list and one dossier.
    Dossier(SubmissionId),
    /// What went wrong between halls and the centre.
    Incidents,
    /// Choosing a password.
    Setup,
}

impl Place {
    fn read(path: &str) -> Self {
        if path.trim_end_matches('/') == "/office/setup" {
            return Self::Setup;
        }
        if path.trim_end_matches('/') == INCIDENTS {
            return Self::Incidents;
        }
        let dossier = path.strip_prefix(DOSSIERS).map(|id| id.trim_end_matches('/').parse());
        match dossier {
            Some(Ok(id)) => Self::Dossier(id),
            Some(Err(_)) | None => Self::List,
        }
    }

    fn path(self) -> String {
        match self {
            Self::List => HOME.to_owned(),
            Self::Dossier(id) => format!("{DOSSIERS}{id}"),
            Self::Incidents => INCIDENTS.to_owned(),
            Self::Setup => "/office/setup".to_owned(),
        }
    }
}

/// The place, in step with the browser's address and its buttons.
#[derive(Clone, Copy)]
pub struct Way(RwSignal<Place>);

impl Way {
    /// Begins where the address says and follows it.
    pub fn follow() -> Self {
        let way = Self(RwSignal::new(place_of_address()));
        let handle = window_event_listener(ev::popstate, move |_| way.0.set(place_of_address()));
        on_cleanup(move || handle.remove());
        way
    }

    /// Where the officer is.
    pub fn place(self) -> Place {
        self.0.get()
    }

    /// Where the officer is at this moment.
    pub fn place_now(self) -> Place {
        self.0.get_untracked()
    }

    /// The dossier that is open.
    pub fn dossier(self) -> Option<SubmissionId> {
        match self.0.get() {
            Place::Dossier(id) => Some(id),
            Place::List | Place::Incidents | Place::Setup => None,
        }
    }

    /// Goes to a place.
    pub fn go(self, place: Place) {
        if self.place_now() == place {
            return;
        }
        if let Ok(history) = window().history() {
            // The page works without its address, only links do not.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&place.path()));
        }
        self.0.set(place);
    }
}

fn place_of_address() -> Place {
    Place::read(&window().location().pathname().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019aaf00-0000-7000-8000-000000000001";

    #[test]
    fn the_address_of_a_dossier_leads_to_it() {
        let id: SubmissionId = ID.parse().expect("this is a UUID");

        assert_eq!(Place::read(&format!("/office/dossiers/{ID}")), Place::Dossier(id));
        assert_eq!(Place::read(&Place::Dossier(id).path()), Place::Dossier(id));
    }

    #[test]
    fn an_address_that_leads_nowhere_leads_to_the_list() {
        for path in ["/office", "/office/", "/office/dossiers/none", "/office/elsewhere"] {
            assert_eq!(Place::read(path), Place::List, "{path}");
        }
    }

    #[test]
    fn the_incidents_have_an_address() {
        assert_eq!(Place::read(&Place::Incidents.path()), Place::Incidents);
    }

    #[test]
    fn a_set_up_link_leads_to_the_set_up() {
        assert_eq!(Place::read("/office/setup"), Place::Setup);
    }
}
