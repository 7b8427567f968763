//! The figures of the hall: for the page, and for those who take them along.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use shared::figures::{DAYS_MAX, HallFigures, Period, PeriodError, Sheet, sheets};
use shared::lang::Words;
use shared::refusal::{Refusal, Refused};
use shared::text::hall::{counter_name, figures as words};
use shared::time::ServiceDay;
use utoipa::IntoParams;

use super::Hall;
use super::refusals::Problem;
use crate::figures::{csv, workbook};
use crate::store::StoreFault;

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The days that are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The first day, such as `2026-11-23`; today when absent.
    day: Option<String>,
    /// The last day, today at the latest; the first day when absent.
    until: Option<String>,
}

type Question = Result<Query<Asked>, QueryRejection>;

/// What a day, or several in a row, came to.
#[utoipa::path(get, path = "/api/figures", tag = "figures", params(Asked),
    responses((status = 200, body = HallFigures), (status = "default", body = Refused)))]
pub(super) async fn read(
    State(hall): State<Arc<Hall>>,
    asked: Question,
) -> Result<Json<HallFigures>, Problem> {
    Ok(Json(figures(&hall, asked).await?))
}

/// The same as text with commas.
#[utoipa::path(get, path = "/api/figures.csv", tag = "figures", params(Asked), responses(
    (status = 200, content_type = "text/csv", body = String),
    (status = "default", body = Refused),
))]
pub(super) async fn as_csv(
    State(hall): State<Arc<Hall>>,
    asked: Question,
) -> Result<Response, Problem> {
    let figures = figures(&hall, asked).await?;
    let text = csv(&named_sheets(&hall, &figures));
    Ok(file(figures.period, "csv", CSV, text.into_bytes()))
}

/// The same as a workbook.
#[utoipa::path(get, path = "/api/figures.xlsx", tag = "figures", params(Asked), responses(
    (status = 200, content_type =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>),
    (status = "default", body = Refused),
))]
pub(super) async fn as_workbook(
    State(hall): State<Arc<Hall>>,
    asked: Question,
) -> Result<Response, Problem> {
    let figures = figures(&hall, asked).await?;
    let unit = &hall.catalogue.unit.name.vi;
    let written = workbook(unit, figures.period, &named_sheets(&hall, &figures));
    let bytes = written.map_err(|fault| {
        tracing::error!(error = &fault as &dyn std::error::Error, "no workbook was written");
        Problem(Refusal::Failed)
    })?;
    Ok(file(figures.period, "xlsx", XLSX, bytes))
}

async fn figures(hall: &Arc<Hall>, asked: Question) -> Result<HallFigures, Problem> {
    let Query(asked) = asked.map_err(|_| Refusal::UnknownFields)?;
    let now = hall.clock.now();
    let period = period(&asked, ServiceDay::of(now))?;
    let reader = Arc::clone(hall);
    let read = tokio::task::spawn_blocking(move || reader.books.figures(period, now)).await;
    Ok(read.map_err(|_| crate::store::StoreError::from(StoreFault::Panicked))??)
}

fn period(asked: &Asked, today: ServiceDay) -> Result<Period, Refusal> {
    let Asked { day, until } = asked;
    let day = day.clone().unwrap_or_else(|| today.to_string());
    Period::read(&day, until.as_deref(), today).map_err(|error| match error {
        PeriodError::Unreadable => Refusal::UnknownFields,
        PeriodError::OutOfBounds => Refusal::PeriodRefused { days_max: DAYS_MAX },
    })
}

fn named_sheets(hall: &Hall, figures: &HallFigures) -> Vec<Sheet> {
    let field = |series: &shared::ids::SeriesCode| match hall.catalogue.field(series) {
        Some(field) => Words {
            vi: format!("{series} · {}", field.name.vi),
            en: format!("{series} · {}", field.name.en),
        },
        None => words::series_name(series.as_str()),
    };
    sheets(figures, field, counter_name)
}

fn file(period: Period, extension: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let Period { from, to } = period;
    let days = if from == to { from.to_string() } else { format!("{from}_{to}") };
    let disposition = format!("attachment; filename=\"so-lieu-{days}.{extension}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}
