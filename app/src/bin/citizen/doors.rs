//! The doors of the citizen bundle: what stands behind one travels in files of its own, so that a
//! phone shows its first page before the rest of the house has arrived.
//!
//! They belong to the bundle and not to the library, because the linker keeps every door it sees.

#![allow(unsafe_code, reason = "to the linker a door is a foreign function")]

use app::device::gate::DeviceGate;
use app::page::PageDoors;
use app::page::apply::ApplyPage;
use app::page::door::{Door, NotHere};
use app::page::feedback::FeedbackPage;
use app::page::follow_up::FollowUpPage;
use app::page::live::LivePage;
use app::page::procedure::ProcedurePage;
use app::page::submission::SubmissionPage;
use app::page::take_ticket::TakeTicketPage;
use app::page::ticket::TicketPage;
use app::page::wing::{ApplicationWing, HallWing};
use app::surface::kiosk::Kiosk;
use app::surface::kiosk::screen::AtTheScreen;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// The doors to the pages that the kiosk and the portal share.
pub(crate) const PAGES: PageDoors = PageDoors { hall: &HALL, application: &APPLICATION };

/// The door to the touchscreen, which a phone never opens.
pub(crate) static KIOSK: Door<()> =
    Door { fetch: || Box::pin(fetch_kiosk()), open: |()| Box::pin(kiosk()) };

static HALL: Door<HallWing> =
    Door { fetch: || Box::pin(fetch_hall()), open: |wing| Box::pin(hall(wing)) };

static APPLICATION: Door<ApplicationWing> =
    Door { fetch: || Box::pin(fetch_application()), open: |wing| Box::pin(application(wing)) };

/// The door to one person's visit at the touchscreen.
static VISIT: Door<()> = Door { fetch: || Box::pin(fetch_visit()), open: |()| Box::pin(visit()) };

#[wasm_split(kiosk, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_kiosk))]
fn kiosk() -> Result<AnyView, NotHere> {
    Ok(view! { <DeviceGate><Kiosk visit=&VISIT/></DeviceGate> }.into_any())
}

#[wasm_split(visit, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_visit))]
fn visit() -> Result<AnyView, NotHere> {
    Ok(view! { <AtTheScreen/> }.into_any())
}

#[wasm_split(hall, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_hall))]
fn hall(wing: HallWing) -> Result<AnyView, NotHere> {
    Ok(match wing {
        HallWing::Procedure(code) => view! { <ProcedurePage code/> }.into_any(),
        HallWing::TakeTicket(code, step) => view! { <TakeTicketPage code step/> }.into_any(),
        HallWing::Ticket(id) => view! { <TicketPage id/> }.into_any(),
        HallWing::Live(token) => view! { <LivePage token/> }.into_any(),
        HallWing::Submission(id) => view! { <SubmissionPage id/> }.into_any(),
        HallWing::FollowUp(code) => view! { <FollowUpPage code/> }.into_any(),
        HallWing::Feedback => view! { <FeedbackPage/> }.into_any(),
    })
}

#[wasm_split(
    application,
    wasm_split_path = leptos::wasm_split,
    fallible,
    preload(fetch_application)
)]
fn application(wing: ApplicationWing) -> Result<AnyView, NotHere> {
    let ApplicationWing { code, step } = wing;
    Ok(view! { <ApplyPage code step/> }.into_any())
}
