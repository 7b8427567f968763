//! A hurried morning of a small hall keeps every promise of the queue, and its figures say so.

use promises::simulator::{DayPlan, Verdict, simulate};

#[tokio::test(flavor = "multi_thread")]
async fn a_simulated_morning_keeps_every_promise_of_the_queue() {
    let report = simulate(DayPlan::SMALL).await;

    assert_eq!(report.verdict, Verdict::default(), "{report}");
    let whole = report.figures.whole;
    assert_eq!(whole.issued, DayPlan::SMALL.visitors);
    assert_eq!((whole.open, whole.not_served), (0, 0), "everybody went home");
    assert!(whole.no_shows > 0 && whole.matters > whole.served, "{report}");
    assert_eq!(report.figures.counters.len(), usize::from(DayPlan::SMALL.counters));
    assert_eq!(report.figures.classes.len(), 3);
}
