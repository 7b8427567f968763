//! The composition of a ticket slip.

use super::TicketSlip;
use super::flow::{Flow, Style};
use super::layout::{Align, SIZE_MIN, Weight};
use crate::lang::{Lang, Text};
use crate::text::slip as words;

pub(super) const UNIT: Style = centred(30, Weight::SemiBold);
pub(super) const SMALL: Style = centred(SIZE_MIN, Weight::SemiBold);
pub(super) const STAMP: Style = centred(32, Weight::ExtraBold);
const FIELD: Style = centred(36, Weight::ExtraBold);
const PROCEDURE: Style = centred(30, Weight::SemiBold);
const MARK: Style = centred(34, Weight::ExtraBold);
const NUMBER: Style = centred(160, Weight::ExtraBold);
const BEFORE: Style = centred(34, Weight::ExtraBold);
const WAIT: Style = centred(30, Weight::SemiBold);

pub(super) const fn centred(size: u32, weight: Weight) -> Style {
    Style { size, weight, align: Align::Centre }
}

pub(super) fn compose(slip: &TicketSlip, flow: &mut Flow<'_>) {
    head(flow, &slip.unit, &slip.address, slip.is_reprint);
    matter(flow, slip);
    number(flow, slip);
    follow(flow, &slip.follow_url);
    flow.text(SMALL, &words::printed_at(slip.printed_at).vi, 2);
    flow.text(SMALL, words::THANKS_WAITING.vi, 2);
}

/// The emblem, who speaks, where, and whether this is not the first paper.
pub(super) fn head(flow: &mut Flow<'_>, unit: &str, address: &str, is_reprint: bool) {
    flow.logo_line();
    flow.gap(4);
    flow.text(UNIT, unit, 3);
    flow.text(SMALL, address, 3);
    if is_reprint {
        flow.gap(12);
        flow.plate(STAMP, words::REPRINT.vi);
    }
}

/// The code to scan and what it is for.
pub(super) fn follow(flow: &mut Flow<'_>, address: &str) {
    flow.section();
    flow.gap(12);
    if flow.code(address) {
        flow.gap(8);
        flow.text(SMALL, words::SCAN.vi, 2);
    }
}

/// Both languages of a label on one line.
pub(super) fn both(label: Text) -> String {
    format!("{} · {}", label.get(Lang::Vi), label.get(Lang::En))
}

fn matter(flow: &mut Flow<'_>, slip: &TicketSlip) {
    flow.section();
    flow.text(FIELD, &slip.field, 2);
    flow.text(PROCEDURE, &slip.procedure, 3);
}

fn number(flow: &mut Flow<'_>, slip: &TicketSlip) {
    flow.gap(12);
    flow.text(SMALL, &both(words::NUMBER), 2);
    if slip.is_priority {
        flow.gap(8);
        flow.plate(MARK, words::PRIORITY_MARK.vi);
    }
    flow.gap(10);
    flow.figure(NUMBER, &slip.number.to_string());
    flow.gap(12);
    flow.text(BEFORE, &words::people_before(slip.people_before).vi, 2);
    if let Some(estimate) = slip.estimate {
        flow.text(WAIT, &words::wait(estimate).vi, 2);
    }
    if let Some(counters) = &slip.counters {
        flow.text(WAIT, counters, 2);
    }
}
