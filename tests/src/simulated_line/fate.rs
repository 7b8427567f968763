//! What becomes of a request on its way and of the answer on its way back.

use kiosk::centre_client::Reply;
use rand::RngExt as _;
use rand::rngs::StdRng;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::{Acknowledgement, EnvelopeHeld, Missing};
use shared::time::Timestamp;
use uuid::Uuid;

use super::parcel::stranger;
use super::request::{Request, document, status};
use super::weather::{MINUTE, Weather};

/// One arrival at the centre and its answer.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// How long it was under way.
    pub after: u64,
    /// What is heard of the answer.
    pub answer: Back,
}

/// What is heard of an answer.
#[derive(Debug, Clone)]
pub enum Back {
    /// The answer, after so long.
    Whole(u64),
    /// Nothing.
    Lost,
    /// Something else, after so long.
    Replaced(Reply, u64),
}

/// What becomes of a request.
#[derive(Debug, Clone)]
pub struct Fate {
    /// In words.
    pub name: &'static str,
    /// Every time it arrives.
    pub arrivals: Vec<Arrival>,
    /// What somebody else answers; no reply is a connection that breaks.
    pub instead: Option<(Option<Reply>, u64)>,
}

impl Fate {
    /// Draws what becomes of a request.
    pub fn of(request: &Request, weather: Weather, random: &mut StdRng) -> Self {
        match weather {
            Weather::Fair => Self::arrives("arrived", random),
            Weather::Rough(chance) if random.random_bool(chance) => Self::rough(request, random),
            Weather::Rough(_) => Self::arrives("arrived", random),
            Weather::Down => Self::nothing(random),
            Weather::Portal => Self::instead("met a portal", portal(request, random), random),
            Weather::Overloaded => Self::instead("was put off", later(random), random),
        }
    }

    fn arrives(name: &'static str, random: &mut StdRng) -> Self {
        Self { name, arrivals: vec![arrival(random)], instead: None }
    }

    fn instead(name: &'static str, reply: Reply, random: &mut StdRng) -> Self {
        Self { name, arrivals: Vec::new(), instead: Some((Some(reply), delay(random))) }
    }

    /// Silence, or a connection that is refused or reset.
    fn nothing(random: &mut StdRng) -> Self {
        if random.random_bool(0.5) {
            Self { name: "was lost", arrivals: Vec::new(), instead: None }
        } else {
            let instead = Some((None, delay(random)));
            Self { name: "was refused a connection", arrivals: Vec::new(), instead }
        }
    }

    fn rough(request: &Request, random: &mut StdRng) -> Self {
        let late = random.random_range(1..5 * MINUTE);
        let usual = arrival(random);
        let (name, arrivals) = match random.random_range(0..9) {
            0 => return Self::nothing(random),
            1 => return Self::instead("was put off", later(random), random),
            2 => return Self::instead("met a portal", portal(request, random), random),
            3 => {
                // Half open: the hall hears that the connection broke, and the centre works.
                let instead = Some((None, delay(random)));
                return Self { name: "broke half", arrivals: vec![usual], instead };
            }
            4 => ("arrived late", vec![Arrival { after: late, ..usual }]),
            5 => ("was answered late", vec![Arrival { answer: Back::Whole(late), ..usual }]),
            6 => ("lost its answer", vec![Arrival { answer: Back::Lost, ..usual }]),
            // In any order with whatever else is under way.
            7 => ("arrived twice", vec![usual, Arrival { after: late, ..arrival(random) }]),
            _ => {
                let bad = status([500, 502, 503, 504][random.random_range(0..4)]);
                let answer = Back::Replaced(bad, delay(random));
                ("was done and said to have failed", vec![Arrival { answer, ..usual }])
            }
        };
        Self { name, arrivals, instead: None }
    }
}

fn arrival(random: &mut StdRng) -> Arrival {
    Arrival { after: delay(random), answer: Back::Whole(delay(random)) }
}

fn delay(random: &mut StdRng) -> u64 {
    random.random_range(2..80)
}

/// What a proxy says before a centre that has too much to do.
fn later(random: &mut StdRng) -> Reply {
    let code = [429, 503, 500, 408, 425][random.random_range(0..5)];
    let retry_after = random.random_bool(0.5).then(|| random.random_range(0..2_000));
    Reply { retry_after, ..status(code) }
}

/// What a captive portal says, or a proxy that wants a password: never the centre's word.
fn portal(request: &Request, random: &mut StdRng) -> Reply {
    let page = Reply { body: b"<h1>Free hotel WiFi</h1>".to_vec(), ..status(200) };
    match random.random_range(0..14) {
        0..=3 => page,
        4 => status(302),
        5 => status(511),
        6 => status(204),
        7 => status([401, 403, 404, 407][random.random_range(0..4)]),
        8 => Reply { body: b"{}".to_vec(), ..status(200) },
        9..=12 => forged(request),
        _ => Reply { nonce: Some("another".to_owned()), ..status(204) },
    }
}

/// An answer of the right form from somebody who is not the centre.
fn forged(request: &Request) -> Reply {
    match request {
        Request::Envelope(submission, request) => {
            let word = stranger().acknowledge(&word_for(*submission));
            let acknowledgement = request.commits.then_some(word);
            document(&EnvelopeHeld { chunks: Vec::new(), acknowledgement })
        }
        Request::NeedList(_) => document(&Missing { chunks: Vec::new() }),
        Request::Commit(submission) => document(&stranger().acknowledge(&word_for(*submission))),
        Request::Probe(_) | Request::Chunk(..) | Request::Journal(..) => status(200),
    }
}

fn word_for(submission: SubmissionId) -> Acknowledgement {
    let manifest = Digest::of(Uuid::nil().as_bytes());
    Acknowledgement { submission, manifest, received_at: Timestamp::UNIX_EPOCH }
}
