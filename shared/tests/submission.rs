//! Slip codes and the types of files.

use proptest::prelude::*;
use shared::ids::SubmissionId;
use shared::submission::{MediaType, SlipCode};
use uuid::Uuid;

#[test]
fn a_slip_code_is_read_as_people_type_it() {
    let typed = ["7K3M-2QXP", "7k3m2qxp", " 7K3M 2QXP ", "7K3M-2qXP"].map(SlipCode::read);

    for read in typed {
        assert_eq!(read, Some(SlipCode("7K3M-2QXP".to_owned())));
    }
}

#[test]
fn letters_that_look_like_digits_are_read_as_digits() {
    let read = SlipCode::read("OIL0-0000");

    assert_eq!(read, Some(SlipCode("0110-0000".to_owned())));
}

#[test]
fn what_is_not_a_slip_code_is_not_read() {
    for typed in ["", "7K3M-2QX", "7K3M-2QXPA", "7K3M-2QXU", "7K3M-2QXế"] {
        assert_eq!(SlipCode::read(typed), None, "{typed}");
    }
}

#[test]
fn the_type_of_a_file_is_told_from_its_bytes() {
    let told = [&b"\xFF\xD8\xFF\xE0"[..], b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"MZ\x90", b""]
        .map(MediaType::sniff);

    assert_eq!(
        told,
        [Some(MediaType::Jpeg), Some(MediaType::Png), Some(MediaType::Pdf), None, None]
    );
}

proptest! {
    #[test]
    fn a_derived_code_reads_as_itself(id in any::<u128>()) {
        let code = SlipCode::of(SubmissionId(Uuid::from_u128(id)));

        prop_assert_eq!(SlipCode::read(&code.0), Some(code.clone()));
    }

    #[test]
    fn reading_never_fails_on_any_text(typed in any::<String>()) {
        let _ = SlipCode::read(&typed);
    }
}
