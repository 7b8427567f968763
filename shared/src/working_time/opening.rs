//! When a hall or a field receives people; it may differ from the days that limits count.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};

use super::{Calendar, Session, SpecialDayKind};

/// The week of a hall or a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct OpeningHours(pub Vec<OpenDay>);

/// Some days of the week and their hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenDay {
    /// The days: `Mon`, `Tue`, and so on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub days: Vec<Weekday>,
    /// The hours, in order.
    pub sessions: Vec<Session>,
}

impl OpeningHours {
    /// Gives the hours of one day: none on a day off, those of a Monday on a worked day of rest.
    pub fn on(&self, day: NaiveDate, calendar: &Calendar) -> &[Session] {
        match calendar.special(day).map(|special| special.kind) {
            Some(
                SpecialDayKind::Holiday
                | SpecialDayKind::CompensatoryOff
                | SpecialDayKind::SubstituteOff,
            ) => &[],
            Some(SpecialDayKind::MakeupWork) => self.of_weekday(Weekday::Mon),
            None => self.of_weekday(day.weekday()),
        }
    }

    /// Says whether people are received at this moment.
    pub fn is_open(&self, at: NaiveDateTime, calendar: &Calendar) -> bool {
        let inside = |session: &Session| session.from <= at.time() && at.time() < session.to;
        self.on(at.date(), calendar).iter().any(inside)
    }

    /// Gives the next moment at which people are received, within a month.
    pub fn next_opening(&self, after: NaiveDateTime, calendar: &Calendar) -> Option<NaiveDateTime> {
        after.date().iter_days().take(32).find_map(|day| {
            let openings = self.on(day, calendar).iter().map(|session| day.and_time(session.from));
            openings.into_iter().find(|opening| *opening > after)
        })
    }

    fn of_weekday(&self, weekday: Weekday) -> &[Session] {
        let open = self.0.iter().find(|open| open.days.contains(&weekday));
        open.map_or(&[], |open| &open.sessions)
    }
}
