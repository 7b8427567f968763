//! The house plan holds: crate arrows, owners of technologies, sizes of files, words in their room.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const FILE_LINES_MAX: usize = 300;
const LINE_SIGNS_MAX: usize = 100;
/// Each technology, and the rooms that may name it.
const OWNERS: [(&str, &[&str]); 13] = [
    ("axum::", &["kiosk/src/api", "central/src/api"]),
    ("redb::", &["kiosk/src/store"]),
    ("sqlx::", &["central/src/store"]),
    ("reqwest::", &["kiosk/src/centre_client"]),
    ("gloo_net::", &["app/src/api", "app/src/live"]),
    ("EventSource", &["app/src/live"]),
    ("HtmlAudioElement", &["app/src/surface/display/loudspeaker"]),
    ("ab_glyph::", &["kiosk/src/printer"]),
    ("allow(unsafe_code", &["app/src/bin/citizen/doors"]),
    ("escpos::", &["kiosk/src/printer"]),
    ("ipp::", &["kiosk/src/printer"]),
    ("rust_xlsxwriter::", &["kiosk/src/figures/workbook"]),
    ("std::fs", &["kiosk/", "central/", "xtask/", "cluster/"]),
];

#[test]
fn the_crates_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("shared", &[][..]),
        ("app", &["shared"][..]),
        ("kiosk", &["shared"][..]),
        ("central", &["shared"][..]),
    ]);

    for (name, may_use) in allowed {
        let manifest = fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
        let dependencies = dependencies.split("[dev-dependencies]").next().unwrap();
        for other in ["shared", "app", "kiosk", "central", "promises", "xtask"] {
            let uses = dependencies
                .lines()
                .any(|line| line.split(['=', '.', ' ']).next().is_some_and(|word| word == other));
            assert!(!uses || may_use.contains(&other), "{name} uses {other}");
        }
    }
}

#[test]
fn each_technology_has_one_owner() {
    let mut strangers = Vec::new();

    for file in rust_files() {
        let path = relative(&file);
        if is_proof(&path) {
            continue;
        }
        let text = code_of(&file);
        for (technology, owners) in OWNERS {
            let is_owner = owners.iter().any(|owner| path.starts_with(owner));
            if !is_owner && text.contains(technology) {
                strangers.push(format!("{path} names {technology}"));
            }
        }
    }

    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn building_blocks_draw_and_surfaces_do_not_know_each_other() {
    let mut strangers = Vec::new();

    for file in rust_files() {
        let path = relative(&file);
        let text = code_of(&file);
        if path.starts_with("app/src/ui") {
            for room in ["crate::api", "crate::live", "crate::surface", "crate::journey"] {
                if text.contains(room) {
                    strangers.push(format!("{path} names {room}"));
                }
            }
        }
        for surface in ["kiosk", "portal", "display", "counter", "figures", "office"] {
            let other = format!("crate::surface::{surface}");
            let own = format!("app/src/surface/{surface}");
            if path.starts_with("app/src/surface/")
                && !path.starts_with(&own)
                && text.contains(&other)
            {
                strangers.push(format!("{path} names {other}"));
            }
        }
    }

    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn every_file_is_read_in_one_sitting() {
    let mut long = Vec::new();

    for file in rust_files() {
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            long.push(format!("{}: {lines} lines", relative(&file)));
        }
        for (number, line) in (1..).zip(text.lines()) {
            if line.chars().count() > LINE_SIGNS_MAX {
                long.push(format!("{}:{number}: a long line", relative(&file)));
            }
        }
    }

    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<String> = rust_files()
        .iter()
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//! "))
        .map(|file| relative(file))
        .collect();

    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn sentences_for_people_are_in_their_room() {
    let mut outside = Vec::new();

    for file in rust_files() {
        let path = relative(&file);
        let is_room = path.starts_with("shared/src/text");
        // Telex and VNI name the letters they make.
        let is_keyboard = path.starts_with("app/src/keyboard/");
        if !is_room && !is_keyboard && !is_proof(&path) && code_of(&file).chars().any(is_vietnamese)
        {
            outside.push(path);
        }
    }

    assert!(outside.is_empty(), "{outside:#?}");
}

#[test]
fn nothing_is_fetched_from_outside_the_hall() {
    let mut addresses = Vec::new();

    for folder in ["public/styles", "public/pages"] {
        for file in files_below(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap_or_default();
            if text.contains("http://") || text.contains("https://") || text.contains("url(//") {
                addresses.push(relative(&file));
            }
        }
    }

    assert!(addresses.is_empty(), "{addresses:#?}");
}

/// Whether a file plays the other side of what it proves.
fn is_proof(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The text of a file without comments and without its inline tests.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// Letters that only Vietnamese uses; the names in the glossary need none of them in code.
fn is_vietnamese(letter: char) -> bool {
    matches!(letter, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư') || matches!(letter, 'Ạ'..='ỹ')
}

fn rust_files() -> Vec<PathBuf> {
    ["shared", "app", "kiosk", "central", "tests", "xtask", "cluster"]
        .iter()
        .flat_map(|folder| files_below(&root().join(folder)))
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn relative(file: &Path) -> String {
    file.strip_prefix(root()).unwrap().to_string_lossy().into_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}
