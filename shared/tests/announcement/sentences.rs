//! The sentence of a call.

use shared::announcement::{Clip, compose, sentence};
use shared::lang::Lang;
use shared::text::hall::voice::spoken;

use crate::call;

#[test]
fn a_call_is_read_letter_by_letter_and_digit_by_digit() {
    let table = [
        ("A", 7, 3, "Xin mời công dân có số thứ tự | a | không | không | bảy | đến quầy số | ba"),
        (
            "Đ",
            1234,
            21,
            "Xin mời công dân có số thứ tự | đê | một | hai | ba | bốn | đến quầy số | \
             hai | mươi | mốt",
        ),
    ];

    for (series, sequence, counter, said) in table {
        let clips = sentence(Lang::Vi, &call(series, sequence, counter));
        assert_eq!(words(Lang::Vi, &clips), said);
    }
}

#[test]
fn a_counter_is_said_as_people_say_it() {
    let table = [
        (0, "không", "zero"),
        (1, "một", "one"),
        (5, "năm", "five"),
        (10, "mười", "ten"),
        (11, "mười | một", "eleven"),
        (14, "mười | bốn", "fourteen"),
        (15, "mười | lăm", "fifteen"),
        (20, "hai | mươi", "twenty"),
        (21, "hai | mươi | mốt", "twenty | one"),
        (24, "hai | mươi | tư", "twenty | four"),
        (25, "hai | mươi | lăm", "twenty | five"),
        (30, "ba | mươi", "thirty"),
        (55, "năm | mươi | lăm", "fifty | five"),
        (70, "bảy | mươi", "seventy"),
        (99, "chín | mươi | chín", "ninety | nine"),
        (105, "một | không | năm", "one | zero | five"),
    ];

    for (counter, vi, en) in table {
        for (lang, said) in [(Lang::Vi, vi), (Lang::En, en)] {
            let clips = sentence(lang, &call("A", 1, counter));
            let at = clips.iter().position(|clip| *clip == Clip::ToCounter);
            let after = &clips[at.expect("a sentence leads to a counter") + 1..];
            assert_eq!(words(lang, after), said, "counter {counter}");
        }
    }
}

#[test]
fn a_priority_ticket_is_invited_as_one() {
    let mut call = call("B", 12, 4);
    call.is_priority = true;

    assert_eq!(sentence(Lang::Vi, &call)[0], Clip::InvitePriority);
}

#[test]
fn an_announcement_is_a_chime_and_the_sentence_as_often_as_asked() {
    let call = call("A", 7, 3);
    let sentence = sentence(Lang::Vi, &call);

    let clips = compose(Lang::Vi, &call, 2);

    assert_eq!(clips[0], Clip::Chime);
    assert_eq!(clips[1..], [sentence.clone(), sentence].concat());
    assert_eq!(compose(Lang::Vi, &call, 0), [Clip::Chime]);
}

fn words(lang: Lang, clips: &[Clip]) -> String {
    let words = clips.iter().filter_map(|clip| spoken(*clip, lang));
    words.collect::<Vec<_>>().join(" | ")
}
