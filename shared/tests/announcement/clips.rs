//! The clips that lie in `public/voice`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use shared::announcement::{Clip, SERIES_LETTERS, sentence};
use shared::lang::Lang;
use shared::text::hall::voice::spoken;

use crate::call;

#[test]
fn every_call_is_made_of_clips_that_are_tested_at_opening() {
    for lang in [Lang::Vi, Lang::En] {
        let known: BTreeSet<Clip> = Clip::all(lang).into_iter().collect();
        for letter in SERIES_LETTERS.chars() {
            for counter in 0..200 {
                let call = call(&letter.to_string(), 1_234_567_890, counter);
                assert!(sentence(lang, &call).iter().all(|clip| known.contains(clip)));
            }
        }
    }
}

#[test]
fn every_clip_says_something_else_and_only_the_chime_says_nothing() {
    for lang in [Lang::Vi, Lang::En] {
        let clips = Clip::all(lang);
        let said: Vec<String> = clips.iter().filter_map(|clip| spoken(*clip, lang)).collect();
        let different: BTreeSet<&String> = said.iter().collect();
        let names: BTreeSet<String> = clips.iter().map(|clip| clip.path(lang)).collect();

        assert_eq!(said.len(), clips.len() - 1);
        assert_eq!(different.len(), said.len());
        assert_eq!(names.len(), clips.len());
    }
}

#[test]
fn every_clip_is_recorded_and_nothing_else_is() {
    let needed: BTreeSet<PathBuf> = [Lang::Vi, Lang::En]
        .into_iter()
        .flat_map(|lang| Clip::all(lang).into_iter().map(move |clip| clip.path(lang)))
        .map(|path| folder().join(path))
        .collect();

    let recorded: BTreeSet<PathBuf> = ["", "vi", "en"]
        .iter()
        .flat_map(|part| std::fs::read_dir(folder().join(part)).expect("the voice is there"))
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "ogg"))
        .collect();

    assert_eq!(recorded, needed);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/voice")
}
