//! Fifty megabytes over a line that drops every two: from the phone to the hall, from there to the
//! centre, beginning again nowhere.

#![allow(
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "it tells its figures, and its files have few chunks"
)]

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use promises::books;
use promises::centre::TestCentre;
use promises::forms::Papers;
use promises::hall::TestHall;
use promises::line::{Condition, Line};
use promises::patience::until_so;
use promises::sample_file::document;
use promises::visitor::{Answer, Visitor};
use reqwest::Method;
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::submission::{CHUNK_BYTES, FileHeld, FileKept, FileWhole};
use uuid::Uuid;

const DROPS_EVERY: Condition = Condition::DropsEvery(2_000_000);
const FILE_BYTES: usize = 16_700_000;
const FILES: u64 = 3;
const ALL_BYTES: u64 = FILES * FILE_BYTES as u64;
/// A sender that gives up no sooner than a person would.
const TRIES_MAX: usize = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_megabytes_arrive_over_a_line_that_drops_every_two() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.line().set(Condition::Down);
    let id = SubmissionId(Uuid::now_v7());
    let files: Vec<(FileId, Vec<u8>)> =
        (0..FILES).map(|seed| (FileId(Uuid::now_v7()), document(FILE_BYTES, seed))).collect();

    let from_phone = Instant::now();
    let phone_line = Line::open(hall.addr()).await;
    phone_line.set(DROPS_EVERY);
    let phone = Phone { visitor: Visitor::of(phone_line.url()), submission: id };
    for (file, plain) in &files {
        let kept = phone.send(*file, plain).await;
        assert_eq!(kept.bytes, plain.len() as u64);
    }
    let papers = Papers::Attached(files.iter().map(|(file, _)| *file).collect());
    let kept = hall.submit(id, &hall.birth_registration(&papers)).await;
    let from_phone = from_phone.elapsed();
    assert!(kept.is_success(), "{}", kept.text());
    assert_few_bytes_went_twice("phone", &phone_line);

    let owed = books::owed_by(hall.store(), hall.clock().now());
    let from_hall = Instant::now();
    hall.line().set(DROPS_EVERY);
    until_carried(&hall, ALL_BYTES / 8).await;
    hall.restart().await;
    until_carried(&hall, ALL_BYTES / 4).await;
    hall.line().set(Condition::Down);
    hall.clock().turn(TimeDelta::days(3));
    hall.restart().await;
    assert_eq!(hall.store().outbox_counts().pending, 1, "the line went down in the middle");
    hall.line().set(DROPS_EVERY);
    hall.until_settled().await;
    let from_hall = from_hall.elapsed();

    assert_few_bytes_went_twice("hall", hall.line());
    assert_eq!(books::held_by(centre.database()).await, owed);
    let officer = centre.officer().await;
    for (file, plain) in &files {
        assert!(officer.file(id, *file).await == *plain, "the officer reads other bytes");
    }
    tell("phone to hall", &phone_line, from_phone);
    tell("hall to centre", hall.line(), from_hall);
    hall.stop().await;
    centre.stop().await;
}

/// A phone that sends chunk by chunk and asks what is held when it hears nothing.
struct Phone {
    visitor: Visitor,
    submission: SubmissionId,
}

impl Phone {
    async fn send(&self, file: FileId, plain: &[u8]) -> FileKept {
        let path = format!("/api/submissions/{}/files/{file}", self.submission);
        let chunks: Vec<&[u8]> = plain.chunks(CHUNK_BYTES).collect();
        for _ in 0..TRIES_MAX {
            let Some(held) = self.visitor.try_get(&path).await else { continue };
            let held: FileHeld = held.json();
            if let Some(kept) = held.kept {
                return kept;
            }
            let missing = (0..chunks.len()).filter(|n| !held.chunks.contains(&(*n as u32)));
            let mut is_lost = false;
            for n in missing {
                is_lost = self.put_chunk(&path, n, chunks[n]).await.is_none();
                if is_lost {
                    break;
                }
            }
            if !is_lost {
                self.visitor.try_put(&format!("{path}/whole"), &FileWhole::of_bytes(plain)).await;
            }
        }
        panic!("the file did not arrive in {TRIES_MAX} tries");
    }

    async fn put_chunk(&self, path: &str, n: usize, chunk: &[u8]) -> Option<()> {
        let request = self.visitor.request(Method::PUT, &format!("{path}/chunks/{n}"));
        let request = request.header("content-digest", Digest::of(chunk).to_header());
        let answer = Answer::read(request.body(chunk.to_vec()).send().await.ok()?).await?;
        answer.is_success().then_some(())
    }
}

async fn until_carried(hall: &TestHall, bytes: u64) {
    until_so("a part was carried", || hall.line().carried_bytes() > bytes).await;
}

fn assert_few_bytes_went_twice(who: &str, line: &Line) {
    let (carried, dropped) = (line.carried_bytes(), line.dropped());
    assert!(dropped >= ALL_BYTES / 2_000_000 / 2, "the line of the {who} dropped {dropped} times");
    assert!(carried >= ALL_BYTES, "{carried} bytes cannot be everything");
    assert!(carried < 2 * ALL_BYTES, "{who}: {carried} bytes were carried for {ALL_BYTES}");
}

fn tell(way: &str, line: &Line, took: Duration) {
    println!(
        "{way}: {ALL_BYTES} bytes, {} carried, {} drops, {took:.1?}",
        line.carried_bytes(),
        line.dropped()
    );
}
