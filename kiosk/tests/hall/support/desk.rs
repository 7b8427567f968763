//! Officers at desks of the store, without passwords.

use kiosk::store::{Session, StoreError};
use shared::credential::Token;
use shared::hall::{ActDone, CounterView, Verb};
use shared::ids::{ActId, CounterId, OfficerId, SeriesCode, TicketId};
use shared::refusal::Refusal;
use shared::ticket::{Desk, Ending, Ticket, TicketState};
use uuid::Uuid;

use super::Hall;

/// A desk whose officer has the number of the counter.
pub(crate) fn desk(counter: u16) -> Desk {
    let officer = OfficerId(Uuid::from_u128(u128::from(counter)));
    Desk { counter: CounterId(counter), officer }
}

fn token(counter: u16) -> Token {
    Token::from_random(&[u8::try_from(counter).expect("few counters"); 32])
}

impl Hall {
    /// A hall whose counters 1 to `counters` serve series A.
    pub(crate) async fn with_counters(counters: u16) -> Self {
        let hall = Self::open().await;
        for counter in 1..=counters {
            hall.sit(counter, &["A"]).await;
        }
        hall
    }

    /// Seats an officer.
    pub(crate) async fn sit(&self, counter: u16, series: &[&str]) {
        let session = Session {
            officer: desk(counter).officer,
            name: format!("Reception {counter}"),
            counter: CounterId(counter),
            series: series.iter().map(|code| SeriesCode::from(*code)).collect(),
        };
        self.store().begin_session(session, &token(counter)).await.expect("the counter is free");
    }

    /// Reads as the officer of a counter.
    pub(crate) async fn get_as(&self, counter: u16, path: &str) -> super::Answer {
        let cookie = format!("mot-cua={}", token(counter).reveal());
        super::sent(self.request(reqwest::Method::GET, path).header("Cookie", cookie)).await
    }

    pub(crate) async fn press(&self, counter: u16, verb: Verb) -> Result<ActDone, StoreError> {
        self.act_as(counter, ActId(Uuid::now_v7()), verb).await
    }

    pub(crate) async fn act_as(
        &self,
        counter: u16,
        act: ActId,
        verb: Verb,
    ) -> Result<ActDone, StoreError> {
        self.store().act(desk(counter), self.series(counter), act, verb).await
    }

    /// Presses a verb that is lawful, and returns the ticket it moved.
    pub(crate) async fn does(&self, counter: u16, verb: Verb) -> Ticket {
        let done = self.press(counter, verb).await.expect("the verb is lawful");
        done.ticket.expect("it moves a ticket")
    }

    pub(crate) async fn refuses(&self, counter: u16, verb: Verb) -> Refusal {
        match self.press(counter, verb).await {
            Err(StoreError::Refused(refusal)) => refusal,
            other => panic!("{other:?} should be refused"),
        }
    }

    pub(crate) async fn next(&self, counter: u16) -> Ticket {
        self.does(counter, Verb::Next).await
    }

    /// Calls the next ticket, serves and closes it.
    pub(crate) async fn serve_next(&self, counter: u16) -> Ticket {
        self.next(counter).await;
        self.does(counter, Verb::Serve).await;
        self.does(counter, Verb::Close { ending: Ending::Served }).await
    }

    /// Calls the next ticket, whose citizen does not come.
    pub(crate) async fn miss_next(&self, counter: u16) -> Ticket {
        self.next(counter).await;
        self.does(counter, Verb::Close { ending: Ending::NoShow }).await
    }

    pub(crate) fn view(&self, counter: u16) -> CounterView {
        let series = self.series(counter);
        self.store().counter_view(desk(counter), &series).expect("the store is open")
    }

    pub(crate) fn state(&self, id: TicketId) -> TicketState {
        self.store().ticket(id).expect("the ticket is known").ticket.state
    }

    /// Takes so many ordinary numbers of series A.
    pub(crate) async fn take_tickets(&self, count: usize) -> Vec<TicketId> {
        let mut taken = Vec::with_capacity(count);
        for _ in 0..count {
            taken.push(self.take_ticket(super::ticket_id()).await.ticket.id);
        }
        taken
    }

    fn series(&self, counter: u16) -> Vec<SeriesCode> {
        // Counter 4 is that of another field.
        vec![if counter == 4 { "C".into() } else { "A".into() }]
    }
}
