//! The configuration tells everything that is wrong with it at once.

use kiosk::config::{Config, PrinterKind};
use kiosk::store::Opening;
use shared::slip::PaperWidth;

use crate::support::posted;

#[test]
fn a_full_configuration_is_read() {
    let text = format!(
        r#"
        listen = "127.0.0.1:8080"
        data_dir = "/var/lib/kiosk"
        site_dir = "/usr/share/kiosk"
        voice_dir = "{0}"
        catalogue_dir = "{0}"
        public_url = "https://hall.example/"

        [centre]
        url = "https://centre.example"

        [printer]
        kind = "png"
        folder = "/tmp/slips"
        paper = "58mm"

        [queue]
        ordinary_per_priority = 3
        opening = "always"

        [forwarding]
        first_ms = 500
        "#,
        posted().display()
    );

    let config = Config::parse(&text).expect("nothing is wrong");

    assert_eq!(config.public_url, "https://hall.example");
    assert_eq!(config.voice_dir, Some(posted()));
    assert_eq!(config.centre_url.as_deref(), Some("https://centre.example"));
    assert_eq!(config.printer.paper, PaperWidth::Mm58);
    assert_eq!(config.printer.kind, PrinterKind::Png { folder: "/tmp/slips".into() });
    assert_eq!((config.queue.ordinary_per_priority, config.opening), (3, Opening::Always));
    assert_eq!((config.forwarding.first_ms, config.forwarding.longest_ms), (500, 300_000));
}

#[test]
fn every_problem_is_named_at_once() {
    let text = r#"
        listen = "everywhere"
        catalogue_dir = "/nowhere/at/all"
        public_url = "hall.example"
        colour = "red"

        [centre]

        [printer]
        kind = "laser"

        [queue]
        ordinary_per_priority = 0
        opening = "sometimes"

        [forwarding]
        first_ms = 9
        longest_ms = 3
    "#;

    let problems = Config::parse(text).expect_err("much is wrong").0;

    let named = [
        "listen ",
        "data_dir is missing",
        "catalogue_dir names no folder",
        "public_url ",
        "colour is not a known key",
        "centre.url is missing",
        "printer.kind is none of",
        "queue.ordinary_per_priority ",
        "queue.opening is none of",
        "forwarding.first_ms ",
    ];
    for problem in named {
        assert!(problems.iter().any(|one| one.starts_with(problem)), "{problem}: {problems:#?}");
    }
    assert_eq!(problems.len(), named.len(), "{problems:#?}");
}

#[test]
fn what_is_not_toml_is_said_to_be_so() {
    let problems = Config::parse("listen = ").expect_err("it breaks off").0;

    assert!(problems[0].starts_with("it is not TOML"), "{problems:?}");
}
