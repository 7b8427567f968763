//! A page that is fetched when somebody goes there, and does not come at first.

use std::fs;
use std::path::{Path, PathBuf};

use promises::browser::{Browser, Screen};
use promises::hall::HallPlan;
use promises::posted::BIRTH;
use tempfile::TempDir;

use crate::site;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_does_not_come_says_so_and_comes_at_another_try() {
    let copy = TempDir::new().unwrap();
    copy_folder(&site(), copy.path());
    let missing = pieces_of_the_hall(copy.path());
    let kept: Vec<_> = missing.iter().map(|path| fs::read(path).unwrap()).collect();
    missing.iter().for_each(|path| fs::remove_file(path).unwrap());
    let hall = HallPlan::default().site(copy.path()).alone().await;
    let phone = Browser::open(Screen::PHONE).await.unwrap();

    phone.go(&format!("{}/procedures/{BIRTH}", hall.url())).await.unwrap();
    phone.wait_for_words_in("main", "Chưa có kết nối").await.unwrap();
    phone.photograph("phone-wing-missing").await.unwrap();
    for (path, content) in missing.iter().zip(kept) {
        fs::write(path, content).unwrap();
    }
    phone.tap_words("button", "Thử lại").await.unwrap();

    phone.wait_for_words_in("main", "Giấy chứng sinh").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    phone.close().await.unwrap();
}

/// The piece behind the hall's door, with its compressed twins.
fn pieces_of_the_hall(site: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(site.join("assets")).unwrap().map(|entry| entry.unwrap().path());
    let of_hall = |path: &PathBuf| {
        path.file_name().unwrap().to_string_lossy().starts_with("citizen-split_hall")
    };
    let pieces: Vec<_> = all.filter(of_hall).collect();
    assert!(!pieces.is_empty(), "the bundle has no wing of this name");
    pieces
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).unwrap();
        }
    }
}
