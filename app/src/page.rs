//! The citizen's pages, the same on the kiosk and on the phone: they show a [`Visit`] with the
//! building blocks, inside the frame that the surface gives.

pub mod apply;
pub mod dialogue;
pub mod facts;
pub mod feedback;
pub mod find;
pub mod follow_up;
pub mod frame;
pub mod posted;
pub mod procedure;
pub mod submission;
pub mod take_ticket;
pub mod ticket;
pub mod visit;

use leptos::prelude::*;

use self::visit::Visit;
use crate::journey::place::Place;

/// Shows the page of the place the person is at; the first page is the surface's own.
#[component]
pub fn PageInView(#[prop(into)] home: ViewFn) -> impl IntoView {
    let visit = Visit::of_page();
    move || {
        let page = match visit.place() {
            Place::Home => home.run(),
            Place::Find(errand) => view! { <find::FindPage errand/> }.into_any(),
            Place::Procedure(code) => view! { <procedure::ProcedurePage code/> }.into_any(),
            Place::TakeTicket(code, step) => {
                view! { <take_ticket::TakeTicketPage code step/> }.into_any()
            }
            Place::Ticket(id) => view! { <ticket::TicketPage id/> }.into_any(),
            Place::Apply(code, step) => view! { <apply::ApplyPage code step/> }.into_any(),
            Place::Submission(id) => view! { <submission::SubmissionPage id/> }.into_any(),
            Place::FollowUp(code) => view! { <follow_up::FollowUpPage code/> }.into_any(),
            Place::Feedback => view! { <feedback::FeedbackPage/> }.into_any(),
        };
        frame::arrive();
        page
    }
}
