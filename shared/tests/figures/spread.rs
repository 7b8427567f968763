//! Percentiles are those of the nearest rank.

use proptest::prelude::*;
use shared::figures::Spread;

#[test]
fn the_spread_of_times_table() {
    type Expected = (u32, u32, u32, u32);
    let cases: [(&[u32], Expected); 6] = [
        (&[7], (7, 7, 7, 7)),
        (&[1, 2], (1, 2, 2, 2)),
        (&[3, 1, 2], (2, 3, 2, 3)),
        (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], (5, 9, 6, 10)),
        (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], (6, 10, 6, 11)),
        (&[0, 0, 0, 0, 100], (0, 100, 20, 100)),
    ];

    for (times, (p50_s, p90_s, mean_s, max_s)) in cases {
        let count = u32::try_from(times.len()).unwrap();
        let expected = Spread { count, p50_s, p90_s, mean_s, max_s };
        assert_eq!(Spread::of(times.to_vec()), Some(expected), "{times:?}");
    }
}

#[test]
fn nothing_has_no_spread() {
    assert_eq!(Spread::of(Vec::new()), None);
}

proptest! {
    #[test]
    fn a_percentile_is_the_smallest_time_that_enough_do_not_exceed(
        times in prop::collection::vec(0_u32..5_000, 1..60),
    ) {
        let naive = |percent: usize| {
            let is_enough = |limit: &&u32| {
                times.iter().filter(|one| *one <= *limit).count() * 100 >= percent * times.len()
            };
            times.iter().filter(is_enough).min().copied()
        };

        let spread = Spread::of(times.clone()).unwrap();

        prop_assert_eq!(Some(spread.p50_s), naive(50));
        prop_assert_eq!(Some(spread.p90_s), naive(90));
        prop_assert_eq!(Some(spread.max_s), times.iter().max().copied());
    }
}
