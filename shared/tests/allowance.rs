//! How many tickets one person may take.

use shared::allowance::{Allowance, AllowanceSpent, Taken, TicketAsked};
use shared::national_id::NationalId;
use shared::refusal::Refusal;
use shared::ticket::{TicketClass, TicketNumber, TicketRequest};

const CARD: &str = "001185731946";

#[test]
fn a_person_takes_as_many_tickets_as_the_field_allows() {
    let two = Allowance::default();
    let spent = |holds: Option<TicketNumber>| Err(AllowanceSpent::Spent { tickets_max: 2, holds });
    let table = [
        (vec![], Ok(())),
        (vec![waits(7)], Ok(())),
        (vec![gone(7)], Ok(())),
        (vec![waits(7), waits(9)], spent(Some(number(7)))),
        (vec![gone(7), waits(9)], spent(Some(number(9)))),
        (vec![gone(7), gone(9)], spent(None)),
    ];

    for (taken, expected) in table {
        assert_eq!(two.allow(Some(&taken)), expected, "{taken:?}");
    }
}

#[test]
fn without_a_card_nobody_is_counted_unless_the_field_asks_for_one() {
    let free = Allowance::default();
    let strict = Allowance { card_required: true, ..free };

    assert_eq!(free.allow(None), Ok(()));
    assert_eq!(strict.allow(None), Err(AllowanceSpent::NoCard));
    assert_eq!(strict.allow(Some(&[])), Ok(()));
}

#[test]
fn a_refused_person_is_told_the_number_already_held() {
    let spent = AllowanceSpent::Spent { tickets_max: 2, holds: Some(number(7)) };

    let refusal = Refusal::from(spent);

    assert!(refusal.words().vi.starts_with("Ông/Bà đã có số A007 "), "{}", refusal.words().vi);
    assert!(refusal.words().en.starts_with("You have number A007 "), "{}", refusal.words().en);
    assert_eq!(refusal.status(), 409);
}

#[test]
fn the_number_of_a_card_is_apart_from_what_is_kept_and_never_printed() {
    let request = TicketRequest {
        procedure: "2.000815".into(),
        class: TicketClass::Ordinary,
        papers: Vec::new(),
    };
    let card = NationalId::parse(CARD).unwrap();
    let asked = TicketAsked::new(request.clone(), Some(card.clone()));

    let printed = format!("{asked:?} {card:?}");
    let plain = serde_json::to_value(TicketAsked::new(request.clone(), None)).unwrap();
    let (kept, apart) = asked.split();

    assert!(!printed.contains(CARD), "{printed}");
    assert_eq!(plain, serde_json::to_value(&request).unwrap());
    assert_eq!((kept, apart), (request, Some(card)));
}

#[test]
fn a_broken_number_is_no_card() {
    let asked = serde_json::json!({
        "procedure": "2.000815", "class": "ordinary", "card": "001 not a number",
    });

    assert!(serde_json::from_value::<TicketAsked>(asked).is_err());
}

fn waits(sequence: u32) -> Taken {
    Taken { number: number(sequence), is_waiting: true }
}

fn gone(sequence: u32) -> Taken {
    Taken { number: number(sequence), is_waiting: false }
}

fn number(sequence: u32) -> TicketNumber {
    TicketNumber { series: "A".into(), sequence }
}
