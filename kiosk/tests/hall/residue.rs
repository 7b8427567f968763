//! What stays behind: nothing plain, and nothing for ever.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use shared::intake::Acknowledgement;
use shared::refusal::Refusal;
use shared::submission::{Brought, Standing, SubmissionView};

use crate::application::{CANARY, attach, file_id, pdf, submission_id, with_copies};
use crate::support::{Hall, centre_signer};

#[tokio::test]
async fn nothing_plain_of_an_application_reaches_the_disk() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    attach(&hall, id, file, pdf()).await;
    let written = with_copies(Brought::Attached { files: vec![file] });
    let kept = hall.put(&format!("/api/submissions/{id}"), &written).await;

    let folder = hall.stop().await;

    assert!(kept.status.is_success());
    let mut files = 0;
    each_file(folder.path(), &mut |path| {
        let bytes = fs::read(path).expect("a file can be read");
        let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert!(!found, "{} holds what the citizen wrote", path.display());
        files += 1;
    });
    assert!(files > 3, "the database, the keys and the chunks are there");
}

#[tokio::test]
async fn uploads_that_no_submission_names_go_after_a_day() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    attach(&hall, id, file, pdf()).await;

    hall.clock.turn(TimeDelta::hours(25));
    hall.store().keep_house().await.expect("the house is kept");

    assert!(!hall.data_dir().join("files").join(id.to_string()).exists());
    let written = with_copies(Brought::Attached { files: vec![file] });
    let refused = hall.put(&format!("/api/submissions/{id}"), &written).await;
    assert_eq!(refused.refusal(), Refusal::FileUnknown { file });
}

#[tokio::test]
async fn chunks_that_no_row_names_are_swept_at_the_start() {
    let hall = Hall::enrolled().await;
    let stray = hall.data_dir().join(format!("files/{}/{}", submission_id(), file_id()));
    fs::create_dir_all(&stray).expect("a folder can be made");
    fs::write(stray.join("0"), b"half").expect("a file can be written");

    let hall = hall.restart().await;

    assert!(!stray.exists());
    assert!(hall.data_dir().join("files").exists());
}

#[tokio::test]
async fn settled_bytes_stay_thirty_days_and_leave_a_tombstone() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    attach(&hall, id, file, pdf()).await;
    let written = with_copies(Brought::Attached { files: vec![file] });
    let path = format!("/api/submissions/{id}");
    let kept = hall.put(&path, &written).await;
    let item = hall.store().outbox_due(hall.now(), 1).expect("the store is open").remove(0);
    let manifest = item.manifest_digest;
    let said = Acknowledgement { submission: id, manifest, received_at: hall.now() };
    hall.store().settle(id, centre_signer().acknowledge(&said)).await.expect("it is owed");

    hall.clock.turn(TimeDelta::days(29));
    hall.store().keep_house().await.expect("the house is kept");
    let held = hall.store().chunk(id, file, 0).is_ok() && hall.store().envelope(id).is_ok();
    hall.clock.turn(TimeDelta::days(2));
    hall.store().keep_house().await.expect("the house is kept");

    assert!(held);
    assert!(hall.store().envelope(id).is_err());
    assert!(!hall.data_dir().join("files").join(id.to_string()).exists());
    let view: SubmissionView = hall.get(&path).await.json();
    assert_eq!(view.standing, Standing::Settled { received_at: said.received_at });
    assert_eq!(hall.put(&path, &written).await.body, kept.body);
}

fn each_file(folder: &Path, visit: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() { each_file(&path, visit) } else { visit(&path) }
    }
}
