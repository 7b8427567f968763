//! Random scripts of requests, to be asked of a centre and of its model.

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use shared::catalogue::Catalogue;
use shared::ids::{FileId, SubmissionId};
use shared::intake::MissingChunk;
use shared::journal::{Link, Position};
use shared::signature::Signer;
use shared::time::Timestamp;
use uuid::Uuid;

use super::parcel::{self, FLAWS, Flaw, Parcel, Sender};
use super::request::{Request, Sent};

/// Submissions of one script.
const PARCELS: usize = 6;
/// Senders that the centre knows; they come first.
const KNOWN: usize = 2;
/// Entries of each chain.
const ENTRIES: u64 = 12;

/// What requests of a script are drawn from.
pub struct Script {
    senders: Vec<Sender>,
    parcels: Vec<(usize, Parcel)>,
    chains: Vec<(u32, Vec<Link>)>,
}

impl Script {
    /// Prepares submissions of these halls: whole, spoiled, and others under the same id.
    pub fn prepare(catalogue: &Catalogue, senders: Vec<Sender>, seed: u64, now: Timestamp) -> Self {
        let random = &mut StdRng::seed_from_u64(seed);
        let mut parcels: Vec<(usize, Parcel)> = Vec::new();
        for _ in 0..PARCELS {
            let from = random.random_range(0..senders.len());
            let from = if random.random_bool(0.8) { from % KNOWN } else { from };
            let flaw = FLAWS.choose(random);
            let id = SubmissionId(parcel::minted(now, random));
            let flaw = flaw.copied().unwrap_or(Flaw::None);
            parcels.push((from, Parcel::make(catalogue, &senders[from], id, flaw, random)));
            if random.random_bool(0.3) {
                // Other bytes under the same id, of this hall or another.
                let from = random.random_range(0..senders.len());
                let other = Parcel::make(catalogue, &senders[from], id, Flaw::None, random);
                parcels.push((from, other));
            }
        }
        let chain = |epoch, version| (epoch, parcel::chain(epoch, ENTRIES, version, now));
        // Epochs of its own, so that a script does not meet the chains of another.
        let epoch = u32::try_from(seed % 1_000_000).expect("it is small") * 2;
        let (one, two) = (epoch + 1, epoch + 2);
        let chains = vec![chain(one, "1"), chain(one, "1"), chain(one, "2"), chain(two, "1")];
        Self { senders, parcels, chains }
    }

    /// The next request.
    pub fn next(&self, random: &mut StdRng) -> Sent {
        match random.random_range(0..10) {
            0 => self.journal(random),
            1 => self.sent(0, Request::Probe("a nonce".to_owned()), random),
            _ => {
                let (from, parcel) = self.parcels.choose(random).expect("there are some");
                let request = about(parcel, random);
                self.sent(*from, request, random)
            }
        }
    }

    /// All of a submission in its order, so that some are committed.
    pub fn whole(&self, random: &mut StdRng) -> Vec<Sent> {
        let (from, parcel) = self.parcels.choose(random).expect("there are some");
        let Parcel { submission, request, chunks } = parcel;
        let chunk = |(place, sealed): &(MissingChunk, Arc<[u8]>)| {
            Request::Chunk(*submission, *place, Arc::clone(sealed))
        };
        let mut steps = vec![Request::Envelope(*submission, Arc::clone(request))];
        steps.extend(chunks.iter().map(chunk));
        steps.push(Request::NeedList(*submission));
        steps.push(Request::Commit(*submission));
        let Sender { hall, signer, .. } = &self.senders[*from];
        let sent = |request| Sent { hall: *hall, key: signer.public(), request };
        steps.into_iter().map(sent).collect()
    }

    /// Who signs with a key.
    pub fn signer(&self, sent: &Sent) -> Signer {
        let known = self.senders.iter().map(|sender| &sender.signer);
        let own = known.into_iter().find(|signer| signer.public() == sent.key);
        own.cloned().unwrap_or_else(parcel::stranger)
    }

    fn journal(&self, random: &mut StdRng) -> Sent {
        let from = random.random_range(0..KNOWN);
        let (epoch, links) = self.chains.choose(random).expect("there are some");
        let is_first = random.random_bool(0.6);
        let first = if is_first { 0 } else { random.random_range(0..links.len()) };
        let last = random.random_range(first..=links.len());
        let mut run = links[first..last].to_vec();
        if random.random_bool(0.1) && run.len() > 2 {
            run.remove(1);
        }
        let signer = &self.senders[from].signer;
        let other = parcel::stranger();
        let signer = if random.random_bool(0.1) { &other } else { signer };
        let seq = first as u64 + if random.random_bool(0.05) { 2 } else { 1 };
        let batch = parcel::batch(signer, &run);
        self.sent(from, Request::Journal(Position { epoch: *epoch, seq }, batch), random)
    }

    /// Sent by the hall, and now and then by another one or a stranger.
    fn sent(&self, from: usize, request: Request, random: &mut StdRng) -> Sent {
        let from = if random.random_bool(0.05) {
            random.random_range(0..self.senders.len())
        } else {
            from
        };
        let Sender { hall, signer, .. } = &self.senders[from];
        let is_strange = random.random_bool(0.02);
        let key = if is_strange { parcel::stranger().public() } else { signer.public() };
        Sent { hall: *hall, key, request }
    }
}

fn about(parcel: &Parcel, random: &mut StdRng) -> Request {
    let Parcel { submission, request, chunks } = parcel;
    match random.random_range(0..8) {
        0 | 1 => Request::Envelope(*submission, Arc::clone(request)),
        2 => Request::NeedList(*submission),
        3 | 4 => Request::Commit(*submission),
        _ => match chunks.choose(random) {
            Some((place, sealed)) => {
                let spoiled = random.random_bool(0.1).then(|| sealed[..sealed.len() - 1].into());
                let place = if random.random_bool(0.05) { nowhere() } else { *place };
                Request::Chunk(*submission, place, spoiled.unwrap_or_else(|| Arc::clone(sealed)))
            }
            None => Request::Chunk(*submission, nowhere(), Arc::new([1, 2, 3])),
        },
    }
}

fn nowhere() -> MissingChunk {
    MissingChunk { file: FileId(Uuid::from_u128(1)), n: 0 }
}
