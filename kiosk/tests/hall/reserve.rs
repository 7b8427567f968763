//! A disk that fills: files are refused first, then applications; the reserve is never touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use kiosk::Ports;
use shared::hall::{HallView, Offer};
use shared::refusal::Refusal;
use shared::reserve::{Admits, FILES_ABOVE_BYTES, Reserve};
use shared::submission::{Brought, CHUNK_BYTES, FileHeld};

use crate::application::{file_id, submission_id, with_copies};
use crate::support::{COPIES, Hall, enrolment, ordinary, ticket_id};
use crate::uploads::{long_pdf, send};

const MIB: u64 = 1024 * 1024;
const TOTAL: u64 = 8 * 1024 * MIB;
const CLIENTS: usize = 64;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_that_upload_at_once_never_touch_the_reserve() {
    let (hall, disk) = hall_over_a_small_disk().await;
    let limit = reserve() + FILES_ABOVE_BYTES;
    disk.leave(limit + 20 * MIB);
    let watched = Arc::clone(&disk);
    let watcher = std::thread::spawn(move || watched.lowest_until_told());

    let (hall, plain) = (Arc::new(hall), Arc::new(long_pdf(CHUNK_BYTES)));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (hall, plain) = (Arc::clone(&hall), Arc::clone(&plain));
        let (id, file) = (submission_id(), file_id());
        clients.spawn(async move { (id, file, send(&hall, id, file, 0, &plain).await) });
    }
    let answers = clients.join_all().await;
    disk.told.store(true, Ordering::SeqCst);
    let lowest = watcher.join().expect("it watched");

    assert!(lowest >= limit, "{lowest} bytes were left of {limit}");
    let (taken, refused): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|(_, _, answer)| answer.status.is_success());
    assert!((20..=40).contains(&taken.len()), "{} were taken", taken.len());
    for (id, file, answer) in refused {
        assert_eq!(answer.refusal(), Refusal::NoRoomForFiles);
        assert!(!hall.data_dir().join("files").join(id.to_string()).exists());
        let held: FileHeld = hall.get(&format!("/api/submissions/{id}/files/{file}")).await.json();
        assert_eq!(held, FileHeld { kept: None, chunks: vec![] });
    }
    assert_eq!(hall.store().disk().promised_bytes, 0);
}

#[tokio::test]
async fn files_end_first_then_applications_then_tickets_and_each_is_said_before_it_is_asked_for() {
    let (hall, disk) = hall_over_a_small_disk().await;
    let table = [
        (2 * reserve(), Admits::Everything, Offer::Open, Offer::Open),
        (reserve() + MIB, Admits::ApplicationsWithoutFiles, Offer::Open, Offer::Open),
        (reserve() - MIB, Admits::TicketsOnly, Offer::NoRoom, Offer::Open),
        (MIB, Admits::Nothing, Offer::StoreStopped, Offer::StoreStopped),
    ];
    for (left, admits, submissions, tickets) in table {
        disk.leave(left);

        let view: HallView = hall.get("/api/hall").await.json();
        let file = send(&hall, submission_id(), file_id(), 0, &long_pdf(100)).await;
        let application = format!("/api/submissions/{}", submission_id());
        let application = hall.put(&application, &with_copies(Brought::OnPaper)).await;
        let ticket = hall.put(&format!("/api/tickets/{}", ticket_id()), &ordinary(COPIES)).await;

        assert_eq!((view.admits, view.submissions), (admits, submissions), "{left} are left");
        assert!(view.series.iter().all(|series| series.offer == tickets), "{left} are left");
        let taken = [&file, &application, &ticket].map(|answer| answer.status.is_success());
        let expected =
            [admits == Admits::Everything, submissions == Offer::Open, tickets == Offer::Open];
        assert_eq!(taken, expected, "{left} are left");
        if !expected[0] {
            assert_eq!(file.refusal(), Refusal::NoRoomForFiles);
        }
        if !expected[1] {
            assert_eq!(application.refusal(), Refusal::NotOffered { offer: Offer::NoRoom });
        }
        if !expected[2] {
            assert_eq!(ticket.refusal(), Refusal::DiskFull);
        }
    }
}

#[tokio::test]
async fn what_was_kept_keeps_its_answer_and_everything_is_taken_again_when_space_is_freed() {
    let (hall, disk) = hall_over_a_small_disk().await;
    let (id, ticket) = (submission_id(), ticket_id());
    let (path, written) = (format!("/api/submissions/{id}"), with_copies(Brought::OnPaper));
    let kept = hall.put(&path, &written).await;
    let number = hall.take_ticket(ticket).await;

    disk.leave(0);
    let again = hall.put(&path, &written).await;
    let same_number = hall.take_ticket(ticket).await;
    let new = hall.put(&format!("/api/tickets/{}", ticket_id()), &ordinary(COPIES)).await;
    disk.leave(2 * reserve());
    let file = send(&hall, submission_id(), file_id(), 0, &long_pdf(100)).await;
    let next = hall.take_ticket(ticket_id()).await;

    assert!(kept.status.is_success());
    assert_eq!(again.body, kept.body);
    assert_eq!(same_number.ticket, number.ticket);
    assert_eq!(new.refusal(), Refusal::DiskFull);
    assert!(file.status.is_success());
    assert_eq!(next.ticket.number.sequence, number.ticket.number.sequence + 1);
}

#[tokio::test]
async fn status_and_metrics_tell_the_reserve() {
    let (hall, disk) = hall_over_a_small_disk().await;
    disk.leave(reserve() - MIB);

    let status: serde_json::Value = hall.get("/status").await.json();
    let metrics = String::from_utf8(hall.get("/metrics").await.body).expect("it is text");

    assert_eq!(status["disk"]["total_bytes"], TOTAL);
    assert_eq!(status["disk"]["reserve_bytes"], reserve());
    assert_eq!(status["disk"]["admits"], "tickets_only");
    assert!(metrics.contains(&format!("kiosk_disk_reserve_bytes {}", reserve())), "{metrics}");
    assert!(metrics.contains("kiosk_disk_admits 2"), "{metrics}");
}

fn reserve() -> u64 {
    Reserve::default().bytes(TOTAL)
}

async fn hall_over_a_small_disk() -> (Hall, Arc<Disk>) {
    let disk = Arc::new(Disk::default());
    let port: Arc<dyn kiosk::store::Disk> = Arc::new(Port(Arc::clone(&disk)));
    let ports = Ports { disk: Some(port), ..Ports::default() };
    let hall = Hall::open_over(ports, |config| config.reserve = Reserve::default()).await;
    *disk.folder.lock().expect("nobody panicked") = hall.data_dir();
    disk.leave(2 * reserve());
    hall.store().enrol(enrolment()).await.expect("a new hall can be enrolled");
    (hall, disk)
}

/// A file system that only the hall's files lie on.
#[derive(Default)]
struct Disk {
    folder: std::sync::Mutex<PathBuf>,
    room: AtomicU64,
    told: AtomicBool,
}

struct Port(Arc<Disk>);

impl kiosk::store::Disk for Port {
    fn space(&self, _folder: &Path) -> std::io::Result<(u64, u64)> {
        Ok((TOTAL, self.0.free()))
    }
}

impl Disk {
    /// Makes the disk so large that this much of it is free.
    fn leave(&self, bytes: u64) {
        self.room.store(bytes + self.used(), Ordering::SeqCst);
    }

    fn free(&self) -> u64 {
        self.room.load(Ordering::SeqCst).saturating_sub(self.used())
    }

    fn used(&self) -> u64 {
        used(&self.folder.lock().expect("nobody panicked").clone())
    }

    fn lowest_until_told(&self) -> u64 {
        let mut lowest = self.free();
        while !self.told.load(Ordering::SeqCst) {
            lowest = lowest.min(self.free());
        }
        lowest.min(self.free())
    }
}

/// The bytes of every file below a folder; what goes away meanwhile is not counted.
fn used(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes = |entry: fs::DirEntry| match entry.metadata() {
        Ok(found) if found.is_dir() => used(&entry.path()),
        Ok(found) => found.len(),
        Err(_) => 0,
    };
    entries.map(bytes).sum()
}
