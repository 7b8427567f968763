//! The queue of announcements, against a loudspeaker that does as the table says.

use shared::announcement::{
    Arrived, Clip, Fault, Heard, Order, Played, QUEUE_MAX, Speaker, Tested, VoiceState, compose,
};
use shared::hall::CallView;
use shared::lang::Lang;
use shared::time::Timestamp;

use crate::{after, call, morning};

#[test]
fn a_call_is_read_twice_after_a_chime() {
    let mut hall = Hall::open();

    hall.call(call("A", 7, 3), Arrived::Live, morning());
    let said = hall.play_all(morning());

    assert_eq!(said, compose(Lang::Vi, &call("A", 7, 3), 2));
}

#[test]
fn calls_are_read_in_their_order_and_none_over_another() {
    let mut hall = Hall::open();

    hall.call(call("A", 7, 3), Arrived::Live, morning());
    hall.call(call("B", 1, 4), Arrived::Live, morning());
    let said = hall.play_all(morning());

    let (first, second) = (call("A", 7, 3), call("B", 1, 4));
    assert_eq!(said, [compose(Lang::Vi, &first, 2), compose(Lang::Vi, &second, 2)].concat());
}

#[test]
fn whatever_a_polite_clip_does_the_sentence_goes_on() {
    for fault in [Fault::Broken, Fault::Stalled] {
        for clip in [Clip::Chime, Clip::Invite, Clip::ToCounter] {
            let mut hall = Hall::open();
            hall.faults.push((clip, fault));

            hall.call(call("A", 7, 3), Arrived::Live, morning());
            let said = hall.play_all(morning());

            let mut expected = compose(Lang::Vi, &call("A", 7, 3), 2);
            expected.retain(|one| *one != clip);
            assert_eq!(said, expected, "{clip:?} {fault:?}");
        }
    }
}

#[test]
fn a_sentence_that_would_tell_a_wrong_number_is_given_up_and_the_next_call_is_read() {
    for fault in [Fault::Broken, Fault::Stalled] {
        let mut hall = Hall::open();
        hall.faults.push((Clip::Digit(7), fault));

        hall.call(call("A", 17, 3), Arrived::Live, morning());
        hall.call(call("A", 18, 3), Arrived::Live, morning());
        let said = hall.play_all(morning());

        let given_up =
            [Clip::Chime, Clip::Invite, Clip::Letter('A'), Clip::Digit(0), Clip::Digit(1)];
        assert_eq!(said[..5], given_up);
        assert_eq!(said[5..], compose(Lang::Vi, &call("A", 18, 3), 2));
        assert_eq!(hall.speaker.state(), VoiceState::Incomplete { clips: 1 });
    }
}

#[test]
fn a_number_that_cannot_be_told_gets_the_chime_alone() {
    let mut hall = Hall::open();
    hall.speaker.hear(Heard::Tested(Clip::Digit(7), Tested::Silent), morning());

    hall.call(call("A", 7, 3), Arrived::Live, morning());
    let said = hall.play_all(morning());

    assert_eq!(said, [Clip::Chime]);
}

#[test]
fn a_clip_that_is_whole_again_is_read_again() {
    let mut hall = Hall::open();
    hall.speaker.hear(Heard::Tested(Clip::Digit(7), Tested::Silent), morning());
    hall.speaker.hear(Heard::Tested(Clip::Digit(7), Tested::Whole), morning());

    hall.call(call("A", 7, 3), Arrived::Live, morning());

    assert_eq!(hall.play_all(morning()), compose(Lang::Vi, &call("A", 7, 3), 2));
    assert_eq!(hall.speaker.state(), VoiceState::Whole);
}

#[test]
fn old_calls_are_not_announced() {
    let table = [
        (Arrived::Live, 0, true),
        (Arrived::Live, 60, true),
        (Arrived::Live, 61, false),
        (Arrived::Replayed, 10, true),
        (Arrived::Replayed, 11, false),
    ];

    for (arrived, age_seconds, is_read) in table {
        let mut hall = Hall::open();
        hall.call(call("A", 7, 3), arrived, after(age_seconds));
        let said = hall.play_all(after(age_seconds));
        assert_eq!(!said.is_empty(), is_read, "{arrived:?} after {age_seconds} s");
    }
}

#[test]
fn a_call_that_grew_old_while_it_waited_is_not_announced() {
    let mut hall = Hall::open();
    hall.call(call("A", 7, 3), Arrived::Live, morning());
    hall.call(call("A", 8, 4), Arrived::Live, morning());

    let said = hall.play_all(after(61));

    assert_eq!(said, compose(Lang::Vi, &call("A", 7, 3), 2));
}

#[test]
fn a_recall_of_a_number_that_still_waits_is_read_once() {
    let mut hall = Hall::open();
    hall.call(call("A", 7, 3), Arrived::Live, morning());
    hall.call(call("A", 8, 4), Arrived::Live, morning());

    hall.call(call("A", 8, 5), Arrived::Live, morning());
    let said = hall.play_all(morning());

    let (first, again) = (call("A", 7, 3), call("A", 8, 5));
    assert_eq!(said, [compose(Lang::Vi, &first, 2), compose(Lang::Vi, &again, 2)].concat());
}

#[test]
fn a_number_whose_owner_came_is_not_called_any_more() {
    let mut hall = Hall::open();
    hall.call(call("A", 7, 3), Arrived::Live, morning());
    hall.call(call("A", 8, 4), Arrived::Live, morning());

    hall.speaker.hear(Heard::Came(call("A", 8, 4).number), morning());

    assert_eq!(hall.play_all(morning()), compose(Lang::Vi, &call("A", 7, 3), 2));
}

#[test]
fn a_hall_in_a_hurry_hears_each_call_once() {
    let mut hall = Hall::open();
    for sequence in 1..=5 {
        hall.call(call("A", sequence, 3), Arrived::Live, morning());
    }

    let said = hall.play_all(morning());

    let readings = [2, 1, 2, 2, 2];
    let expected = (1..=5).zip(readings);
    let expected =
        expected.flat_map(|(sequence, times)| compose(Lang::Vi, &call("A", sequence, 3), times));
    assert_eq!(said, expected.collect::<Vec<_>>());
}

#[test]
fn the_queue_has_an_end() {
    let mut hall = Hall::open();
    for sequence in 1..=100 {
        hall.call(call("A", sequence, 3), Arrived::Live, morning());
    }

    let said = hall.play_all(morning());

    let chimes = said.iter().filter(|clip| **clip == Clip::Chime).count();
    assert_eq!(chimes, QUEUE_MAX + 1);
}

#[test]
fn a_browser_that_waits_for_a_touch_says_so_and_reads_what_is_fresh_after_it() {
    let mut hall = Hall::open();
    hall.faults.push((Clip::Chime, Fault::Refused));
    hall.call(call("A", 7, 3), Arrived::Live, morning());
    hall.call(call("A", 8, 3), Arrived::Live, morning());
    assert!(hall.play_all(morning()).is_empty());
    assert_eq!(hall.speaker.state(), VoiceState::Refused);

    hall.faults.clear();
    hall.order = hall.speaker.hear(Heard::Touched, after(5));
    let said = hall.play_all(after(5));

    let (first, second) = (call("A", 7, 3), call("A", 8, 3));
    let read = [compose(Lang::Vi, &first, 2), compose(Lang::Vi, &second, 2)].concat();
    assert_eq!(said, [vec![Clip::Chime], read].concat());
    assert_eq!(hall.speaker.state(), VoiceState::Whole);
}

#[test]
fn a_late_word_about_an_earlier_clip_changes_nothing() {
    let mut hall = Hall::open();
    hall.call(call("A", 7, 3), Arrived::Live, morning());
    let first = hall.order.expect("the chime begins");
    let second = hall.speaker.hear(played(first.turn, Played::Ended), morning());

    let again = hall.speaker.hear(played(first.turn, Played::Failed(Fault::Stalled)), morning());

    assert_eq!(second.expect("the sentence begins").clip, Clip::Invite);
    assert_eq!(again, None);
    assert_eq!(hall.speaker.state(), VoiceState::Whole);
}

#[test]
fn a_voice_without_a_single_clip_says_that_it_is_mute() {
    let mut speaker = Speaker::new(Lang::Vi);
    assert_eq!(speaker.state(), VoiceState::Testing);
    for clip in Clip::all(Lang::Vi) {
        speaker.hear(Heard::Tested(clip, Tested::Silent), morning());
    }

    speaker.hear(Heard::Opened, morning());

    assert_eq!(speaker.state(), VoiceState::Mute);
}

fn played(turn: u32, played: Played) -> Heard {
    Heard::Played { turn, played }
}

/// A voice and a loudspeaker whose faults are known.
struct Hall {
    speaker: Speaker,
    order: Option<Order>,
    faults: Vec<(Clip, Fault)>,
}

impl Hall {
    /// The self-test is over and its chime has sounded.
    fn open() -> Self {
        let speaker = Speaker::new(Lang::Vi);
        let mut hall = Self { speaker, order: None, faults: Vec::new() };
        hall.order = hall.speaker.hear(Heard::Opened, morning());
        assert_eq!(hall.play_all(morning()), [Clip::Chime]);
        hall
    }

    fn call(&mut self, call: CallView, arrived: Arrived, now: Timestamp) {
        let order = self.speaker.hear(Heard::Called(call, arrived), now);
        assert!(order.is_none() || self.order.is_none(), "one sound at a time");
        self.order = self.order.or(order);
    }

    /// Plays until nothing is ordered; what sounded to its end.
    fn play_all(&mut self, now: Timestamp) -> Vec<Clip> {
        let mut said = Vec::new();
        while let Some(order) = self.order.take() {
            let fault = self.faults.iter().find(|(clip, _)| *clip == order.clip);
            let what = match fault {
                Some((_, fault)) => Played::Failed(*fault),
                None => {
                    said.push(order.clip);
                    Played::Ended
                }
            };
            self.order = self.speaker.hear(played(order.turn, what), now);
        }
        said
    }
}
