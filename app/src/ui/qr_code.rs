//! A square code that a phone can read.

use leptos::prelude::*;
use qrcodegen::{QrCode as Matrix, QrCodeEcc};
use std::fmt::Write;

use crate::ui::words::say;
use shared::text::screen;

/// White modules around the code, without which phones do not find it.
const QUIET: i32 = 4;

/// Draws `payload` as a square code; nothing when it is too long for one.
#[component]
pub fn QrCode(#[prop(into)] payload: Signal<String>) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        let matrix = payload.with(|payload| Matrix::encode_text(payload, QrCodeEcc::Medium));
        matrix.ok().map(|matrix| draw(&matrix))
    });
    let label = say(screen::QR_CODE);
    move || {
        drawn.get().map(|(view_box, path)| {
            view! {
                <svg
                    class="qr-code"
                    role="img"
                    aria-label=label
                    viewBox=view_box
                    shape-rendering="crispEdges"
                >
                    <path d=path></path>
                </svg>
            }
        })
    }
}

/// The view box and the path: one stroke for each run of dark modules.
fn draw(matrix: &Matrix) -> (String, String) {
    let side = matrix.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let run = (x..side).take_while(|&at| matrix.get_module(at, y)).count();
            let width = i32::try_from(run).expect("a code has at most 177 modules a side");
            if width > 0 {
                write!(path, "M{} {}h{width}v1h-{width}z", x + QUIET, y + QUIET)
                    .expect("writing to a string succeeds");
            }
            x += width.max(1);
        }
    }
    let box_side = side + 2 * QUIET;
    (format!("0 0 {box_side} {box_side}"), path)
}
