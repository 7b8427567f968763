//! A disk that is full or fails: nothing is promised, and what was promised is there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use kiosk::store::Health;
use shared::hall::TicketView;
use shared::ids::TicketId;
use shared::refusal::Refusal;

use crate::support::disk::{Disk, over};
use crate::support::{COPIES, Hall, ordinary, ticket_id};

#[tokio::test]
async fn a_full_disk_is_named_and_everything_acknowledged_before_is_there() {
    let disk = Arc::new(Disk::default());
    let hall = Hall::open_over(over(&disk), |_| {}).await;
    let kept = hall.take_ticket(ticket_id()).await;

    disk.full.store(true, Ordering::SeqCst);
    let refused = hall.put(&path(ticket_id()), &ordinary(COPIES)).await;
    let unready = hall.get("/readyz").await;
    disk.full.store(false, Ordering::SeqCst);
    wait_until_open(&hall).await;
    let next = hall.take_ticket(ticket_id()).await;

    assert_eq!(refused.refusal(), Refusal::DiskFull);
    assert_eq!(unready.refusal(), Refusal::DiskFull);
    assert_eq!(hall.take_ticket(kept.ticket.id).await, kept);
    assert_eq!(next.ticket.number.sequence, 2);
}

#[tokio::test]
async fn whichever_write_fails_no_acknowledged_ticket_is_lost_and_no_number_is_skipped() {
    for failing in 0..12 {
        let disk = Arc::new(Disk::default());
        let hall = Hall::open_over(over(&disk), |_| {}).await;
        disk.writes_left.store(failing, Ordering::SeqCst);

        let ids: Vec<TicketId> = (0..20).map(|_| ticket_id()).collect();
        let mut kept = Vec::new();
        for id in &ids {
            let answer = hall.put(&path(*id), &ordinary(COPIES)).await;
            if answer.status.is_success() {
                kept.push((*id, answer.json::<TicketView>().ticket.number.sequence));
            }
        }
        disk.writes_left.store(i64::MAX, Ordering::SeqCst);
        wait_until_open(&hall).await;
        let mut numbers = BTreeMap::new();
        for id in ids {
            numbers.insert(id, hall.take_ticket(id).await.ticket.number.sequence);
        }

        for (id, number) in kept {
            assert_eq!(numbers[&id], number, "write {failing} failed");
        }
        let issued: BTreeSet<u32> = numbers.into_values().collect();
        assert_eq!(issued, (1..=20).collect(), "write {failing} failed");
    }
}

async fn wait_until_open(hall: &Hall) {
    let mut health = hall.store().health();
    health.wait_for(|health| *health == Health::Open).await.expect("the store lives");
}

fn path(id: TicketId) -> String {
    format!("/api/tickets/{id}")
}
