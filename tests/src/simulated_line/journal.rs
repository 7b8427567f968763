//! The journal's lane of a simulated hall: the product's decisions, on simulated time.

use std::sync::Arc;
use std::time::Duration;

use kiosk::centre_client::Reply;
use kiosk::journal_sender::{self, Due, Turn};
use rand::RngExt as _;
use shared::delivery::Heard;
use shared::journal::Position;

use super::asking::{Asking, Context, Departing, Died};
use super::hall::Hall;
use super::request::Request;

impl Hall {
    /// One turn of the lane.
    pub fn send_journal(&mut self, context: &mut Context<'_>) -> Result<Vec<Departing>, Died> {
        let Some(store) = self.store.clone() else { return Ok(Vec::new()) };
        if self.journal_is_out {
            return Ok(Vec::new());
        }
        if !self.line.is_worth_asking() {
            self.pause_journal(Turn::Done, context);
            return Ok(Vec::new());
        }
        let (first, links) = match journal_sender::next_run(&store).map_err(|_| Died)? {
            Due::Links(first, links) => (first, links),
            Due::Nothing => {
                self.pause_journal(Turn::Done, context);
                return Ok(Vec::new());
            }
            Due::EpochEnds(end, next) => {
                let ended = self.write(store.end_epoch(end, next))?;
                self.pause_journal(ended.map_or(Turn::Again, |()| Turn::More), context);
                return Ok(Vec::new());
            }
        };
        let run = journal_sender::run(first, links, store.hall_signer());
        let run = run.expect("the journal on the disk holds");
        self.journal_is_out = true;
        let asking = Asking::Journal(run.first, run.last);
        let request = Request::Journal(run.first, Arc::new(run.batch));
        Ok(vec![self.ask(asking, request, context)])
    }

    /// The answer to a run, or silence.
    pub(super) fn hear_of_journal(
        &mut self,
        first: Position,
        last: Position,
        reply: Option<&Reply>,
        context: &mut Context<'_>,
    ) -> Result<Vec<Departing>, Died> {
        self.journal_is_out = false;
        let answered = reply.map_or(Err(Heard::Silence), Reply::read);
        let follow = journal_sender::follow(first, last, answered);
        self.overhear(follow.heard, context);
        let mut turn = follow.turn;
        if let (Some(up_to), Some(store)) = (follow.sent_up_to, self.store.clone())
            && self.write(store.set_journal_sent(up_to))?.is_err()
        {
            turn = Turn::Again;
        }
        self.pause_journal(turn, context);
        self.wake(context)
    }

    fn pause_journal(&mut self, turn: Turn, context: &mut Context<'_>) {
        let every = Duration::from_millis(self.journal_every);
        let random = context.random.random();
        let next = turn.pause(self.journal_attempts, every, self.backoff, random);
        let pause = next.map_or(0, |(pause, attempts)| {
            self.journal_attempts = attempts;
            u64::try_from(pause.as_millis()).expect("a pause is short")
        });
        self.journal_at = Some(context.now + pause.max(1));
    }
}
