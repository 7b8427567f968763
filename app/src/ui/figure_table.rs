//! A table that is its own chart: every figure as a number and, where it helps, as a bar.

use leptos::prelude::*;

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureHead {
    /// What the column tells.
    pub name: String,
    /// In what, or of what.
    pub unit: Option<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// Whose row it is.
    pub name: String,
    /// Its cells, one for each head after the first.
    pub cells: Vec<FigureCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureCell {
    /// A number alone.
    Plain(String),
    /// A count, as part of the largest of its column.
    Count {
        /// As it is written.
        text: String,
        /// The count.
        value: u32,
        /// The largest.
        of: u32,
    },
    /// A median and a ninetieth percentile, on the scale of the column.
    Lengths {
        /// The median, as it is written.
        half: String,
        /// The ninetieth percentile, as it is written.
        ninety: String,
        /// Both in seconds; none where nothing was.
        lengths: Option<(u32, u32)>,
        /// The longest of the column.
        of: u32,
    },
}

const BAR_WIDTH: f64 = 96.0;

/// Draws a captioned table whose first column names the rows.
#[component]
pub fn FigureTable(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] heads: Signal<Vec<FigureHead>>,
    #[prop(into)] lines: Signal<Vec<FigureLine>>,
) -> impl IntoView {
    let head = |head: FigureHead| {
        let unit = head.unit.map(|unit| view! { <span class="figure-table__unit">{unit}</span> });
        view! { <th scope="col">{head.name} {unit}</th> }
    };
    let line = |line: FigureLine| {
        let cells = line.cells.into_iter().map(draw).collect_view();
        view! { <tr><th scope="row">{line.name}</th>{cells}</tr> }
    };
    view! {
        <div class="figure-table" role="region" tabindex="0" aria-label=caption>
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{move || heads.get().into_iter().map(head).collect_view()}</tr>
                </thead>
                <tbody>{move || lines.get().into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn draw(cell: FigureCell) -> AnyView {
    match cell {
        FigureCell::Plain(text) => view! { <td>{text}</td> }.into_any(),
        FigureCell::Count { text, value, of } => view! {
            <td>
                <div class="figure-table__pair">
                    <span class="figure-table__number">{text}</span>
                    <svg class="bar" viewBox="0 0 96 12" aria-hidden="true">
                        <rect class="bar__solid" y="1" height="10" width=scaled(value, of)/>
                    </svg>
                </div>
            </td>
        }
        .into_any(),
        FigureCell::Lengths { half, ninety, lengths, of } => view! {
            <td>
                <div class="figure-table__pair">
                    <span class="figure-table__number">{half}</span>
                    <span class="figure-table__number figure-table__number--second">{ninety}</span>
                    <svg class="bar" viewBox="0 0 96 12" aria-hidden="true">
                        {lengths.map(|(half, ninety)| lengths_bar(half, ninety, of))}
                    </svg>
                </div>
            </td>
        }
        .into_any(),
    }
}

fn lengths_bar(half: u32, ninety: u32, of: u32) -> impl IntoView {
    let tick = scaled(ninety, of);
    view! {
        <line class="bar__reach" x1="0" y1="6" x2=tick.clone() y2="6"/>
        <rect class="bar__solid" y="1" height="10" width=scaled(half, of)/>
        <line class="bar__tick" x1=tick.clone() y1="1" x2=tick y2="11"/>
    }
}

fn scaled(value: u32, of: u32) -> String {
    let width = BAR_WIDTH - 2.0;
    format!("{:.1}", 1.0 + width * f64::from(value) / f64::from(of.max(1)))
}
