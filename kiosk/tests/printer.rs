//! What is promised about drawing and printing slips.

mod printer {
    pub(crate) mod roll;
}

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;

use kiosk::printer::{
    Bitmap, PaperFont, PngFolder, Printed, Printer, PrinterFault, condition_of, escpos, raster,
    render,
};
use printer::roll::{any_picture, print_on_a_roll, read_png};
use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;
use shared::slip::{
    CODE_BYTES_MAX, Drawn, Element, Frame, PaperWidth, Slip, SlipLayout, TicketSlip, layout,
};
use shared::text::printer::no_slip;
use shared::ticket::TicketNumber;
use uuid::Uuid;

const BOTH_WIDTHS: [PaperWidth; 2] = [PaperWidth::Mm80, PaperWidth::Mm58];

/// E with both marks, u with horn and tilde, a with breve and tilde, d with stroke.
const MARKED: &str = "\u{1ec6} \u{1eef} \u{1eb5} \u{111}";

#[test]
fn the_paper_font_has_every_vietnamese_letter() {
    let font = PaperFont::embedded();
    let small = "\u{103}\u{e2}\u{111}\u{ea}\u{f4}\u{1a1}\u{1b0}\u{e0}\u{e1}\u{e3}\u{e8}\u{e9}\
                 \u{ec}\u{ed}\u{129}\u{f2}\u{f3}\u{f5}\u{f9}\u{fa}\u{169}\u{fd}";
    let toned = '\u{1ea0}'..='\u{1ef9}';
    let signs = " .,;:/()-\u{2013}\u{2014}\u{2019}\u{201c}\u{201d}\u{2026}\u{b7}\u{2022}\u{a0}";

    let needed = small.chars().chain(small.to_uppercase().chars().collect::<Vec<_>>());
    let missing: BTreeSet<char> = needed
        .chain(toned)
        .chain('!'..='~')
        .chain(signs.chars())
        .filter(|letter| !font.covers(*letter))
        .collect();

    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn marks_above_and_below_a_letter_are_drawn_whole() {
    let plain = field_ink("E u a d");

    let marked = field_ink(MARKED);

    let size = 40;
    assert!(marked.start + size / 6 < plain.start, "{marked:?} {plain:?}");
    assert!(plain.end + size / 8 < marked.end, "{marked:?} {plain:?}");
}

#[test]
fn no_ink_falls_outside_the_place_of_its_element() {
    let font = PaperFont::embedded();
    let stacked: String = ('\u{1ea0}'..='\u{1ef9}').flat_map(|letter| [letter, ' ']).collect();
    let with_stacked = Slip::Ticket(TicketSlip { procedure: stacked, ..ticket() });
    for slip in samples().into_iter().chain([with_stacked]) {
        for paper in BOTH_WIDTHS {
            let layout = layout(&slip, paper, &font);
            let mut bitmap = raster::draw(&layout, &font);

            for frame in layout.elements().iter().map(|element| element.frame) {
                erase(&mut bitmap, with_side_bearing(frame));
            }

            assert_eq!(inked_rows(&bitmap, 0..bitmap.height()), None);
        }
    }
}

#[test]
fn the_code_on_a_slip_is_the_address_module_by_module() {
    let font = PaperFont::embedded();
    for bytes in [1, 40, 62, 84, CODE_BYTES_MAX] {
        let address = "m".repeat(bytes);
        let slip = Slip::Ticket(TicketSlip { follow_url: address.clone(), ..ticket() });
        let layout = layout(&slip, PaperWidth::Mm58, &font);

        let bitmap = raster::draw(&layout, &font);

        let code = QrCode::encode_text(&address, QrCodeEcc::Medium).unwrap();
        let frame = code_frame(&layout);
        let module = frame.width / code.size() as u32;
        let inset = (frame.width - module * code.size() as u32) / 2 + module / 2;
        assert!(module >= 4, "modules of {module} dots are hard to scan");
        for (row, column) in (0..code.size()).flat_map(|r| (0..code.size()).map(move |c| (r, c))) {
            let x = frame.x + inset + column as u32 * module;
            let y = frame.y + inset + row as u32 * module;
            assert_eq!(bitmap.is_ink(x, y), code.get_module(column, row));
        }
    }
}

#[test]
fn a_ticket_slip_is_short_on_a_slow_line() {
    let font = PaperFont::embedded();
    for sequence in [111, 440, 888] {
        let number = TicketNumber { sequence, ..ticket().number };
        let slip = Slip::Ticket(TicketSlip { number, ..ticket() });
        let bitmap = render(&slip, PaperWidth::Mm80, &font);

        let bytes = escpos::encode(&bitmap);

        assert!(bytes.len() <= 32_000, "{} bytes", bytes.len());
    }
}

#[test]
fn a_printer_gets_every_dot_of_a_slip() {
    let font = PaperFont::embedded();
    for slip in samples() {
        for paper in BOTH_WIDTHS {
            let bitmap = render(&slip, paper, &font);

            let printed = print_on_a_roll(&escpos::encode(&bitmap), bitmap.width());

            assert!(printed == bitmap);
        }
    }
}

proptest! {
    #[test]
    fn a_printer_gets_every_dot_of_any_picture(picture in any_picture()) {
        let printed = print_on_a_roll(&escpos::encode(&picture), picture.width());

        prop_assert!(printed == picture);
    }
}

#[test]
fn a_slip_in_the_folder_shows_what_was_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let printer = PngFolder::open(folder.path().join("slips")).unwrap();
    let bitmap = render(&Slip::Ticket(ticket()), PaperWidth::Mm80, &PaperFont::embedded());

    let printed = printer.print(job(1), &bitmap).unwrap();

    assert_eq!(printed, Printed::Confirmed);
    assert!(read_png(&fs::read(printer.path(job(1))).unwrap()) == bitmap);
    assert_eq!(names(&folder.path().join("slips")), [format!("{}.png", job(1))]);
}

#[test]
fn a_folder_that_is_gone_is_a_printer_that_cannot_be_reached() {
    let folder = tempfile::tempdir().unwrap();
    let printer = PngFolder::open(folder.path().join("slips")).unwrap();
    fs::remove_dir(folder.path().join("slips")).unwrap();

    let fault = printer.print(job(1), &Bitmap::blank(8, 8)).unwrap_err();

    assert!(!fault.may_have_printed());
    assert!(matches!(fault, PrinterFault::Unreachable(e) if e.kind() == ErrorKind::NotFound));
    assert_eq!(printer.condition(), PrinterCondition::Unreachable);
}

#[test]
fn a_folder_keeps_the_newest_two_hundred_slips_and_what_is_not_a_slip() {
    let folder = tempfile::tempdir().unwrap();
    let printer = PngFolder::open(folder.path()).unwrap();
    fs::write(folder.path().join("a-picture-of-the-hall.png"), b"kept").unwrap();

    for number in 1..=203 {
        printer.print(job(number), &Bitmap::blank(8, 8)).unwrap();
    }

    let slips = names(folder.path());
    assert_eq!(slips.len(), 201);
    assert_eq!(slips[0], format!("{}.png", job(4)));
}

#[test]
fn the_four_answers_of_a_printer_are_read_as_the_trouble_that_is_mended_first() {
    const WELL: [u8; 4] = [0x12, 0x12, 0x12, 0x12];
    let with = |changes: &[(usize, u8)]| {
        let mut answers = WELL;
        for (at, bits) in changes {
            answers[*at] |= bits;
        }
        condition_of(answers)
    };
    let (offline, cover, stopped, failed) = ((0, 0x08), (1, 0x04), (1, 0x20), (1, 0x40));
    let (knife, near_end, end) = ((2, 0x08), (3, 0x0c), (3, 0x60));

    let table = [
        (with(&[]), PrinterCondition::Ready),
        (with(&[near_end]), PrinterCondition::PaperNearEnd),
        (with(&[offline, end]), PrinterCondition::PaperEnd),
        (with(&[offline, stopped]), PrinterCondition::PaperEnd),
        (with(&[offline, cover]), PrinterCondition::CoverOpen),
        (with(&[offline, cover, end]), PrinterCondition::CoverOpen),
        (with(&[offline, failed, knife]), PrinterCondition::Failing),
        (with(&[offline]), PrinterCondition::Failing),
        (with(&[(0, 0x80)]), PrinterCondition::Unknown),
    ];

    for (read, is) in table {
        assert_eq!(read, is);
    }
}

#[test]
fn a_slip_is_promised_only_where_it_can_be_printed() {
    let promising: Vec<PrinterCondition> =
        PrinterCondition::ALL.into_iter().filter(|one| one.promises_paper()).collect();

    let expected =
        [PrinterCondition::Ready, PrinterCondition::PaperNearEnd, PrinterCondition::Unknown];
    assert_eq!(promising, expected);
    for condition in PrinterCondition::ALL {
        let fault = PrinterFault::before_a_slip(condition);
        assert_eq!(fault.is_none(), condition.promises_paper());
        assert_eq!(no_slip(condition).is_none(), condition.promises_paper());
    }
}

fn samples() -> Vec<Slip> {
    let samples = include_str!("../../shared/tests/slip/samples.json");
    serde_json::from_str(samples).expect("the samples are slips")
}

fn ticket() -> TicketSlip {
    let tickets = samples().into_iter().filter_map(|slip| match slip {
        Slip::Ticket(ticket) => Some(ticket),
        Slip::Submission(_) => None,
    });
    tickets.take(1).next().expect("there is a ticket among the samples")
}

fn job(number: u128) -> PrintJobId {
    PrintJobId(Uuid::from_u128(number))
}

/// The inked rows of a field's name, seen from the top of its line.
fn field_ink(field: &str) -> std::ops::Range<u32> {
    let font = PaperFont::embedded();
    let slip = Slip::Ticket(TicketSlip { field: field.to_owned(), ..ticket() });
    let layout = layout(&slip, PaperWidth::Mm80, &font);
    let frame = frame_of(&layout, |drawn| matches!(drawn, Drawn::Text(run) if run.text == field));
    let rows = inked_rows(&raster::draw(&layout, &font), frame.y..frame.bottom());
    let rows = rows.expect("the name has ink");
    rows.start - frame.y..rows.end - frame.y
}

fn code_frame(layout: &SlipLayout) -> Frame {
    frame_of(layout, |drawn| matches!(drawn, Drawn::Code(_)))
}

fn frame_of(layout: &SlipLayout, is_it: impl Fn(&Drawn) -> bool) -> Frame {
    let is_it = |element: &&Element| is_it(&element.drawn);
    layout.elements().iter().find(is_it).expect("it is on the slip").frame
}

/// Round letters reach a dot or two over the pen's ends.
fn with_side_bearing(frame: Frame) -> Frame {
    Frame { x: frame.x - 2, width: frame.width + 4, ..frame }
}

fn erase(bitmap: &mut Bitmap, frame: Frame) {
    for y in frame.y..frame.bottom() {
        bitmap.clear(frame.x as i32, y as i32, frame.width);
    }
}

fn inked_rows(bitmap: &Bitmap, within: std::ops::Range<u32>) -> Option<std::ops::Range<u32>> {
    let is_inked = |y: &u32| bitmap.row(*y).iter().any(|byte| *byte != 0);
    let first = within.clone().find(is_inked)?;
    let last = within.rev().find(is_inked)?;
    Some(first..last + 1)
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("the folder is there");
    let names = names.map(|entry| entry.expect("the folder can be read").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into()).collect();
    names.sort();
    names
}
