//! A hall tells what it believes the centre holds, and hears where that is not so.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{NaiveDate, TimeDelta};
use shared::reconciliation::{Belief, COMPARED_DAYS, Compared, DayPage, PAGE_MAX, PageDiffers};
use shared::refusal::{Refusal, Refused};
use shared::time::ServiceDay;

use super::admission::CallingHall;
use super::refusals::Answer;
use super::sent::{Named, Sent};
use crate::services::Services;

/// The most epochs that are compared.
const EPOCHS_MAX: usize = 1_000;

/// Compares how far the journal was sent, and what was acknowledged day by day.
#[utoipa::path(put, path = "/intake/v1/belief", tag = "intake", request_body = Belief,
    responses((status = 200, body = Compared), (status = 401, body = Refused),
        (status = 422, body = Refused)))]
pub(super) async fn compare(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Sent(belief): Sent<Belief>,
) -> Answer<Json<Compared>> {
    if belief.journal.len() > EPOCHS_MAX {
        return Err(Refusal::ManifestRefused.into());
    }
    let now = services.now();
    let since = ServiceDay::of(now - TimeDelta::days(COMPARED_DAYS));
    let belief =
        Belief { days: belief.days.into_iter().filter(|one| one.day >= since).collect(), ..belief };
    let (compared, incidents) = services.store.compare(hall.hall, &belief, since, now).await?;
    incidents.iter().for_each(|incident| services.raise(hall.hall, incident));
    Ok(Json(compared))
}

/// Compares one page of a day, name by name.
#[utoipa::path(put, path = "/intake/v1/belief/{day}", tag = "intake",
    params(("day" = String, Path, description = "A service day, as 2026-11-25.")),
    request_body = DayPage,
    responses((status = 200, body = PageDiffers), (status = 401, body = Refused),
        (status = 422, body = Refused)))]
pub(super) async fn compare_page(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named(day): Named<NaiveDate>,
    Sent(page): Sent<DayPage>,
) -> Answer<Json<PageDiffers>> {
    if page.acknowledged.len() > PAGE_MAX {
        return Err(Refusal::ManifestRefused.into());
    }
    let day = ServiceDay(day);
    let (differs, incidents) =
        services.store.compare_page(hall.hall, day, &page, services.now()).await?;
    incidents.iter().for_each(|incident| services.raise(hall.hall, incident));
    Ok(Json(differs))
}
