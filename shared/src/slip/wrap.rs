//! Breaks a text into lines of about the same length.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

const ELLIPSIS: char = '…';

/// A stretch of text that stays on one line.
struct Piece {
    text: String,
    width: f32,
    /// Whether a space stands before it when it is not first in its line.
    is_spaced: bool,
}

/// Breaks `text` into at most `lines_max` lines no wider than `width_max`; what does not fit gives
/// way to an ellipsis.
pub(super) fn wrap(
    text: &str,
    width_max: f32,
    lines_max: usize,
    advance: &dyn Fn(&str) -> f32,
) -> Vec<String> {
    let pieces = pieces(text, width_max, advance);
    let space = advance(" ");
    let lines = fill(&pieces, width_max, space);
    if lines.len() > lines_max {
        return cut_short(&pieces, &lines[..lines_max], width_max, advance);
    }
    let lines = balance(&pieces, lines, width_max, space);
    lines.into_iter().map(|line| join(&pieces[line])).collect()
}

/// One line of clean text: composed letters, single spaces, no control signs.
pub(super) fn clean(text: &str) -> String {
    let composed: String = text.nfc().map(|c| if is_gap(c) { ' ' } else { c }).collect();
    let visible = composed.split(' ').filter(|word| !word.is_empty());
    visible.collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}

fn is_gap(c: char) -> bool {
    c != '\u{a0}' && c.is_whitespace()
}

fn pieces(text: &str, width_max: f32, advance: &dyn Fn(&str) -> f32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        let mut is_spaced = true;
        for part in word.split_inclusive('/') {
            for (text, width) in split_to_fit(part, width_max, advance) {
                pieces.push(Piece { text, width, is_spaced });
                is_spaced = false;
            }
        }
    }
    pieces
}

/// Cuts a word that is wider than a line, between letters where possible.
fn split_to_fit(part: &str, width_max: f32, advance: &dyn Fn(&str) -> f32) -> Vec<(String, f32)> {
    let width = advance(part);
    if width <= width_max {
        return vec![(part.to_owned(), width)];
    }
    let mut fitting = Vec::new();
    let mut current = String::new();
    let mut current_width = 0.0;
    for letter in letters(part, width_max, advance) {
        let letter_width = advance(letter);
        if !current.is_empty() && current_width + letter_width > width_max {
            fitting.push((std::mem::take(&mut current), current_width));
            current_width = 0.0;
        }
        current.push_str(letter);
        current_width += letter_width;
    }
    fitting.push((current, current_width));
    fitting
}

fn letters<'t>(part: &'t str, width_max: f32, advance: &dyn Fn(&str) -> f32) -> Vec<&'t str> {
    let mut letters = Vec::new();
    for letter in part.graphemes(true) {
        if advance(letter) <= width_max {
            letters.push(letter);
        } else {
            letters.extend(letter.char_indices().map(|(at, c)| &letter[at..at + c.len_utf8()]));
        }
    }
    letters
}

/// Puts as many pieces on each line as fit.
fn fill(pieces: &[Piece], width_max: f32, space: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut width = 0.0;
    for (at, piece) in pieces.iter().enumerate() {
        let gap = if piece.is_spaced && at > start { space } else { 0.0 };
        if at > start && width + gap + piece.width > width_max {
            lines.push(start..at);
            start = at;
            width = piece.width;
        } else {
            width += gap + piece.width;
        }
    }
    if start < pieces.len() {
        lines.push(start..pieces.len());
    }
    lines
}

/// Narrows the column as far as the number of lines allows, so that no word is left alone.
fn balance(
    pieces: &[Piece],
    lines: Vec<Range<usize>>,
    width_max: f32,
    space: f32,
) -> Vec<Range<usize>> {
    if lines.len() < 2 {
        return lines;
    }
    let widest_piece = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
    let (mut narrow, mut wide, mut best) = (widest_piece, width_max, lines);
    while wide - narrow > 2.0 {
        let middle = f32::midpoint(narrow, wide);
        let candidate = fill(pieces, middle, space);
        if candidate.len() <= best.len() {
            (wide, best) = (middle, candidate);
        } else {
            narrow = middle;
        }
    }
    best
}

/// Ends the last line with an ellipsis, at a word where one fits.
fn cut_short(
    pieces: &[Piece],
    lines: &[Range<usize>],
    width_max: f32,
    advance: &dyn Fn(&str) -> f32,
) -> Vec<String> {
    let mut texts: Vec<String> = lines.iter().map(|line| join(&pieces[line.clone()])).collect();
    if let (Some(text), Some(line)) = (texts.last_mut(), lines.last()) {
        let ends = line.clone().skip(1).rev();
        let mut shorter = std::iter::once(text.clone())
            .chain(ends.map(|end| join(&pieces[line.start..end])))
            .map(|kept| with_ellipsis(&kept));
        *text = shorter
            .find(|kept| advance(kept) <= width_max)
            .unwrap_or_else(|| fewer_letters(&pieces[line.start].text, width_max, advance));
    }
    texts
}

fn fewer_letters(text: &str, width_max: f32, advance: &dyn Fn(&str) -> f32) -> String {
    let ends = text.grapheme_indices(true).map(|(at, _)| at).rev();
    ends.map(|end| with_ellipsis(&text[..end]))
        .find(|kept| advance(kept) <= width_max)
        .unwrap_or_default()
}

fn with_ellipsis(text: &str) -> String {
    let mut kept = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned();
    kept.push(ELLIPSIS);
    kept
}

fn join(pieces: &[Piece]) -> String {
    let mut line = String::new();
    for piece in pieces {
        if piece.is_spaced && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&piece.text);
    }
    line
}
