//! The newest incidents over the list, until somebody has looked at them.

use leptos::prelude::*;
use shared::office::IncidentView;
use shared::text::office::{clock as clock_words, incident as words};
use shared::time::{Timestamp, wall_clock};

use super::Incidents;
use crate::surface::office::way::{Place, Way};
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, always, say, say_words};

/// More would push the list out of view.
const IN_VIEW_MAX: usize = 2;

/// The newest incidents, each with its time and its hall, and the way to all of them.
#[component]
pub fn IncidentNotice(incidents: Incidents, way: Way, now: Signal<Timestamp>) -> impl IntoView {
    let unseen = Memo::new(move |_| incidents.unseen());
    let count = Memo::new(move |_| unseen.with(Vec::len));
    let title = say_words(move || words::count(count.get()));
    move || {
        (count.get() > 0).then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title=always(title)>
                    {move || {
                        let newest = unseen.get().into_iter().take(IN_VIEW_MAX);
                        newest.map(|one| line(one, now)).collect_view()
                    }}
                    {move || {
                        let rest = count.get().saturating_sub(IN_VIEW_MAX);
                        (rest > 0).then(|| view! { <p>{say_words(move || words::more(rest))}</p> })
                    }}
                    <Button
                        kind=ButtonKind::Second
                        on_press=move |()| way.go(Place::Incidents)
                        attr:data-testid="incidents"
                    >
                        {say(words::SHOW_ALL)}
                    </Button>
                </Notice>
            }
        })
    }
}

fn line(one: IncidentView, now: Signal<Timestamp>) -> impl IntoView + use<> {
    let IncidentView { at, hall_name, incident, .. } = one;
    let place = say_words(move || {
        let moment = clock_words::moment(wall_clock(at), wall_clock(now.get()));
        words::place(&moment, &hall_name)
    });
    let what = say_words(move || words::incident(&incident));
    view! { <p>{place} " · " {what}</p> }
}
