//! Small charts that share the hours of a day: columns, or lines with their names at the end.

use leptos::prelude::*;

/// A column of an hour.
#[derive(Debug, Clone, PartialEq)]
pub struct HourColumn {
    /// The hour.
    pub hour: u8,
    /// How high; none where nothing was.
    pub value: Option<f64>,
    /// The number over it.
    pub label: String,
}

/// A line over the hours.
#[derive(Debug, Clone, PartialEq)]
pub struct HourLine {
    /// Its name, at its end.
    pub name: String,
    /// How it is drawn.
    pub kind: LineKind,
    /// A value for each hour; none where nothing was.
    pub values: Vec<Option<f64>>,
    /// The numbers at its points.
    pub labels: Vec<String>,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// The one to read first.
    Main,
    /// The one it is read with.
    Second,
}

const WIDTH: f64 = 600.0;
const FOOT: f64 = 150.0;
const HEAD: f64 = 26.0;
/// Room for the names of lines; columns leave it too, so that hours stand under each other.
const END: f64 = 64.0;

/// Draws columns under a title.
#[component]
pub fn HourColumns(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] columns: Signal<Vec<HourColumn>>,
) -> impl IntoView {
    let drawn = move || {
        let columns = columns.get();
        let most = columns.iter().filter_map(|one| one.value).fold(0.0, f64::max);
        let count = columns.len();
        let hours = columns.iter().map(|one| one.hour).collect();
        let draw = |(place, one): (usize, HourColumn)| {
            let (x, y) = (centre(place, count), height(one.value.unwrap_or(0.0), most));
            let width = band(count) * 0.62;
            view! {
                <rect
                    class="hour-chart__column"
                    x=number(x - width / 2.0)
                    y=number(y)
                    width=number(width)
                    height=number(FOOT - y)
                />
                <text class="hour-chart__label" x=number(x) y=number(y - 6.0)>{one.label}</text>
            }
        };
        let shapes = columns.into_iter().enumerate().map(draw).collect_view();
        view! { {shapes} {axis(hours)} }
    };
    view! { <HourFrame title>{drawn}</HourFrame> }
}

/// Draws lines over the same hours.
#[component]
pub fn HourLines(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] hours: Signal<Vec<u8>>,
    #[prop(into)] lines: Signal<Vec<HourLine>>,
) -> impl IntoView {
    let drawn = move || {
        let (hours, lines) = (hours.get(), lines.get());
        let values = lines.iter().flat_map(|line| line.values.iter().flatten());
        let most = values.fold(0.0, |most: f64, value| most.max(*value));
        let count = hours.len();
        let shapes = lines.into_iter().map(|line| draw_line(line, count, most)).collect_view();
        view! { {shapes} {axis(hours)} }
    };
    view! { <HourFrame title>{drawn}</HourFrame> }
}

#[component]
fn HourFrame(title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <figure class="hour-chart">
            <figcaption class="hour-chart__title">{title}</figcaption>
            <svg class="hour-chart__picture" viewBox="0 0 600 176" role="img" aria-label=title>
                {children()}
            </svg>
        </figure>
    }
}

fn draw_line(line: HourLine, count: usize, most: f64) -> impl IntoView {
    let HourLine { name, kind, values, labels } = line;
    let points: Vec<Option<(f64, f64)>> = values
        .iter()
        .enumerate()
        .map(|(place, value)| value.map(|value| (centre(place, count), height(value, most))))
        .collect();
    let class = match kind {
        LineKind::Main => "hour-chart__line",
        LineKind::Second => "hour-chart__line hour-chart__line--second",
    };
    let named = points.iter().rev().flatten().next().map(|(x, y)| {
        let y = number((y + 4.0).min(FOOT - 5.0));
        view! { <text class="hour-chart__name" x=number(x + 12.0) y=y>{name}</text> }
    });
    let dots = points
        .iter()
        .zip(labels)
        .filter_map(|(point, label)| Some(((*point)?, label)))
        .map(|((x, y), label)| {
            let (at, label_at) = (number(y), number(y + label_offset(kind, y)));
            view! {
                <circle class="hour-chart__dot" cx=number(x) cy=at r="3"/>
                <text class="hour-chart__label" x=number(x) y=label_at>{label}</text>
            }
        })
        .collect_view();
    view! { <g class=class><path d=path(&points)/>{dots} {named}</g> }
}

/// The main line has its numbers below, away from the other; near the foot there is no room.
fn label_offset(kind: LineKind, y: f64) -> f64 {
    match kind {
        LineKind::Main if y < FOOT - 18.0 => 16.0,
        LineKind::Main | LineKind::Second => -8.0,
    }
}

/// A path through the points; where nothing was, the line breaks off.
fn path(points: &[Option<(f64, f64)>]) -> String {
    let mut path = String::new();
    let mut is_down = false;
    for point in points {
        if let Some((x, y)) = point {
            let step = if is_down { 'L' } else { 'M' };
            path.push_str(&format!("{step}{} {} ", number(*x), number(*y)));
        }
        is_down = point.is_some();
    }
    path
}

fn axis(hours: Vec<u8>) -> impl IntoView {
    let count = hours.len();
    let named = hours.into_iter().enumerate().map(move |(place, hour)| {
        let x = number(centre(place, count));
        view! { <text class="hour-chart__hour" x=x y="169">{hour}</text> }
    });
    view! {
        <line class="hour-chart__foot" x1="0" y1="150" x2=number(WIDTH - END) y2="150"/>
        {named.collect_view()}
    }
}

fn centre(place: usize, count: usize) -> f64 {
    let place = u32::try_from(place).unwrap_or(0);
    band(count) * (f64::from(place) + 0.5)
}

fn band(count: usize) -> f64 {
    (WIDTH - END) / f64::from(u32::try_from(count.max(1)).unwrap_or(1))
}

fn height(value: f64, most: f64) -> f64 {
    FOOT - (FOOT - HEAD) * value / most.max(f64::EPSILON)
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}
