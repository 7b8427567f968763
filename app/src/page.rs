//! The citizen's pages, the same on the kiosk and on the phone: they show a [`Visit`] with the
//! building blocks, inside the frame that the surface gives.

pub mod apply;
pub mod dialogue;
pub mod door;
pub mod facts;
pub mod feedback;
pub mod find;
pub mod follow_up;
pub mod frame;
pub mod live;
pub mod meanwhile;
pub mod posted;
pub mod procedure;
pub mod submission;
pub mod take_ticket;
pub mod ticket;
pub mod visit;
pub mod wing;

use leptos::prelude::*;

use self::door::behind;
use self::visit::Visit;
use self::wing::{ApplicationWing, HallWing};
use crate::journey::place::Place;

pub use self::wing::PageDoors;

/// Shows the page of the place the person is at; the first page is the surface's own.
#[component]
pub fn PageInView(#[prop(into)] home: ViewFn) -> impl IntoView {
    let visit = Visit::of_page();
    let doors = PageDoors::of_page();
    move || {
        let page = match visit.place() {
            Place::Home => home.run(),
            Place::Find(errand) => view! { <find::FindPage errand/> }.into_any(),
            Place::Procedure(code) => behind(doors.hall, HallWing::Procedure(code)),
            Place::TakeTicket(code, step) => behind(doors.hall, HallWing::TakeTicket(code, step)),
            Place::Ticket(id) => behind(doors.hall, HallWing::Ticket(id)),
            Place::Live(token) => behind(doors.hall, HallWing::Live(token)),
            Place::Apply(code, step) => behind(doors.application, ApplicationWing { code, step }),
            Place::Submission(id) => behind(doors.hall, HallWing::Submission(id)),
            Place::FollowUp(code) => behind(doors.hall, HallWing::FollowUp(code)),
            Place::Feedback => behind(doors.hall, HallWing::Feedback),
        };
        frame::arrive();
        page
    }
}
