//! The composition of a test page: whether the printer is the right one, whether its paper is as
//! wide as it is said to be, and whether marks and codes can be read.

use super::flow::{Flow, Style};
use super::layout::{Align, SIZE_MIN, Weight};
use super::ticket::{SMALL, centred, head};
use crate::text::slip as words;
use crate::time::Timestamp;

const TITLE: Style = centred(44, Weight::ExtraBold);
const NAME: Style = centred(56, Weight::ExtraBold);
const SAMPLE: Style = Style { size: SIZE_MIN, weight: Weight::SemiBold, align: Align::Start };
const BOLD_SAMPLE: Style = Style { size: 38, weight: Weight::ExtraBold, align: Align::Start };

/// What a test page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestPage {
    /// The name of the unit.
    pub unit: String,
    /// The name of the printer.
    pub printer: String,
    /// The address in the code to scan.
    pub address: String,
    /// When it was printed.
    pub printed_at: Timestamp,
}

pub(super) fn compose(page: &TestPage, flow: &mut Flow<'_>) {
    head(flow, &page.unit, "", false);
    flow.section();
    flow.text(TITLE, words::TEST_PAGE.vi, 1);
    flow.text(NAME, &page.printer, 3);
    flow.text(SMALL, &words::printed_at(page.printed_at).vi, 2);
    flow.section();
    flow.text(SMALL, words::RULER.vi, 2);
    flow.gap(8);
    flow.ruler();
    flow.section();
    flow.gap(6);
    flow.text(SAMPLE, words::MARKS_SAMPLE, 12);
    flow.gap(8);
    flow.text(BOLD_SAMPLE, words::NAME_SAMPLE, 3);
    flow.text(BOLD_SAMPLE, words::FIGURES_SAMPLE, 2);
    flow.section();
    flow.gap(12);
    if flow.code(&page.address) {
        flow.gap(8);
        flow.text(SMALL, words::TEST_CODE.vi, 2);
    }
}
