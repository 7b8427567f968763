//! The composition of a submission slip.

use super::SubmissionSlip;
use super::flow::{Flow, Style};
use super::layout::{Align, SIZE_MIN, Weight};
use super::ticket::{SMALL, both, centred, follow, head};
use crate::submission::Standing;
use crate::text::slip as words;

/// Papers to bring that are named before the rest is counted.
const BRING_NAMED_MAX: usize = 8;

/// The longest published names need fourteen lines on the narrow paper.
const PROCEDURE_LINES_MAX: usize = 16;

const TITLE: Style = centred(44, Weight::ExtraBold);
const STANDING: Style = centred(36, Weight::ExtraBold);
const CODE: Style = centred(84, Weight::ExtraBold);
const SECRET: Style = centred(56, Weight::ExtraBold);
const BRING: Style = Style { size: 30, weight: Weight::ExtraBold, align: Align::Start };
const ITEM: Style = Style { size: SIZE_MIN, weight: Weight::SemiBold, align: Align::Start };

pub(super) fn compose(slip: &SubmissionSlip, flow: &mut Flow<'_>) {
    head(flow, &slip.unit, &slip.address, slip.is_reprint);
    matter(flow, slip);
    codes(flow, slip);
    facts(flow, slip);
    follow(flow, &slip.follow_url);
    flow.text(SMALL, &words::printed_at(slip.printed_at).vi, 2);
    flow.text(SMALL, words::THANKS.vi, 2);
}

fn matter(flow: &mut Flow<'_>, slip: &SubmissionSlip) {
    flow.section();
    flow.text(TITLE, words::SUBMISSION.vi, 2);
    flow.text(SMALL, &slip.procedure, PROCEDURE_LINES_MAX);
    flow.gap(16);
    flow.plate(STANDING, words::standing(&slip.standing).vi);
    flow.text(SMALL, &words::standing_means(&slip.standing).vi, 3);
    flow.gap(6);
    let limit = match slip.standing {
        Standing::Pending | Standing::Settled { .. } | Standing::Parked => words::NOT_A_RECEIPT,
        Standing::Received { .. } => words::RECEIPT_APART,
    };
    flow.text(SMALL, limit.vi, 2);
}

fn codes(flow: &mut Flow<'_>, slip: &SubmissionSlip) {
    flow.section();
    flow.text(SMALL, &both(words::CODE), 2);
    flow.gap(4);
    flow.figure(CODE, &slip.code.0);
    flow.gap(14);
    flow.text(SMALL, &both(words::SECRET), 2);
    flow.gap(4);
    flow.figure(SECRET, &slip.follow_up_secret);
    flow.gap(10);
    flow.text(SMALL, words::SECRET_HINT.vi, 2);
}

fn facts(flow: &mut Flow<'_>, slip: &SubmissionSlip) {
    flow.section();
    flow.text(ITEM, &words::accepted_at(slip.accepted_at).vi, 2);
    flow.text(ITEM, &words::files(slip.files).vi, 2);
    if slip.bring.is_empty() {
        return;
    }
    flow.gap(8);
    flow.text(BRING, words::BRING.vi, 2);
    for paper in slip.bring.iter().take(BRING_NAMED_MAX) {
        flow.item(ITEM, paper, 6);
    }
    let unnamed = slip.bring.len().saturating_sub(BRING_NAMED_MAX);
    if unnamed > 0 {
        flow.item(ITEM, &words::more_papers(unnamed).vi, 2);
    }
}
