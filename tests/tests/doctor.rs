//! What an administrator is told of a hall by the real program, beside a running node and without.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use promises::central_program::CentralProgram;
use promises::line::{Condition, Line};
use promises::patience::until;
use promises::posted::{self, BIRTH};
use promises::program::KioskProgram;
use promises::visitor::Visitor;
use shared::ids::TicketId;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_tells_how_a_hall_its_line_and_its_store_are() {
    let copy = posted::Copy::with_many_numbers();
    let mut centre = CentralProgram::configure(copy.path()).await;
    centre.start();
    centre.wait_until_ready().await;
    let line = Line::open(centre.address()).await;
    let mut hall = KioskProgram::configure(copy.path(), Some(&line.url()));
    assert_eq!(hall.examine()["line"].0, "bad", "it is not enrolled yet");
    let code = centre.enrolment_code("Sảnh được khám");
    hall.order(&["enrol", "--centre", &line.url(), "--code", &code]);
    hall.start();
    hall.wait_until_ready().await;
    take_ticket(&hall.visitor()).await;

    until("the centre holds the journal", async || {
        hall.examine()["journal"].1.contains("the centre has all of it")
    })
    .await;
    let well = hall.examine();
    line.set(Condition::CaptivePortal);
    let portal = hall.examine();
    line.set(Condition::Down);
    let down = hall.examine();
    hall.kill();
    let killed = hall.examine();
    hall.start();
    hall.wait_until_ready().await;
    hall.stop();
    let stopped = hall.examine();
    centre.stop();

    for about in ["node", "database", "second journal", "journal", "key", "clock", "line", "owed"] {
        assert_eq!(well[about].0, "good", "{about}: {}", well[about].1);
    }
    assert!(well["line"].1.contains("Sảnh được khám"), "{}", well["line"].1);
    assert!(portal["line"].1.contains("a portal or a proxy"), "{}", portal["line"].1);
    assert!(down["line"].1.contains("does not answer"), "{}", down["line"].1);
    assert_eq!(killed["node"].0, "attention");
    assert_ne!(killed["database"].0, "bad", "{}", killed["database"].1);
    assert_eq!(stopped["database"].0, "good", "{}", stopped["database"].1);
}

async fn take_ticket(visitor: &Visitor) {
    let path = format!("/api/tickets/{}", TicketId(Uuid::now_v7()));
    let taken = visitor.put(&path, &promises::hall::ticket_request(BIRTH)).await;
    assert!(taken.is_success(), "{}", taken.text());
}
