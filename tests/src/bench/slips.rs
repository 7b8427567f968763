//! Laying out and drawing a ticket slip, and the bytes it is for a printer.

use std::time::Instant;

use anyhow::Result;
use hdrhistogram::Histogram;
use kiosk::printer::{PaperFont, escpos, render};
use shared::ids::SeriesCode;
use shared::queue::Estimate;
use shared::slip::{PaperWidth, Slip, TicketSlip};
use shared::ticket::TicketNumber;

use super::marks::Marks;

const SLIPS: u32 = 500;

/// Measures `slip.*`.
pub fn measure() -> Result<Marks> {
    let font = PaperFont::embedded();
    let mut took = Histogram::<u64>::new(3)?;
    let mut largest = 0;
    for sequence in 1..=SLIPS {
        let slip = Slip::Ticket(slip(sequence));
        let begun = Instant::now();
        let bitmap = render(&slip, PaperWidth::Mm80, &font);
        took.record(u64::try_from(begun.elapsed().as_micros())?)?;
        largest = largest.max(escpos::encode(&bitmap).len());
    }
    let mut marks = Marks::default();
    marks.set("slip.render_p99_ms", took.value_at_quantile(0.99) as f64 / 1_000.0);
    marks.set("slip.raster_kb", largest as f64 / 1_000.0);
    Ok(marks)
}

fn slip(sequence: u32) -> TicketSlip {
    TicketSlip {
        unit: "Trung tâm Phục vụ hành chính công xã Mẫu".to_owned(),
        address: "Số 1 đường Trung Tâm, xã Mẫu".to_owned(),
        field: "Hộ tịch - Chứng thực".to_owned(),
        procedure: "Đăng ký khai sinh".to_owned(),
        number: TicketNumber { series: SeriesCode::from("A"), sequence },
        is_priority: sequence.is_multiple_of(5),
        people_before: sequence % 40,
        estimate: Some(Estimate { low_minutes: 10, high_minutes: 25 }),
        counters: Some("Quầy 1 và 2".to_owned()),
        follow_url: format!("https://mot-cua.example/t/{}", "A".repeat(22)),
        printed_at: crate::clock::working_morning(),
        is_reprint: false,
    }
}
