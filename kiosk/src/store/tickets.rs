//! Tickets: a place in a series, given out once for each id.

use serde::{Deserialize, Serialize};
use shared::allowance::WaiverGround;
use shared::catalogue::{Catalogue, Field, Procedure};
use shared::hall::{Change, Offer, PrintState, TicketView};
use shared::ids::{PrintJobId, PrinterName, SeriesCode, TicketId};
use shared::journal::HallEvent;
use shared::national_id::NationalId;
use shared::queue::Estimate;
use shared::refusal::Refusal;
use shared::reserve::Asked;
use shared::slip::{Slip, TicketSlip};
use shared::ticket::{Desk, Ticket, TicketClass, TicketNumber, TicketRequest, TicketState};
use shared::time::{ServiceDay, Timestamp};

use super::error::{StoreError, StoreFault};
use super::persons::Person;
use super::queues::{Move, Spot};
use super::rooms::{Room, Rows as _};
use super::work::Work;
use super::{Secrets, SlipTo, Store, keys, live, offers, prints};

/// A ticket as it is stored, with what its first answer said.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct TicketRow {
    pub(super) ticket: Ticket,
    people_before: u32,
    estimate: Estimate,
    /// What the first answer said of the slip.
    slip: PrintState,
}

/// Who asks for a ticket.
#[derive(Debug, Clone)]
pub enum AskedBy {
    /// A citizen, with the number of the card that was scanned.
    Citizen {
        /// The number; none where nobody scanned a card.
        card: Option<NationalId>,
    },
    /// An officer for the person at the desk, beyond the allowance.
    Officer {
        /// The desk.
        desk: Desk,
        /// Why.
        ground: WaiverGround,
    },
}

impl Store {
    /// Gives out the next number, on the paper of a hall with one printer or for a phone.
    pub async fn issue_ticket(
        &self,
        id: TicketId,
        request: TicketRequest,
        on_paper: bool,
    ) -> Result<TicketView, StoreError> {
        let to = if on_paper { SlipTo::Printer(PrinterName::usual()) } else { SlipTo::Phone };
        self.issue_ticket_to(id, request, to, AskedBy::Citizen { card: None }).await
    }

    /// Gives out the next number. The same id again gets the same answer and takes no number.
    pub async fn issue_ticket_to(
        &self,
        id: TicketId,
        request: TicketRequest,
        to: SlipTo,
        asked_by: AskedBy,
    ) -> Result<TicketView, StoreError> {
        if !self.shared.ledger.admits(Asked::Ticket) && !self.is_ticket(id)? {
            return Err(Refusal::DiskFull.into());
        }
        self.write(move |work| issue(work, id, request, to, asked_by)).await
    }

    fn is_ticket(&self, id: TicketId) -> Result<bool, StoreError> {
        self.read(|rows| Ok(rows.has(Room::Tickets, &ticket_key(id))?))
    }

    /// Looks at a ticket.
    pub fn ticket(&self, id: TicketId) -> Result<TicketView, StoreError> {
        let (row, slip) = self.read(|rows| {
            let row: Option<TicketRow> = rows.row(Room::Tickets, &ticket_key(id))?;
            let row = row.ok_or(Refusal::NotFound)?;
            Ok((row, prints::state(rows, PrintJobId(id.0))?))
        })?;
        let rules = &self.shared.rules;
        let queues = self.shared.queues();
        let ticket = row.ticket;
        let people_before = match &ticket.state {
            TicketState::Waiting { place } => queues.people_before(&ticket, place, &rules.queue),
            TicketState::Called { .. }
            | TicketState::Serving { .. }
            | TicketState::Held { .. }
            | TicketState::Closed { .. } => 0,
        };
        let series = ticket.series();
        let minutes = matter_minutes(&rules.catalogue, series);
        let estimate = queues.estimate(series, people_before, minutes);
        let follow = self.secrets().follow_token(ticket.id);
        Ok(TicketView { ticket, people_before, estimate, slip, follow })
    }
}

/// Stores what became of a ticket.
pub(super) fn put(
    work: &mut Work<'_>,
    mut row: TicketRow,
    ticket: Ticket,
) -> Result<Ticket, StoreFault> {
    row.ticket = ticket;
    work.put(Room::Tickets, &ticket_key(row.ticket.id), &row)?;
    work.apply(Move::Ticket(Spot::of(&row.ticket)));
    Ok(row.ticket)
}

pub(super) fn ticket_key(id: TicketId) -> [u8; 16] {
    *id.0.as_bytes()
}

fn issue(
    work: &mut Work<'_>,
    id: TicketId,
    request: TicketRequest,
    to: SlipTo,
    asked_by: AskedBy,
) -> Result<TicketView, StoreError> {
    if let Some(row) = work.row::<TicketRow>(Room::Tickets, &ticket_key(id))? {
        return first_answer(work.secrets, row, &request);
    }
    let now = work.sure_now()?;
    let catalogue = std::sync::Arc::clone(&work.catalogue);
    let procedure = offers::receivable(&catalogue, &request.procedure, now)?;
    let day = work.queues().day;
    if !is_of_day(request.class, day) {
        return Err(Refusal::AppointmentOtherDay.into());
    }
    if let Some(unknown) = request.papers.iter().find(|code| procedure.component(code).is_none()) {
        return Err(Refusal::PaperRefused { component: unknown.clone() }.into());
    }
    let series = &procedure.series;
    let field = catalogue.field(series).ok_or(NO_FIELD)?;
    let person = admit(work, field, &asked_by, now)?;
    let number =
        TicketNumber { series: series.clone(), sequence: work.queues().next_sequence(series) };
    let ticket = Ticket { service_day: day, ..Ticket::issue(id, number, request, now) };
    let class = ticket.request.class;
    let people_before = work.queues().people_before_new(series, class, &work.rules.queue);
    let estimate = work.queues().estimate(series, people_before, field.matter_minutes);
    let row = TicketRow { ticket, people_before, estimate, slip: to.first_state() };
    if to != SlipTo::Phone {
        let slip = slip(work, procedure, field, &row);
        prints::keep(work, PrintJobId(id.0), Slip::Ticket(slip), to)?;
    }
    keep(work, &row)?;
    match (asked_by, person) {
        (AskedBy::Officer { desk, ground }, _) => {
            let number = row.ticket.number.clone();
            work.journal(HallEvent::AllowanceWaived { ticket: id, number, desk, ground })?;
        }
        (AskedBy::Citizen { .. }, Some(person)) => person.took(work, id)?,
        (AskedBy::Citizen { .. }, None) => {}
    }
    Ok(view(work.secrets, row))
}

/// No counter serves a field that is not posted.
const NO_FIELD: Refusal = Refusal::NotOffered { offer: Offer::Closed(None) };

/// Lets in whoever may take a ticket of the field; a scanned card comes back to be counted.
fn admit(
    work: &Work<'_>,
    field: &Field,
    asked_by: &AskedBy,
    now: Timestamp,
) -> Result<Option<Person>, StoreError> {
    let offer = offers::of_field(work.rules, field, work.queues(), now);
    let card = match asked_by {
        AskedBy::Officer { .. } if offer.yields_to_an_officer() => return Ok(None),
        AskedBy::Citizen { card } if offer == Offer::Open => card,
        AskedBy::Officer { .. } | AskedBy::Citizen { .. } => {
            return Err(Refusal::NotOffered { offer }.into());
        }
    };
    let person = card.as_ref().map(|card| Person::of(work, &field.series, card)).transpose()?;
    let taken = person.as_ref().map(|person| person.taken.as_slice());
    field.allowance.allow(taken).map_err(Refusal::from)?;
    Ok(person)
}

fn keep(work: &mut Work<'_>, row: &TicketRow) -> Result<(), StoreFault> {
    let Ticket { id, number, service_day, request, .. } = &row.ticket;
    let place = keys::number(*service_day, &number.series, number.sequence);
    work.put_bytes(Room::Numbers, &place, &ticket_key(*id))?;
    work.put(Room::Tickets, &ticket_key(*id), row)?;
    live::let_follow(work, *id)?;
    work.journal(HallEvent::TicketIssued {
        ticket: *id,
        number: number.clone(),
        class: request.class,
        procedure: request.procedure.clone(),
        service_day: *service_day,
    })?;
    work.apply(Move::Ticket(Spot::of(&row.ticket)));
    let waiting = work.queues().series_waiting(&number.series);
    work.tell(Change::Issued { number: number.clone(), waiting });
    Ok(())
}

/// Whether an appointment is on this day; other classes have no day of their own.
fn is_of_day(class: TicketClass, day: ServiceDay) -> bool {
    match class {
        TicketClass::Ordinary | TicketClass::Priority(_) => true,
        TicketClass::Appointment { booked_for } => ServiceDay::of(booked_for) == day,
    }
}

fn first_answer(
    secrets: &Secrets,
    row: TicketRow,
    request: &TicketRequest,
) -> Result<TicketView, StoreError> {
    if row.ticket.request != *request {
        return Err(Refusal::OtherBytes.into());
    }
    Ok(view(secrets, row))
}

/// What was answered when the ticket was issued; the same for ever.
fn view(secrets: &Secrets, row: TicketRow) -> TicketView {
    let ticket = row.ticket.as_issued();
    let TicketRow { people_before, estimate, slip, .. } = row;
    let follow = secrets.follow_token(ticket.id);
    TicketView { ticket, people_before, estimate, slip, follow }
}

fn slip(work: &Work<'_>, procedure: &Procedure, field: &Field, row: &TicketRow) -> TicketSlip {
    let rules = work.rules;
    let unit = &rules.catalogue.unit;
    let counters: Vec<_> = unit.counters_of(&field.series).collect();
    let token = work.secrets.follow_token(row.ticket.id);
    TicketSlip {
        unit: unit.name.vi.clone(),
        address: unit.address.vi.clone(),
        field: field.name.vi.clone(),
        procedure: procedure.short_name.vi.clone(),
        number: row.ticket.number.clone(),
        is_priority: row.ticket.request.class.is_priority(),
        people_before: row.people_before,
        estimate: Some(row.estimate),
        counters: shared::text::slip::counters(&counters).map(|words| words.vi),
        follow_url: format!("{}/t/{}", rules.public_url, token.reveal()),
        printed_at: row.ticket.issued_at,
        is_reprint: false,
    }
}

fn matter_minutes(catalogue: &Catalogue, series: &SeriesCode) -> u16 {
    catalogue.field(series).map_or(0, |field| field.matter_minutes)
}
