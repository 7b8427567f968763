//! The desk: the list left, one dossier right.

use leptos::prelude::*;

use super::band::Band;
use super::dossier::DossierPane;
use super::dossiers::Dossiers;
use super::incidents::{Incidents, IncidentsPage};
use super::keys;
use super::list::List;
use super::unit::PostedUnit;
use super::way::{Place, Way};
use crate::ui::{OfficeSplit, OfficeView};

/// The page of an officer who is signed in.
#[component]
pub fn DeskPage(posted: PostedUnit, way: Way) -> impl IntoView {
    let (dossiers, incidents) = (Dossiers::follow(), Incidents::follow());
    let is_incidents = Memo::new(move |_| way.place() == Place::Incidents);
    keys::listen(way);
    let view = Signal::derive(move || match way.place() {
        Place::Dossier(_) => OfficeView::Dossier,
        Place::List | Place::Incidents | Place::Setup => OfficeView::List,
    });
    view! {
        <OfficeSplit
            view
            band=move || view! { <Band dossiers posted/> }
            list=move || view! {
                {move || match is_incidents.get() {
                    true => view! { <IncidentsPage incidents way/> }.into_any(),
                    false => view! { <List dossiers incidents posted way/> }.into_any(),
                }}
            }
            dossier=move || view! { <DossierPane posted way/> }
        />
    }
}
