//! The touchscreen in the hall: an invitation, then one person's visit, then nothing of it.

pub mod attract;
pub mod foot;
pub mod guard;
pub mod home;
pub mod screen;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::text::citizen::days;
use shared::time::wall_clock;

use self::attract::Attract;
use crate::device::Device;
use crate::mode::Mode;
use crate::mount::begin_anew_soon;
use crate::page::PageDoors;
use crate::page::door::{Coming, Door};
use crate::page::posted::Posted;
use crate::session::{Presence, Session};
use crate::ui::{Clock, TopBand, always, say_words};
use crate::{live, ticks};

const CLOCK_EVERY: Duration = Duration::from_secs(5);
const CATALOGUE_EVERY: Duration = Duration::from_secs(300);

/// Invites, and hands the screen to whoever touches it.
#[component]
pub fn Kiosk(
    /// To one person's visit.
    visit: &'static Door<()>,
) -> impl IntoView {
    Mode::provide();
    let session = Session::provide();
    if let Some(device) = use_context::<Device>() {
        Effect::new(move || session.set_idle(device.idle()));
    }
    let posted = Posted::provide();
    let live = live::follow();
    let presence = session.presence();
    let is_away = Memo::new(move |_| presence.get() == Presence::Away);
    // Between two people the catalogue may have changed.
    ticks::repeat(CATALOGUE_EVERY, move || {
        if is_away.get_untracked() {
            posted.refresh();
        }
    });
    let is_ready = fetch_the_rest(visit.fetch);
    move || {
        session.person().track();
        if is_away.get() || !is_ready.get() {
            view! { <Attract live/> }.into_any()
        } else {
            visit.enter(())
        }
    }
}

/// Fetches what a visit needs while nobody waits for it; tells when a visit can begin.
fn fetch_the_rest(fetch_visit: fn() -> Coming<()>) -> RwSignal<bool> {
    let doors = PageDoors::of_page();
    let is_ready = RwSignal::new(false);
    spawn_local(async move {
        match fetch_visit().await {
            Ok(()) => is_ready.set(true),
            Err(_) => begin_anew_soon(),
        }
        doors.fetch_all().await;
    });
    is_ready
}

/// The band over every page.
#[component]
fn Band() -> impl IntoView {
    let posted = Posted::of_page();
    let now = ticks::now(CLOCK_EVERY);
    let wall = Memo::new(move |_| {
        let wall = wall_clock(now.get());
        (days::time(wall.time()), wall.date())
    });
    let over = say_words(move || posted.superior());
    let day = say_words(move || days::day(wall.get().1));
    view! {
        <TopBand
            unit=say_words(move || posted.unit_name())
            over=always(over)
        >
            <Clock
                time=Signal::derive(move || wall.get().0)
                date=always(day)
            />
        </TopBand>
    }
}
