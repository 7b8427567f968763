//! Slips to lay out: made-up samples, and slips that say anything.

use proptest::prelude::*;
use shared::slip::{Slip, SubmissionSlip, TicketSlip};
use shared::submission::{SlipCode, Standing};

pub(crate) fn samples() -> Vec<Slip> {
    serde_json::from_str(include_str!("samples.json")).expect("the samples are slips")
}

fn tickets() -> Vec<TicketSlip> {
    let tickets = samples().into_iter().filter_map(|slip| match slip {
        Slip::Ticket(ticket) => Some(ticket),
        Slip::Submission(_) => None,
    });
    tickets.collect()
}

fn submissions() -> Vec<SubmissionSlip> {
    let submissions = samples().into_iter().filter_map(|slip| match slip {
        Slip::Ticket(_) => None,
        Slip::Submission(submission) => Some(submission),
    });
    submissions.collect()
}

pub(crate) fn ticket() -> TicketSlip {
    tickets().remove(0)
}

pub(crate) fn reprinted_ticket() -> TicketSlip {
    TicketSlip { is_reprint: true, ..ticket() }
}

pub(crate) fn submission() -> SubmissionSlip {
    submissions().remove(0)
}

pub(crate) fn long_submission() -> SubmissionSlip {
    submissions().into_iter().max_by_key(|slip| slip.procedure.len()).expect("there are samples")
}

pub(crate) fn any_slip() -> impl Strategy<Value = Slip> {
    prop_oneof![any_ticket().prop_map(Slip::Ticket), any_submission().prop_map(Slip::Submission)]
}

fn any_ticket() -> impl Strategy<Value = TicketSlip> {
    let words = [any_text(), any_text(), any_text(), any_text(), any_text(), any_text()];
    (words, any::<u32>(), any::<[bool; 4]>()).prop_map(|(words, count, flags)| {
        let [unit, address, field, procedure, counters, follow_url] = words;
        let mut slip = ticket();
        slip.number.sequence = count;
        slip.estimate = slip.estimate.filter(|_| flags[0]);
        let [_, is_priority, is_reprint, has_counters] = flags;
        let counters = has_counters.then_some(counters);
        let people_before = count;
        TicketSlip {
            unit,
            address,
            field,
            procedure,
            counters,
            follow_url,
            is_priority,
            is_reprint,
            people_before,
            ..slip
        }
    })
}

fn any_submission() -> impl Strategy<Value = SubmissionSlip> {
    let words = [any_text(), any_text(), any_text(), any_text(), any_text(), any_text()];
    let bring = proptest::collection::vec(any_text(), 0..12);
    (words, bring, any::<u32>(), any::<bool>()).prop_map(|(words, bring, files, is_reprint)| {
        let [unit, address, procedure, code, dossier_code, follow_up_secret] = words;
        let standing = Standing::Received { dossier_code };
        let code = SlipCode(code);
        SubmissionSlip {
            unit,
            address,
            procedure,
            code,
            follow_up_secret,
            standing,
            bring,
            files,
            is_reprint,
            ..submission()
        }
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,120}", "[a-z]{0,200}", "(\\PC{1,9} ){0,60}", "[\u{1ea0}-\u{1ef9} /]{0,300}"]
}
