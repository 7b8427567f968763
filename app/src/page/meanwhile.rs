//! Filling in the form while a number waits: the way from a ticket to the application.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Procedure;
use shared::ids::ProcedureCode;
use shared::text::citizen::ticket as words;

use super::posted::Posted;
use super::visit::Visit;
use crate::journey::place::{Errand, Place};
use crate::journey::step::Step;
use crate::ui::{Button, ButtonKind, ButtonWidth, say};

/// Leads to the form of the procedure that the number was taken for, if it has one.
#[component]
pub fn FileMeanwhile(code: ProcedureCode) -> impl IntoView {
    let procedure = Posted::of_page().procedure(&code);
    move || {
        let has_form = |one: &Arc<Procedure>| one.form.is_some();
        let procedure = procedure.get().ready().filter(has_form)?;
        let place = Place::Apply(procedure.code.clone(), Step::Start);
        Some(view! { <Meanwhile place/> })
    }
}

/// Leads to the forms that can be filled in: a slip tells nothing of what it was taken for.
#[component]
pub fn FileAnyMeanwhile() -> impl IntoView {
    view! { <Meanwhile place=Place::Find(Errand::Application)/> }
}

#[component]
fn Meanwhile(place: Place) -> impl IntoView {
    let visit = Visit::of_page();
    view! {
        <Button
            kind=ButtonKind::Second
            width=ButtonWidth::Full
            on_press=move |()| visit.go(place.clone())
            attr:data-testid="file-meanwhile"
        >
            {say(words::FILE_MEANWHILE)}
        </Button>
    }
}
