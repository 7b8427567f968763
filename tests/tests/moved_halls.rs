//! A hall that travels: its copy goes on elsewhere, and what it owes reaches the centre on a stick.
//! The real programs and a real database.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use promises::books;
use promises::central_program::CentralProgram;
use promises::forms::{Papers, application};
use promises::hall::ticket_request;
use promises::patience::until;
use promises::posted::{self, BIRTH};
use promises::program::KioskProgram;
use promises::sample_file::document;
use promises::visitor::Visitor;
use shared::digest::Digest;
use shared::hall::TicketView;
use shared::ids::{FileId, SubmissionId, TicketId};
use shared::submission::{Standing, SubmissionView, Surface};
use tempfile::TempDir;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_reaches_the_centre_on_a_stick_and_its_word_comes_back() {
    let (mut centre, mut hall) = enrolled().await;
    centre.stop();
    hall.start();
    hall.wait_until_ready().await;
    let visitor = hall.visitor();
    let filed = [file(&visitor, 1, None).await, file(&visitor, 2, Some(1_700_000)).await];
    let stick = TempDir::new().unwrap();
    let export = stick.path().join("export");

    hall.order(&["export", "--to", export.to_str().unwrap()]);
    let again = hall.refused_order(&["export", "--to", export.to_str().unwrap()]);
    let (well, said) = centre.order(&["import", export.to_str().unwrap()]);

    assert!(again.contains("stays as it is"), "{again}");
    assert!(well && said.contains("2 applications held"), "{said}");
    let words = stick.path().join("export.acknowledgements");
    let before = fs::read(&words).unwrap();
    let (well, said) = centre.order(&["import", export.to_str().unwrap()]);
    assert!(well, "{said}");
    assert_eq!(fs::read(&words).unwrap(), before, "the same words, byte for byte");
    assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 2, "and no others");
    let dossiers = books::dossiers_in(centre.database()).await;
    assert_eq!(dossiers, filed.iter().map(|id| (*id, 1)).collect(), "importing twice is once");

    hall.order(&["import-acknowledgements", "--from", words.to_str().unwrap()]);

    for id in filed {
        let view: SubmissionView = visitor.get(&format!("/api/submissions/{id}")).await.json();
        assert!(matches!(view.standing, Standing::Settled { .. }), "{view:?}");
    }
    centre.start();
    centre.wait_until_ready().await;
    until("the rest of the journal comes over the line", async || {
        pending(&visitor).await == 0 && file_settles(&visitor, 3).await
    })
    .await;
    hall.stop();
    centre.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_export_keeps_no_whole_application_out() {
    let (mut centre, mut hall) = enrolled().await;
    centre.stop();
    hall.start();
    hall.wait_until_ready().await;
    let visitor = hall.visitor();
    let mut filed = Vec::new();
    for person in 0..4 {
        filed.push(file(&visitor, person, Some(2_000)).await);
    }
    let stick = TempDir::new().unwrap();
    let export = stick.path().join("export");
    hall.order(&["export", "--to", export.to_str().unwrap()]);
    let path = |id: SubmissionId| export.join(format!("{id}.mot-cua"));
    change(&path(filed[0]), |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    });
    change(&path(filed[1]), |bytes| bytes.truncate(bytes.len() / 2));
    change(&path(filed[2]), |bytes| bytes[..512].fill(b'x'));
    fs::write(export.join("holiday.mot-cua"), "not ours").unwrap();

    let (well, said) = centre.order(&["import", export.to_str().unwrap()]);

    assert!(!well && said.contains("1 applications held"), "{said}");
    for damaged in [path(filed[0]), path(filed[1]), path(filed[2]), export.join("holiday.mot-cua")]
    {
        let line = said.lines().find(|line| line.starts_with(damaged.to_str().unwrap()));
        assert!(line.is_some_and(|line| line.len() > damaged.as_os_str().len() + 20), "{said}");
    }
    let dossiers = books::dossiers_in(centre.database()).await;
    assert_eq!(dossiers.into_keys().collect::<Vec<_>>(), [filed[3]]);
    hall.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stick_of_a_hall_of_another_centre_is_refused_on_both_ways() {
    let (mut centre, mut hall) = enrolled().await;
    let (mut other_centre, mut other_hall) = enrolled().await;
    centre.stop();
    other_centre.stop();
    let stick = TempDir::new().unwrap();
    let mut exports = Vec::new();
    for (n, hall) in [&mut hall, &mut other_hall].into_iter().enumerate() {
        hall.start();
        hall.wait_until_ready().await;
        file(&hall.visitor(), 1, None).await;
        exports.push(stick.path().join(format!("export-{n}")));
        hall.order(&["export", "--to", exports[n].to_str().unwrap()]);
    }
    let (well, said) = other_centre.order(&["import", exports[1].to_str().unwrap()]);
    assert!(well, "{said}");

    let (well, said) = centre.order(&["import", exports[1].to_str().unwrap()]);
    let words = stick.path().join("export-1.acknowledgements");
    let foreign =
        hall.refused_order(&["import-acknowledgements", "--from", words.to_str().unwrap()]);
    let manifest = hall.refused_order(&["import-acknowledgements", "--from", file!()]);

    assert!(!well && said.contains("is not enrolled at this centre"), "{said}");
    assert!(foreign.contains("nothing was changed"), "{foreign}");
    assert!(!manifest.is_empty());
    assert_eq!(pending(&hall.visitor()).await, 1, "what is owed stays owed");
    assert!(books::dossiers_in(centre.database()).await.is_empty());
    hall.stop();
    other_hall.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_put_back_elsewhere_sends_what_it_owes_and_nothing_is_twice() {
    let (mut centre, mut hall) = enrolled().await;
    hall.start();
    hall.wait_until_ready().await;
    let settled = file(&hall.visitor(), 1, None).await;
    until("it is settled", async || pending(&hall.visitor()).await == 0).await;
    centre.stop();
    let owed = file(&hall.visitor(), 2, Some(50_000)).await;
    let before = ticket(&hall.visitor()).await;
    let folder = TempDir::new().unwrap();
    let (copy, secret) = (folder.path().join("hall.copy"), folder.path().join("secret"));
    fs::write(&secret, "correct horse battery\n").unwrap();
    let secret = ["--passphrase-file", secret.to_str().unwrap()];
    hall.order(&["backup", "--to", copy.to_str().unwrap(), secret[0], secret[1]]);
    centre.start();
    centre.wait_until_ready().await;
    let after = file(&hall.visitor(), 3, None).await;
    let lost = ticket(&hall.visitor()).await;
    until("the old machine has sent all", async || pending(&hall.visitor()).await == 0).await;
    hall.kill();

    let home = folder.path().join("new machine");
    let mut second = KioskProgram::configure_in(&home, &posted::folder(), Some(&centre.url()));
    second.order(&["restore", "--from", copy.to_str().unwrap(), secret[0], secret[1]]);
    second.start();
    second.wait_until_ready().await;
    let next = ticket(&second.visitor()).await;
    until("what was owed is settled", async || pending(&second.visitor()).await == 0).await;

    let number = |view: &TicketView| view.ticket.number.sequence;
    assert!(number(&next) > number(&lost) && number(&lost) > number(&before), "{next:?}");
    let dossiers = books::dossiers_in(centre.database()).await;
    assert_eq!(dossiers, [settled, owed, after].map(|id| (id, 1)).into_iter().collect());
    until("the centre was told", async || {
        let told = "SELECT count(*) FROM journal_entries WHERE body LIKE '%put_back%'";
        let told: i64 = sqlx::query_scalar(told).fetch_one(centre.database()).await.unwrap();
        told == 1
    })
    .await;
    second.stop();
    centre.stop();
}

async fn enrolled() -> (CentralProgram, KioskProgram) {
    let mut centre = CentralProgram::configure(&posted::folder()).await;
    centre.start();
    centre.wait_until_ready().await;
    let hall = KioskProgram::configure(&posted::folder(), Some(&centre.url()));
    let code = centre.enrolment_code("Sảnh đi xa");
    hall.order(&["enrol", "--centre", &centre.url(), "--code", &code]);
    (centre, hall)
}

async fn file(visitor: &Visitor, person: u64, attached: Option<usize>) -> SubmissionId {
    let id = SubmissionId(Uuid::now_v7());
    let papers = match attached {
        None => Papers::OnPaper,
        Some(length) => {
            let (file, bytes) = (FileId(Uuid::now_v7()), document(length, person));
            let path = format!("/api/submissions/{id}/files/{file}");
            let kept = visitor.put_file(&path, &bytes, Digest::of(&bytes)).await;
            assert!(kept.is_success(), "{}", kept.text());
            Papers::Attached(vec![file])
        }
    };
    let catalogue = posted::read(&posted::folder());
    let asked = application(&catalogue, BIRTH, person, &papers, Surface::Kiosk);
    let kept = visitor.put(&format!("/api/submissions/{id}"), &asked).await;
    assert!(kept.is_success(), "{}", kept.text());
    id
}

async fn file_settles(visitor: &Visitor, person: u64) -> bool {
    file(visitor, person, None).await;
    until("it is settled", async || pending(visitor).await == 0).await;
    true
}

async fn ticket(visitor: &Visitor) -> TicketView {
    let id = TicketId(Uuid::now_v7());
    visitor.put(&format!("/api/tickets/{id}"), &ticket_request(BIRTH)).await.json()
}

async fn pending(visitor: &Visitor) -> u64 {
    let status: serde_json::Value = visitor.get("/status").await.json();
    status["outbox"]["pending"].as_u64().unwrap()
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(PathBuf::from(path), bytes).unwrap();
}
