//! What the hall's voice says of a call, and that nothing a sound does silences it.

#[path = "announcement/clips.rs"]
mod clips;
#[path = "announcement/sentences.rs"]
mod sentences;
#[path = "announcement/speaker.rs"]
mod speaker;

use chrono::TimeDelta;
use shared::hall::CallView;
use shared::ids::CounterId;
use shared::ticket::TicketNumber;
use shared::time::Timestamp;

fn call(series: &str, sequence: u32, counter: u16) -> CallView {
    CallView {
        number: TicketNumber { series: series.into(), sequence },
        is_priority: false,
        counter: CounterId(counter),
        at: morning(),
        calls: 1,
    }
}

fn morning() -> Timestamp {
    Timestamp::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn after(seconds: i64) -> Timestamp {
    morning() + TimeDelta::seconds(seconds)
}
