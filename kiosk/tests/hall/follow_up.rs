//! Following a submission up with its slip.

use shared::refusal::Refusal;
use shared::submission::{FollowUp, Standing, SubmissionKept, SubmissionView};

use crate::application::{application, submission_id};
use crate::support::Hall;

#[tokio::test]
async fn the_code_and_the_number_of_a_slip_tell_where_the_submission_is() {
    let hall = Hall::enrolled().await;
    let kept = hand_in(&hall).await;
    let typed = kept.slip_code.0.to_lowercase().replace('-', " ");

    let asked = FollowUp { slip_code: typed, secret: kept.follow_up_secret };
    let view: SubmissionView = hall.post("/api/follow-ups", &asked).await.json();

    assert_eq!((view.slip_code, view.standing), (kept.slip_code, Standing::Pending));
}

#[tokio::test]
async fn a_code_without_its_number_tells_nothing() {
    let hall = Hall::enrolled().await;
    let kept = hand_in(&hall).await;

    for secret in ["", "000000x", &other_than(&kept.follow_up_secret)] {
        let asked = FollowUp { slip_code: kept.slip_code.0.clone(), secret: secret.to_owned() };
        let refused = hall.post("/api/follow-ups", &asked).await;

        assert_eq!(refused.refusal(), Refusal::SlipUnknown);
    }
}

#[tokio::test]
async fn a_number_cannot_be_guessed_by_trying() {
    let hall = Hall::enrolled().await;
    let kept = hand_in(&hall).await;
    let secret = other_than(&kept.follow_up_secret);
    let asked = FollowUp { slip_code: kept.slip_code.0, secret };

    for _ in 0..5 {
        hall.post("/api/follow-ups", &asked).await;
    }
    let refused = hall.post("/api/follow-ups", &asked).await;

    let Refusal::TooManyTries { retry_after_s } = refused.refusal() else { panic!() };
    assert_eq!(refused.header("retry-after"), retry_after_s.to_string());
}

async fn hand_in(hall: &Hall) -> SubmissionKept {
    hall.put(&format!("/api/submissions/{}", submission_id()), &application()).await.json()
}

fn other_than(secret: &str) -> String {
    let number: u32 = secret.parse().expect("six digits");
    format!("{:06}", (number + 1) % 1_000_000)
}
