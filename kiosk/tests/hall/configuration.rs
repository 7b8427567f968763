//! The configuration tells everything that is wrong with it at once.

use kiosk::config::{Config, PrinterKind};
use kiosk::printer::{FlowControl, SerialLine, Way};
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

        [disk]
        reserve_percent = 15
        "#,
        posted().display()
    );

    let config = Config::parse(&text).expect("nothing is wrong");

    assert_eq!(config.public_url, "https://hall.example");
    assert_eq!(config.voice_dir, Some(posted()));
    assert_eq!(config.centre_url.as_deref(), Some("https://centre.example"));
    let [printer] = &config.printers[..] else { panic!("there is one printer") };
    assert_eq!(printer.paper, PaperWidth::Mm58);
    assert_eq!(printer.kind, PrinterKind::Png { folder: "/tmp/slips".into() });
    assert_eq!((config.queue.ordinary_per_priority, config.opening), (3, Opening::Always));
    assert_eq!((config.forwarding.first_ms, config.forwarding.longest_ms), (500, 300_000));
    assert_eq!(config.reserve.percent, 15);
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

        [disk]
        reserve_percent = 60
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
        "disk.reserve_percent is not a whole number from 1 to 50",
    ];
    for problem in named {
        assert!(problems.iter().any(|one| one.starts_with(problem)), "{problem}: {problems:#?}");
    }
    assert_eq!(problems.len(), named.len(), "{problems:#?}");
}

#[test]
fn several_printers_are_read_and_the_first_is_the_usual_one() {
    let text = format!(
        r#"
        listen = "127.0.0.1:8080"
        data_dir = "/var/lib/kiosk"
        catalogue_dir = "{}"
        public_url = "https://hall.example/"
        require_device = true

        [[printers]]
        name = "door"
        kind = "network"
        address = "192.0.2.20:9100"

        [[printers]]
        name = "window"
        kind = "serial"
        path = "/dev/ttyUSB0"
        baud = 115200
        flow = "software"
        paper = "58mm"

        [[printers]]
        name = "desk"
        kind = "device"
        path = "/dev/usb/lp0"

        [[printers]]
        name = "office"
        kind = "ipp"
        url = "ipp://localhost/printers/hall"
        "#,
        posted().display()
    );

    let config = Config::parse(&text).expect("nothing is wrong");

    assert!(config.require_device);
    let names: Vec<&str> = config.printers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["door", "window", "desk", "office"]);
    let address = "192.0.2.20:9100".parse().expect("an address");
    assert_eq!(config.printers[0].kind, PrinterKind::Thermal(Way::Network { address }));
    let line = SerialLine { baud: 115_200, flow: FlowControl::Software };
    let serial = Way::Serial { path: "/dev/ttyUSB0".into(), line };
    assert_eq!(config.printers[1].kind, PrinterKind::Thermal(serial));
    assert_eq!(config.printers[1].paper, PaperWidth::Mm58);
}

#[test]
fn every_problem_of_several_printers_is_named() {
    let text = r#"
        listen = "127.0.0.1:8080"
        data_dir = "/var/lib/kiosk"
        catalogue_dir = "/"
        public_url = "https://hall.example/"

        [[printers]]
        name = "door"
        kind = "network"
        address = "printer.local"

        [[printers]]
        name = "door/2"
        kind = "serial"
        flow = "wishful"

        [[printers]]
        kind = "ipp"
        url = "localhost"
    "#;

    let problems = Config::parse(text).expect_err("much is wrong").0;

    let named = [
        "printers.1.address ",
        "printers.2.name ",
        "printers.2.path is missing",
        "printers.2.flow is none of",
        "printers.3.name is missing",
        "printers.3.url ",
    ];
    for problem in named {
        assert!(problems.iter().any(|one| one.starts_with(problem)), "{problem}: {problems:#?}");
    }
    assert_eq!(problems.len(), named.len(), "{problems:#?}");
}

#[test]
fn two_printers_have_two_names_and_one_section_is_enough() {
    let text = |printers: &str| {
        format!(
            "listen = \"127.0.0.1:8080\"\ndata_dir = \"/var/lib/kiosk\"\ncatalogue_dir = \"/\"\n\
             public_url = \"https://hall.example\"\n{printers}"
        )
    };
    let one = "[[printers]]\nname = \"door\"\nkind = \"png\"\n";

    let alike = Config::parse(&text(&format!("{one}{one}"))).expect_err("they are alike").0;
    let beside = Config::parse(&text(&format!("{one}[printer]\nkind = \"png\"\n")));

    assert_eq!(alike, ["printers names two printers alike"]);
    let beside = beside.expect_err("one of them is enough").0;
    assert_eq!(beside, ["printer stands beside printers; one of them is enough"]);
}

#[test]
fn what_is_not_toml_is_said_to_be_so() {
    let problems = Config::parse("listen = ").expect_err("it breaks off").0;

    assert!(problems[0].starts_with("it is not TOML"), "{problems:?}");
}
