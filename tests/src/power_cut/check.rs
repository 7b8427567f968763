//! A hall came back after a cut: is every promise kept, and does it go on?

use rand::RngExt as _;
use rand::rngs::StdRng;
use rand::seq::IteratorRandom as _;
use shared::ids::{SubmissionId, TicketId};
use shared::journal::read_chain;
use shared::submission::SubmissionKept;

use super::breach::{Breach, BreachKind};
use super::compare::compare;
use super::plan;
use super::premises::{BEGINNING, Opened, Premises};
use super::record::Record;
use super::request::{Answer, Line, Request};

use BreachKind::{Altered, Doubled, Lost, Stuck};

/// Requests that are asked again after each cut.
const ASKED_AGAIN: usize = 2;
/// How often another application is handed in after a cut; sealing one takes longer than the rest.
const SUBMITS: f64 = 0.25;

/// Checks a hall that was cut when `promised` chapters were promised and one more was under way.
pub fn check(
    hall: &Opened,
    record: &Record,
    promised: usize,
    premises: &Premises,
    random: &mut StdRng,
) -> Result<Newcomer, Breach> {
    let reached = reached(hall, record, promised)?;
    let ledger = &record.chapters[reached].ledger;
    let under_way = record.chapters.get(promised + 1).map_or(&[][..], |next| &next.requests);
    for (request, first) in under_way {
        if reached == promised {
            let answer = ask(hall, request, premises)?;
            is_same(&anywhere(answer), &anywhere(first.clone()))?;
        } else if request.is_for_ever() {
            is_same(&ask(hall, request, premises)?, first)?;
        }
    }
    for (request, first) in promised_before(record, reached, random) {
        is_same(&ask(hall, request, premises)?, first)?;
    }
    let more = if reached == promised { under_way } else { &[] };
    let newcomer =
        newcomer(hall, |line| ledger.issued(line) + of_line(more, line), premises, random)?;
    if random.random_bool(0.25) {
        let links = hall.store.journal_after(BEGINNING, usize::MAX).map_err(Stuck.because())?;
        read_chain(&links).map_err(Altered.because())?;
    }
    Ok(newcomer)
}

/// Checks a hall that had come back, accepted a newcomer, and was cut while it answered the next
/// one, or after that.
pub fn check_again(
    hall: &Opened,
    record: &Record,
    promised: usize,
    newcomer: &Newcomer,
    next: &(Request, Option<Answer>),
    premises: &Premises,
) -> Result<(), Breach> {
    let ledger = &record.chapters[promised].ledger;
    for (id, kept) in &ledger.submissions {
        let envelope = hall.store.envelope(*id).map_err(Lost.because())?;
        Altered.unless(*envelope == *kept.envelope, || format!("the envelope of {id}"))?;
    }
    for (id, given) in &ledger.tickets {
        let found = hall.store.ticket(*id).map_err(Lost.because())?.ticket;
        Altered.unless(found.number == given.ticket.number, || format!("{found:?}"))?;
    }
    hall.store.ticket(newcomer.id).map_err(Lost.because())?;
    is_same(&ask(hall, &newcomer.request(), premises)?, &newcomer.answer)?;
    let next = ask(hall, &next.0, premises).and_then(|answer| match &next.1 {
        Some(first) => is_same(&answer, first).map(|()| answer),
        None => Ok(answer),
    })?;
    let (number, before) = (number(&next), number(&newcomer.answer));
    Altered.unless(number == before + 1, || format!("number {number} after {before}"))?;
    let links = hall.store.journal_after(BEGINNING, usize::MAX).map_err(Stuck.because())?;
    read_chain(&links).map(drop).map_err(Altered.because())
}

/// Which chapter the hall has reached: what was promised, or that and what was under way.
fn reached(hall: &Opened, record: &Record, promised: usize) -> Result<usize, Breach> {
    let at = |chapter: usize, absent: &[&Request]| {
        let ledger = record.chapters[chapter].ledger.clone().reopened();
        compare(&hall.store, &ledger, &record.links, absent)
    };
    let under_way = record.chapters.get(promised + 1);
    let absent: Vec<&Request> =
        under_way.into_iter().flat_map(|chapter| &chapter.requests).map(|(one, _)| one).collect();
    match at(promised, &absent) {
        Ok(()) => Ok(promised),
        Err(breach) if under_way.is_none() => Err(breach),
        Err(breach) => at(promised + 1, &[]).map(|()| promised + 1).map_err(|_| breach),
    }
}

/// Somebody who took a ticket after a cut.
pub struct Newcomer {
    id: TicketId,
    line: Line,
    answer: Answer,
}

impl Newcomer {
    /// What was asked for.
    pub fn request(&self) -> Request {
        Request::Ticket(self.id, self.line)
    }

    /// Somebody who comes next for the same.
    pub fn next(&self, random: &mut StdRng) -> Request {
        Request::Ticket(TicketId(plan::id(random)), self.line)
    }
}

/// A few of the requests that were answered before.
fn promised_before<'a>(
    record: &'a Record,
    reached: usize,
    random: &mut StdRng,
) -> Vec<&'a (Request, Answer)> {
    let requests = record.chapters[..=reached].iter().flat_map(|chapter| &chapter.requests);
    let for_ever = requests.filter(|(request, _)| request.is_for_ever());
    for_ever.sample(random, ASKED_AGAIN)
}

/// The next number is the next one, and another application is kept.
fn newcomer(
    hall: &Opened,
    issued: impl Fn(Line) -> usize,
    premises: &Premises,
    random: &mut StdRng,
) -> Result<Newcomer, Breach> {
    let line = if random.random_bool(0.5) { Line::Reception } else { Line::Business };
    let id = TicketId(plan::id(random));
    let given = ask(hall, &Request::Ticket(id, line), premises)?;
    let (number, next) = (number(&given), issued(line) + 1);
    let kind = if number < next { Doubled } else { Lost };
    kind.unless(number == next, || format!("number {number} after {}", next - 1))?;
    let is_enrolled = hall.store.enrolment().map_err(Stuck.because())?.is_some();
    if is_enrolled && random.random_bool(SUBMITS) {
        let id = SubmissionId(plan::id(random));
        ask(hall, &Request::Submit(id, random.random_range(0..premises.forms.len())), premises)?;
    }
    Ok(Newcomer { id, line, answer: given })
}

fn number(answer: &Answer) -> usize {
    match answer {
        Answer::Given(view) => view.ticket.number.sequence as usize,
        Answer::Kept(_) | Answer::Done(_) | Answer::Noted => 0,
    }
}

fn of_line(requests: &[(Request, Answer)], line: Line) -> usize {
    let is_of = |request: &Request| matches!(request, Request::Ticket(_, of) if *of == line);
    requests.iter().filter(|(request, _)| is_of(request)).count()
}

fn ask(hall: &Opened, request: &Request, premises: &Premises) -> Result<Answer, Breach> {
    let answer = hall.answer(request.ask(&hall.store, premises));
    answer.map_err(|error| Stuck.found(format!("{request:?}: {error}")))
}

fn is_same(answer: &Answer, first: &Answer) -> Result<(), Breach> {
    Altered.unless(answer == first, || format!("{answer:?} instead of {first:?}"))
}

/// An answer without its place in the journal, where other entries may have come first.
fn anywhere(answer: Answer) -> Answer {
    match answer {
        Answer::Kept(kept) => Answer::Kept(SubmissionKept { position: BEGINNING, ..kept }),
        Answer::Given(_) | Answer::Done(_) | Answer::Noted => answer,
    }
}
