//! A folder that a newer version wrote: it is refused in words, and not a byte of it changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::application::{application, submission_id};
use crate::support::{Hall, posted};

#[tokio::test]
async fn a_newer_layout_is_refused_in_words_and_nothing_is_changed() {
    let hall = Hall::enrolled().await;
    hall.put(&format!("/api/submissions/{}", submission_id()), &application()).await;
    let data_dir = hall.data_dir();
    let folder = hall.stop().await;
    fs::write(data_dir.join("layout"), "2\n").expect("there is room");
    let config = folder.path().join("kiosk.toml");
    let text = format!(
        "listen = \"127.0.0.1:0\"\ndata_dir = {data_dir:?}\ncatalogue_dir = {:?}\n\
         public_url = \"http://localhost\"\n",
        posted(),
    );
    fs::write(&config, text).expect("there is room");
    let before = read(&data_dir);

    for words in [&["serve"][..], &["parked", "list"], &["restore", "--in-place"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk"));
        let said = command.args(words).arg("--config").arg(&config).output().expect("it runs");

        let fault = String::from_utf8_lossy(&said.stderr);
        assert!(!said.status.success(), "{words:?}");
        for word in ["newer version (layout 2", "everything that was accepted is in it", "restore"]
        {
            assert!(fault.contains(word), "{words:?}: {word}: {fault}");
        }
        assert!(read(&data_dir) == before, "{words:?} changed something");
    }
}

#[tokio::test]
async fn a_newer_record_is_refused_in_words_and_stays_as_it_is() {
    let hall = Hall::enrolled().await;
    hall.put(&format!("/api/submissions/{}", submission_id()), &application()).await;
    let data_dir = hall.data_dir();
    let catalogue = std::sync::Arc::new(kiosk::posted::read(&posted()).expect("it is posted"));
    let _folder = hall.stop().await;
    let last = read(&data_dir.join("second")).into_keys().next_back().expect("there is a file");
    append_unknown(&last);
    fs::remove_file(data_dir.join("hall.redb")).expect("it is there");
    let before = read(&data_dir.join("second"));

    let options = kiosk::store::StoreOptions::new(&data_dir, catalogue);
    let fault = kiosk::store::Store::open(options).err().expect("it is newer").to_string();

    assert!(fault.contains("newer version (a record of the second journal)"), "{fault}");
    assert!(read(&data_dir.join("second")) == before, "the second journal is as it was");
}

/// Makes the first record of a file one that has a table of a later version.
fn append_unknown(path: &Path) {
    use shared::digest::Digest;
    let bytes = fs::read(path).expect("it can be read");
    let number = &bytes[4..12];
    let mut changes = vec![1, 0, 0, 0, 5];
    changes.extend_from_slice(b"robot\0\0\0\0\0\0\0\0");
    let length = u32::try_from(changes.len()).expect("it is short").to_be_bytes();
    let mut record = [&bytes[..4], number, &length, &changes].concat();
    record.extend_from_slice(&Digest::of(&record.clone()).0);
    fs::write(path, record).expect("there is room");
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
