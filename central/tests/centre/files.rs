//! Attached files, opened by an officer.

use shared::office::DossierView;

use crate::support::{TestCentre, jpeg};

#[tokio::test]
async fn an_officer_sees_the_very_bytes_the_citizen_attached() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let photo = jpeg(2500);
    let prepared = hall.prepare("Child One", std::slice::from_ref(&photo));
    hall.forward(&prepared).await;
    let view: DossierView =
        officer.get(&format!("/api/dossiers/{}", prepared.submission)).await.json();
    let file = view.files[0].file;

    let opened = officer.get(&format!("/api/dossiers/{}/files/{file}", prepared.submission)).await;

    assert_eq!(opened.body, photo);
    assert_eq!(opened.header("content-type"), "image/jpeg");
    assert_eq!(opened.header("content-length"), "2500");
    assert_eq!(opened.header("x-content-type-options"), "nosniff");
    assert!(opened.header("content-security-policy").contains("sandbox"));
    assert!(opened.header("content-disposition").starts_with("inline"));
    assert_eq!(opened.header("cache-control"), "no-store");
    assert_eq!(centre.count("SELECT count(*) FROM openings WHERE file IS NOT NULL").await, 1);
}

#[tokio::test]
async fn the_database_holds_no_plain_byte_of_a_file_or_an_answer() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let mut photo = jpeg(100);
    photo.extend_from_slice(b"canary in the photograph");

    hall.forward(&hall.prepare("Child One", &[photo])).await;

    let sql = "SELECT count(*) FROM chunks WHERE position('canary'::bytea IN sealed) > 0";
    assert_eq!(centre.count("SELECT count(*) FROM chunks").await, 1);
    assert_eq!(centre.count(sql).await, 0);
    let sql = "SELECT count(*) FROM inbox WHERE position('Child'::bytea IN envelope) > 0";
    assert_eq!(centre.count(sql).await, 0);
}

#[tokio::test]
async fn a_file_of_another_dossier_is_not_found() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let (one, two) = (hall.prepare("Child One", &[jpeg(10)]), hall.prepare("Child Two", &[]));
    hall.forward(&one).await;
    hall.forward(&two).await;

    let path = format!("/api/dossiers/{}/files/{}", two.submission, one.chunks[0].0);

    assert_eq!(officer.get(&path).await.status, 404);
}
