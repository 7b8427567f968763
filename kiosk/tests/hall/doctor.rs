//! What the doctor says of halls that are well and of halls that are not, without touching them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kiosk::config::Config;
use kiosk::doctor::{self, Finding, Verdict};

use crate::application::{application, submission_id};
use crate::support::{Hall, posted};

#[tokio::test]
async fn a_running_hall_is_examined_through_its_socket() {
    let hall = Hall::enrolled().await;
    hall.put(&format!("/api/submissions/{}", submission_id()), &application()).await;

    let found = examine(&hall.data_dir(), &hall).await;

    assert_eq!(of(&found, "node").verdict, Verdict::Well, "{found:?}");
    assert!(of(&found, "owed").sentence.starts_with("1 applications"), "{found:?}");
    assert!(of(&found, "journal").sentence.contains("entries hold"), "{found:?}");
    assert!(of(&found, "printer").sentence.contains("prints"), "{found:?}");
}

#[tokio::test]
async fn a_hall_that_stands_still_is_examined_and_not_a_byte_of_it_changes() {
    let hall = Hall::enrolled().await;
    hall.put(&format!("/api/submissions/{}", submission_id()), &application()).await;
    let (data_dir, now) = (hall.data_dir(), hall.now());
    let _folder = hall.stop().await;
    let before = read(&data_dir);
    let config = Config::local(&data_dir, posted());

    let found = doctor::findings(&doctor::look(&config, now).await);
    let unchanged = read(&data_dir) == before;
    fs::write(data_dir.join("hall.redb"), [0x5A; 300_000]).expect("there is room");
    let damaged = doctor::findings(&doctor::look(&config, now).await);
    fs::remove_dir_all(data_dir.join("second")).expect("it was there");
    let lost = doctor::findings(&doctor::look(&config, now).await);

    assert!(unchanged);
    assert!(of(&found, "owed").sentence.starts_with("1 applications"), "{found:?}");
    assert_eq!(of(&found, "node").verdict, Verdict::Doubtful);
    assert_eq!(of(&damaged, "database").verdict, Verdict::Doubtful, "{damaged:?}");
    assert_eq!(of(&lost, "database").verdict, Verdict::Bad, "{lost:?}");
}

async fn examine(data_dir: &Path, hall: &Hall) -> Vec<Finding> {
    let config = Config::local(data_dir, posted());
    doctor::findings(&doctor::look(&config, hall.now()).await)
}

fn of<'a>(found: &'a [Finding], about: &str) -> &'a Finding {
    found.iter().find(|one| one.about == about).expect("it is looked at")
}

fn read(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            files.extend(read(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).expect("it can be read"));
        }
    }
    files
}
