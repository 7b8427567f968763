//! Tickets: a place in a series, given out once for each id.

use serde::{Deserialize, Serialize};
use shared::catalogue::{Catalogue, Field, Procedure, ReceivableRefusal};
use shared::hall::{Change, Offer, PrintState, TicketView};
use shared::ids::{PrintJobId, PrinterName, ProcedureCode, SeriesCode, TicketId};
use shared::journal::HallEvent;
use shared::queue::Estimate;
use shared::refusal::Refusal;
use shared::slip::{Slip, TicketSlip};
use shared::ticket::{Ticket, TicketClass, TicketNumber, TicketRequest, TicketState};
use shared::time::{ServiceDay, Timestamp, wall_clock};

use super::error::{StoreError, StoreFault};
use super::keys;
use super::queues::{Move, Spot};
use super::rooms::{Room, Rows as _};
use super::work::Work;
use super::{Opening, Rules, SlipTo, Store, prints};

/// A ticket as it is stored, with what its first answer said.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct TicketRow {
    pub(super) ticket: Ticket,
    people_before: u32,
    estimate: Estimate,
    /// What the first answer said of the slip.
    slip: PrintState,
}

impl Store {
    /// Gives out the next number, on the paper of a hall with one printer or for a phone.
    pub async fn issue_ticket(
        &self,
        id: TicketId,
        request: TicketRequest,
        on_paper: bool,
    ) -> Result<TicketView, StoreError> {
        let usual = SlipTo::Printer(PrinterName::usual());
        self.issue_ticket_to(id, request, if on_paper { usual } else { SlipTo::Phone }).await
    }

    /// Gives out the next number. The same id again gets the same answer and takes no number.
    pub async fn issue_ticket_to(
        &self,
        id: TicketId,
        request: TicketRequest,
        to: SlipTo,
    ) -> Result<TicketView, StoreError> {
        self.write(move |work| issue(work, id, request, to)).await
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
        Ok(TicketView { ticket, people_before, estimate, slip })
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

/// Whether a series gives out numbers at this moment.
pub(super) fn offer(rules: &Rules, field: &Field, next_sequence: u32, now: Timestamp) -> Offer {
    let is_open = match rules.opening {
        Opening::Always => true,
        Opening::Posted => field.opening_hours.is_open(wall_clock(now), &rules.catalogue.calendar),
    };
    if !is_open {
        Offer::Closed
    } else if next_sequence > u32::from(field.daily_capacity) {
        Offer::Spent
    } else {
        Offer::Open
    }
}

/// The procedure, if it is received on the day of `now`.
pub(super) fn receivable<'a>(
    catalogue: &'a Catalogue,
    code: &ProcedureCode,
    now: Timestamp,
) -> Result<&'a Procedure, Refusal> {
    catalogue.is_receivable(code, wall_clock(now).date()).map_err(|refusal| match refusal {
        ReceivableRefusal::Unknown | ReceivableRefusal::NotYetInForce { .. } => {
            Refusal::UnknownProcedure { procedure: code.clone() }
        }
        ReceivableRefusal::Closed { reason, .. } => {
            Refusal::ProcedureClosed { procedure: code.clone(), reason }
        }
    })
}

fn issue(
    work: &mut Work<'_>,
    id: TicketId,
    request: TicketRequest,
    to: SlipTo,
) -> Result<TicketView, StoreError> {
    if let Some(row) = work.row::<TicketRow>(Room::Tickets, &ticket_key(id))? {
        return first_answer(row, &request);
    }
    let now = work.sure_now()?;
    let catalogue = std::sync::Arc::clone(&work.catalogue);
    let procedure = receivable(&catalogue, &request.procedure, now)?;
    let day = work.queues().day;
    if !is_of_day(request.class, day) {
        return Err(Refusal::AppointmentOtherDay.into());
    }
    if let Some(unknown) = request.papers.iter().find(|code| procedure.component(code).is_none()) {
        return Err(Refusal::PaperRefused { component: unknown.clone() }.into());
    }
    let series = &procedure.series;
    let field = catalogue.field(series).ok_or(Refusal::NotOffered { offer: Offer::Closed })?;
    let sequence = work.queues().next_sequence(series);
    match offer(work.rules, field, sequence, now) {
        Offer::Open => {}
        offer => return Err(Refusal::NotOffered { offer }.into()),
    }
    let number = TicketNumber { series: series.clone(), sequence };
    let ticket = Ticket { service_day: day, ..Ticket::issue(id, number, request, now) };
    let class = ticket.request.class;
    let people_before = work.queues().people_before_new(series, class, &work.rules.queue);
    let estimate = work.queues().estimate(series, people_before, field.matter_minutes);
    let row = TicketRow { ticket, people_before, estimate, slip: to.first_state() };
    if to != SlipTo::Phone {
        let slip = slip(work.rules, procedure, field, &row);
        prints::keep(work, PrintJobId(id.0), Slip::Ticket(slip), to)?;
    }
    keep(work, &row)?;
    Ok(view(row))
}

fn keep(work: &mut Work<'_>, row: &TicketRow) -> Result<(), StoreFault> {
    let Ticket { id, number, service_day, request, .. } = &row.ticket;
    let place = keys::number(*service_day, &number.series, number.sequence);
    work.put_bytes(Room::Numbers, &place, &ticket_key(*id))?;
    work.put(Room::Tickets, &ticket_key(*id), row)?;
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

fn first_answer(row: TicketRow, request: &TicketRequest) -> Result<TicketView, StoreError> {
    if row.ticket.request != *request {
        return Err(Refusal::OtherBytes.into());
    }
    Ok(view(row))
}

/// What was answered when the ticket was issued; the same for ever.
fn view(row: TicketRow) -> TicketView {
    let ticket = row.ticket.as_issued();
    let TicketRow { people_before, estimate, slip, .. } = row;
    TicketView { ticket, people_before, estimate, slip }
}

fn slip(rules: &Rules, procedure: &Procedure, field: &Field, row: &TicketRow) -> TicketSlip {
    let unit = &rules.catalogue.unit;
    let serving = unit.counters.iter().filter(|one| one.series.contains(&field.series));
    let counters: Vec<_> = serving.map(|one| one.number).collect();
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
        follow_url: format!("{}/t/{}", rules.public_url, row.ticket.id),
        printed_at: row.ticket.issued_at,
        is_reprint: false,
    }
}

fn matter_minutes(catalogue: &Catalogue, series: &SeriesCode) -> u16 {
    catalogue.field(series).map_or(0, |field| field.matter_minutes)
}
