//! What is promised about slips on paper.

mod slip {
    pub(crate) mod given;
}

use proptest::prelude::*;
use shared::lang::Lang;
use shared::slip::{
    Drawn, Element, Measure, PaperWidth, SIZE_MIN, Slip, SlipLayout, SubmissionSlip, TestPage,
    TextRun, TicketSlip, Tone, Weight, layout, layout_test_page,
};
use shared::submission::Standing;
use shared::text::slip as words;
use slip::given::{any_slip, long_submission, reprinted_ticket, samples, submission, ticket};

const BOTH_WIDTHS: [PaperWidth; 2] = [PaperWidth::Mm80, PaperWidth::Mm58];

proptest! {
    #[test]
    fn nothing_on_a_slip_overlaps_or_leaves_the_paper(slip in any_slip()) {
        for paper in BOTH_WIDTHS {
            let layout = layout(&slip, paper, &Typewriter);

            prop_assert_eq!(overlapping(&layout), None);
            prop_assert!(layout.elements().iter().all(|element| is_on_paper(element, &layout)));
        }
    }

    #[test]
    fn nothing_on_a_slip_is_smaller_than_can_be_read(slip in any_slip()) {
        for paper in BOTH_WIDTHS {
            let layout = layout(&slip, paper, &Typewriter);

            prop_assert!(runs(&layout).iter().all(|run| run.size >= SIZE_MIN));
        }
    }
}

#[test]
fn the_ruler_of_a_test_page_reaches_from_edge_to_edge() {
    for paper in BOTH_WIDTHS {
        let unit = ticket().unit;
        let (printer, address) = ("Cửa chính".to_owned(), "https://hall.example".to_owned());
        let page = TestPage { unit, printer, address, printed_at: ticket().printed_at };

        let layout = layout_test_page(&page, paper, &Typewriter);

        let ruler = layout.elements().iter().find(|one| one.frame.width == paper.dots());
        assert_eq!(ruler.map(|one| &one.drawn), Some(&Drawn::Rule));
        assert_eq!(overlapping(&layout), None);
        assert!(layout.elements().iter().all(|element| is_on_paper(element, &layout)));
        assert!(runs(&layout).iter().all(|run| run.size >= SIZE_MIN));
        assert!(text(&layout).contains(words::NAME_SAMPLE));
    }
}

#[test]
fn a_ticket_slip_reads_from_the_unit_down_to_the_thanks() {
    let ticket = ticket();
    let slip = Slip::Ticket(ticket.clone());

    let layout = layout(&slip, PaperWidth::Mm80, &Typewriter);

    let told = text(&layout);
    let expected = [
        ticket.unit.split(' ').next().unwrap(),
        &ticket.field,
        &ticket.procedure,
        words::NUMBER.vi,
        "A007",
        &words::people_before(7).vi,
        &words::wait(ticket.estimate.unwrap()).vi,
        words::SCAN.vi,
        &words::printed_at(ticket.printed_at).vi,
        words::THANKS_WAITING.vi,
    ];
    let places: Vec<usize> = expected
        .iter()
        .map(|part| told.find(part).unwrap_or_else(|| panic!("{part} is missing in {told}")))
        .collect();
    assert!(places.is_sorted(), "{told}");
}

#[test]
fn the_number_is_the_largest_thing_on_a_ticket_slip() {
    let slip = Slip::Ticket(ticket());

    let layout = layout(&slip, PaperWidth::Mm80, &Typewriter);

    let largest = runs(&layout).into_iter().max_by_key(|run| run.size).unwrap();
    assert_eq!((largest.text.as_str(), largest.size), ("A007", 160));
}

#[test]
fn only_a_priority_ticket_carries_the_priority_mark() {
    let ordinary = Slip::Ticket(ticket());
    let priority = Slip::Ticket(TicketSlip { is_priority: true, ..ticket() });

    let [ordinary, priority] = [ordinary, priority].map(|slip| told(&slip));

    assert!(!ordinary.contains(words::PRIORITY_MARK.vi));
    assert!(priority.contains(words::PRIORITY_MARK.vi));
}

#[test]
fn only_a_reprint_is_stamped_as_one() {
    for (slip, is_reprint) in [(ticket(), false), (reprinted_ticket(), true)] {
        let layout = layout(&Slip::Ticket(slip), PaperWidth::Mm80, &Typewriter);

        let stamp = runs(&layout).into_iter().find(|run| run.text == words::REPRINT.vi);
        assert_eq!(stamp.map(|run| run.tone), is_reprint.then_some(Tone::Plate));
    }
}

#[test]
fn a_submission_slip_says_which_of_the_three_it_is() {
    let standings = [
        (Standing::Pending, words::NOT_A_RECEIPT),
        (Standing::Parked, words::NOT_A_RECEIPT),
        (Standing::Settled { received_at: ticket().printed_at }, words::NOT_A_RECEIPT),
        (Standing::Received { dossier_code: "H56-0007".into() }, words::RECEIPT_APART),
    ];
    for (standing, limit) in standings {
        let slip = SubmissionSlip { standing: standing.clone(), ..submission() };

        let told = told(&Slip::Submission(slip));

        assert!(told.contains(words::standing(&standing).vi), "{told}");
        assert!(told.contains(&words::standing_means(&standing).vi), "{told}");
        assert!(told.contains(limit.get(Lang::Vi)), "{told}");
    }
}

#[test]
fn a_submission_slip_carries_both_codes() {
    let told = told(&Slip::Submission(submission()));

    assert!(told.contains(&submission().code.0));
    assert!(told.contains(&submission().follow_up_secret));
}

#[test]
fn the_longest_published_name_is_printed_whole() {
    for paper in BOTH_WIDTHS {
        let slip = long_submission();
        assert!(slip.procedure.chars().count() > 250);

        let layout = layout(&Slip::Submission(slip.clone()), paper, &Typewriter);

        let unbroken = text(&layout).replace(' ', "");
        assert!(unbroken.contains(&slip.procedure.replace(' ', "")), "{}", text(&layout));
    }
}

#[test]
fn a_name_that_is_too_long_for_a_ticket_ends_with_an_ellipsis() {
    let slip = TicketSlip { procedure: long_submission().procedure, ..ticket() };

    let layout = layout(&Slip::Ticket(slip.clone()), PaperWidth::Mm80, &Typewriter);

    let cut = runs(&layout).into_iter().rfind(|run| run.text.ends_with('…')).unwrap();
    let last_word = cut.text.trim_end_matches('…').rsplit(' ').next().unwrap();
    assert!(slip.procedure.split([' ', '/']).any(|word| word == last_word), "{last_word}");
}

#[test]
fn lines_of_a_long_name_are_about_equally_long() {
    let slip = Slip::Submission(long_submission());

    let layout = layout(&slip, PaperWidth::Mm80, &Typewriter);

    let first = long_submission().procedure.split(' ').next().unwrap().to_owned();
    let runs = runs(&layout);
    let start = runs.iter().position(|run| run.text.starts_with(&first)).unwrap();
    let lines: Vec<usize> = runs[start..]
        .iter()
        .take_while(|run| run.tone == Tone::Ink)
        .map(|run| run.text.chars().count())
        .collect();
    assert!(lines.last().unwrap() * 2 > lines[0], "{lines:?}");
}

#[test]
fn a_decomposed_name_is_printed_composed() {
    let slip = TicketSlip { field: "\u{110}a\u{302}\u{301}t".into(), ..ticket() };

    assert!(told(&Slip::Ticket(slip)).contains("\u{110}\u{1ea5}t"));
}

#[test]
fn an_address_too_long_to_scan_is_left_out_with_its_caption() {
    let slip = TicketSlip { follow_url: "x".repeat(400), ..ticket() };

    let layout = layout(&Slip::Ticket(slip), PaperWidth::Mm80, &Typewriter);

    assert!(!layout.elements().iter().any(|element| matches!(element.drawn, Drawn::Code(_))));
    assert!(!text(&layout).contains(words::SCAN.vi));
}

#[test]
fn more_papers_than_fit_are_counted() {
    let bring = (1..=11).map(|n| format!("paper {n}")).collect();
    let slip = SubmissionSlip { bring, ..submission() };

    let told = told(&Slip::Submission(slip));

    assert!(told.contains("paper 8") && !told.contains("paper 9"), "{told}");
    assert!(told.contains(&words::more_papers(3).vi), "{told}");
}

#[test]
fn a_slip_in_a_log_shows_neither_code_nor_secret() {
    let slip = submission();

    let logged = format!("{:?}", Slip::Submission(slip.clone()));

    assert!(!logged.contains(&slip.follow_up_secret));
    assert!(!logged.contains(&slip.code.0));
}

#[test]
fn a_slip_that_was_stored_reads_back_the_same() {
    for slip in samples() {
        let stored = serde_json::to_string(&slip).unwrap();

        assert_eq!(serde_json::from_str::<Slip>(&stored).unwrap(), slip);
    }
}

/// Every letter six tenths of an em wide.
struct Typewriter;

impl Measure for Typewriter {
    fn advance(&self, text: &str, size: u32, _: Weight) -> f32 {
        text.chars().count() as f32 * size as f32 * 0.6
    }
}

fn told(slip: &Slip) -> String {
    text(&layout(slip, PaperWidth::Mm80, &Typewriter))
}

fn text(layout: &SlipLayout) -> String {
    runs(layout).iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn runs(layout: &SlipLayout) -> Vec<&TextRun> {
    let runs = layout.elements().iter().filter_map(|element| match &element.drawn {
        Drawn::Text(run) => Some(run),
        Drawn::Code(_) | Drawn::Rule | Drawn::Dashes | Drawn::Emblem => None,
    });
    runs.collect()
}

fn overlapping(layout: &SlipLayout) -> Option<(Element, Element)> {
    let elements = layout.elements();
    for (at, one) in elements.iter().enumerate() {
        for other in &elements[at + 1..] {
            let apart = one.frame.right() <= other.frame.x
                || other.frame.right() <= one.frame.x
                || one.frame.bottom() <= other.frame.y
                || other.frame.bottom() <= one.frame.y;
            if !apart {
                return Some((one.clone(), other.clone()));
            }
        }
    }
    None
}

fn is_on_paper(element: &Element, layout: &SlipLayout) -> bool {
    let text_fits = match &element.drawn {
        Drawn::Text(run) => {
            let end = run.x as f32 + Typewriter.advance(&run.text, run.size, run.weight);
            end <= element.frame.right() as f32 + 0.5
        }
        Drawn::Code(_) | Drawn::Rule | Drawn::Dashes | Drawn::Emblem => true,
    };
    text_fits
        && element.frame.right() <= layout.width()
        && element.frame.bottom() <= layout.height()
}
