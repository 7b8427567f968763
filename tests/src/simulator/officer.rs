//! The officers: each calls, serves and ends, as the script of the visitor at hand goes.

use std::sync::Arc;

use chrono::TimeDelta;
use shared::hall::{ActDone, CounterSignIn, PasswordChoice, Verb};
use shared::ids::{CounterId, SeriesCode};
use shared::ticket::{Ending, Ticket, Transfer};

use super::Day;
use super::script::{Then, Turn};
use crate::counter::act;
use crate::hall::TestHall;
use crate::office::PASSWORD;
use crate::visitor::Visitor;

/// How long an officer with nobody to serve waits before pressing again.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(3);
/// Between two calls of the same number.
const CALL_AGAIN: TimeDelta = TimeDelta::seconds(60);

/// An officer at a counter.
pub(super) struct Officer {
    pub(super) counter: CounterId,
    pub(super) series: Vec<SeriesCode>,
    visitor: Visitor,
}

/// Seats an officer at each counter that is posted.
pub(super) async fn sit_down(hall: &TestHall, counters: u16) -> Vec<Officer> {
    let mut officers = Vec::new();
    for posted in hall.catalogue().unit.counters.iter().take(usize::from(counters)) {
        officers.push(Officer::sit_down(hall, posted.number, posted.series.clone()).await);
    }
    officers
}

impl Officer {
    async fn sit_down(hall: &TestHall, counter: CounterId, series: Vec<SeriesCode>) -> Self {
        let (name, visitor) = (format!("quay.{counter}"), hall.new_visitor());
        let token = hall.set_up_link(&name).await;
        let choice = PasswordChoice { token, password: PASSWORD.to_owned() };
        let chosen = visitor.post("/api/passwords", &choice).await;
        assert!(chosen.is_success(), "{}", chosen.text());
        let password = PASSWORD.to_owned();
        let seat = CounterSignIn { name, password, counter, series: series.clone() };
        let signed_in = visitor.post("/api/sessions", &seat).await;
        assert!(signed_in.is_success(), "{}", signed_in.text());
        Self { counter, series, visitor }
    }

    pub(super) fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Works until the last visitor has gone home.
    pub(super) async fn work(&self, day: &Arc<Day>) {
        while !day.is_over() {
            match self.press(&Verb::Next).await.ticket {
                Some(ticket) => self.attend(day, ticket).await,
                None => self.rest(day).await,
            }
        }
    }

    /// Waits until somebody waits in a field of this counter.
    async fn rest(&self, day: &Day) {
        let bells = self.series.iter().filter_map(|series| day.fields.get(series));
        let mut bells: Vec<_> = bells.map(|bell| Box::pin(bell.notified())).collect();
        let any = std::future::poll_fn(|context| {
            let is_rung = bells.iter_mut().any(|bell| bell.as_mut().poll(context).is_ready());
            if is_rung { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        });
        tokio::select! {
            () = any => {}
            () = day.clock.wait(LOOK_AGAIN) => {}
        }
    }

    async fn attend(&self, day: &Arc<Day>, ticket: Ticket) {
        let id = ticket.id;
        let person = day.people.get(&id).expect("only those who came are called");
        let (turn, is_more) = person.script.next().expect("nobody is called in vain");
        match turn {
            Turn::Absent { turns_up_after } => {
                self.miss(day).await;
                if let Some(after) = turns_up_after {
                    self.later(day, after, Verb::Return { ticket: id }, ticket.series());
                }
            }
            Turn::Present { recalls, walks, serving, then } => {
                for _ in 0..recalls {
                    day.clock.wait(CALL_AGAIN).await;
                    self.press(&Verb::Recall).await;
                }
                day.clock.wait(walks).await;
                self.press(&Verb::Serve).await;
                day.clock.wait(serving).await;
                self.go_on(day, &ticket, then).await;
            }
        }
        if !is_more {
            day.has_gone();
        }
    }

    async fn go_on(&self, day: &Arc<Day>, ticket: &Ticket, then: Then) {
        let id = ticket.id;
        match then {
            Then::Ends(ending) => self.close(ending).await,
            Then::GoesOn { procedure, serving } => {
                self.press(&Verb::GoOn { procedure }).await;
                day.clock.wait(serving).await;
                self.close(Ending::Served).await;
            }
            Then::IsHeld { minutes, back_after } => {
                self.press(&Verb::Hold { minutes }).await;
                match back_after {
                    Some(after) => {
                        self.later(day, after, Verb::Resume { ticket: id }, ticket.series());
                    }
                    None => {
                        // It goes back by itself at the next write after its time.
                        let over = TimeDelta::minutes(i64::from(minutes) + 1);
                        self.ring_later(day, over, ticket.series());
                    }
                }
            }
            Then::IsTransferred(transfer) => {
                let series = match &transfer {
                    Transfer::Series { series, .. } => series.clone(),
                    Transfer::Counter { .. } => ticket.series().clone(),
                };
                self.press(&Verb::Transfer { transfer }).await;
                day.ring(&series);
            }
            Then::ComesAgain { after } => {
                self.close(Ending::Served).await;
                self.later(day, after, Verb::Again { ticket: id }, ticket.series());
            }
        }
    }

    async fn miss(&self, day: &Day) {
        for _ in 0..2 {
            day.clock.wait(CALL_AGAIN).await;
            self.press(&Verb::Recall).await;
        }
        day.clock.wait(CALL_AGAIN).await;
        self.close(Ending::NoShow).await;
    }

    async fn close(&self, ending: Ending) {
        self.press(&Verb::Close { ending }).await;
    }

    /// Presses a verb about somebody elsewhere, while the work goes on.
    fn later(&self, day: &Arc<Day>, after: TimeDelta, verb: Verb, series: &SeriesCode) {
        let (day, series) = (Arc::clone(day), series.clone());
        let desk = self.visitor.companion();
        tokio::spawn(async move {
            day.clock.wait(after).await;
            press(&desk, &verb).await;
            day.ring(&series);
        });
    }

    fn ring_later(&self, day: &Arc<Day>, after: TimeDelta, series: &SeriesCode) {
        let (day, series) = (Arc::clone(day), series.clone());
        tokio::spawn(async move {
            day.clock.wait(after).await;
            day.ring(&series);
        });
    }

    async fn press(&self, verb: &Verb) -> ActDone {
        press(&self.visitor, verb).await
    }
}

async fn press(desk: &Visitor, verb: &Verb) -> ActDone {
    let done = desk.put(&format!("/api/counter/acts/{}", act()), verb).await;
    assert!(done.is_success(), "{verb:?}: {}", done.text());
    done.json()
}
