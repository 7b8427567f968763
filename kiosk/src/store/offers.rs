//! What is offered at this moment: a field's numbers, and the procedures that are received.

use shared::catalogue::{Catalogue, Field, Procedure, ReceivableRefusal};
use shared::hall::{Load, Offer, Schedule, offer};
use shared::ids::ProcedureCode;
use shared::refusal::Refusal;
use shared::time::{Timestamp, wall_clock};

use super::queues::Queues;
use super::{Opening, Rules};

/// Whether a field gives out numbers at this moment.
pub(super) fn of_field(rules: &Rules, field: &Field, queues: &Queues, now: Timestamp) -> Offer {
    let Catalogue { unit, calendar, .. } = &*rules.catalogue;
    let schedule = match rules.opening {
        Opening::Always => Schedule::Always,
        Opening::Posted => Schedule::Posted { hours: field.hours(unit), calendar },
    };
    let series = &field.series;
    let waiting = queues.waiting(series);
    let load = Load {
        issued: queues.issued(series),
        waiting: waiting.ordinary + waiting.priority,
        open_counters: queues.open_counters(series),
        posted_counters: unit.counters_of(series).count().try_into().unwrap_or(u32::MAX),
        matter_s: queues.usual_s(series, field.matter_minutes),
    };
    offer(schedule, field.daily_capacity, load, wall_clock(now))
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
