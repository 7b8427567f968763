//! An officer of the centre sees that it was restored from an older copy, and says so.

use promises::patience::until;
use promises::posted::BIRTH;
use shared::text::office::incident as words;

use crate::application::sign_in_at_the_office;
use crate::house;

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_stands_over_the_list_until_somebody_has_looked_at_it() {
    let (mut centre, hall) = house().await;
    hall.submit_birth_registration(&[]).await;
    hall.until_settled().await;
    let older = centre.back_up().await;
    hall.submit_birth_registration(&[]).await;
    hall.until_settled().await;
    centre.restore(older).await;
    hall.take_ticket(BIRTH).await;
    let officer = centre.officer().await;
    until("the centre is told", async || officer.incidents().await.len() >= 3).await;
    hall.until_settled().await;
    let incidents = officer.incident_views().await;

    let office = sign_in_at_the_office(&centre).await;
    office.click("incidents").await.unwrap();
    until("every incident stands there", async || {
        let said = office.words().await.unwrap();
        incidents.iter().all(|one| said.contains(&words::incident(&one.incident).vi))
    })
    .await;
    office.photograph("office-incidents").await.unwrap();
    office.has_no_barriers().await.unwrap();
    for one in &incidents {
        office.click(&format!("see-{}", one.number)).await.unwrap();
    }
    until("all were looked at", async || {
        office.words().await.unwrap().contains(&words::unseen(0).vi)
    })
    .await;
    office.photograph("office-incidents-seen").await.unwrap();
    office.click("to-dossiers").await.unwrap();
    office.see("connection").await.unwrap();

    let views = officer.incident_views().await;
    assert!(views.iter().all(|one| one.seen.is_some()), "the centre remembers who looked");
    assert!(!office.shows("incidents").await, "nothing is left to look at");
    office.close().await.unwrap();
    hall.stop().await;
    centre.stop().await;
}
