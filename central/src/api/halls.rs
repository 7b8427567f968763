//! The halls: when each was heard last, and how far its journal is held.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use shared::ids::HallId;
use shared::intake::Heartbeat;
use shared::journal::Position;
use shared::refusal::Refused;
use utoipa::ToSchema;

use super::admission::CallingOfficer;
use super::refusals::Answer;
use crate::services::Services;
use crate::store::halls::HallRow;

/// A hall as the office sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HallLine {
    /// The hall.
    hall: HallId,
    /// Its name.
    name: String,
    /// When it was enrolled.
    enrolled_at: DateTime<Utc>,
    /// When it was heard last.
    heard_at: Option<DateTime<Utc>>,
    /// What it said then.
    heartbeat: Option<Heartbeat>,
    /// The last entry of its journal that the centre holds.
    journal_held: Option<Position>,
    /// Entries that the hall had when it was heard last and the centre does not hold.
    journal_gap: u64,
}

/// Lists the halls by name.
#[utoipa::path(get, path = "/api/halls", tag = "office",
    responses((status = 200, body = Vec<HallLine>), (status = 401, body = Refused)))]
pub(super) async fn list(
    State(services): State<Arc<Services>>,
    _officer: CallingOfficer,
) -> Answer<Json<Vec<HallLine>>> {
    let heads: BTreeMap<HallId, Position> =
        services.store.journal_heads().await?.into_iter().collect();
    let halls = services.store.halls().await?;
    let line = |row: HallRow| {
        let held = heads.get(&row.hall).copied();
        line(row, held)
    };
    Ok(Json(halls.into_iter().map(line).collect()))
}

fn line(row: HallRow, journal_held: Option<Position>) -> HallLine {
    let (heard_at, heartbeat) = row.heard.unzip();
    let journal_gap = heartbeat.as_ref().map_or(0, |told| gap(told.head, journal_held));
    HallLine {
        hall: row.hall,
        name: row.name,
        enrolled_at: row.enrolled_at,
        heard_at,
        heartbeat,
        journal_held,
        journal_gap,
    }
}

fn gap(head: Position, held: Option<Position>) -> u64 {
    match held {
        Some(held) if held.epoch == head.epoch => head.seq.saturating_sub(held.seq),
        Some(held) if held.epoch > head.epoch => 0,
        Some(_) | None => head.seq,
    }
}
