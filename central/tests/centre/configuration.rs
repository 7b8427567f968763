//! The configuration, and what a start says when it is wrong.

use central::config::{ConfigFault, ConfigProblem};
use central::{Config, ConfigError};

const WHOLE: &str = r#"
listen = "127.0.0.1:8090"
database_url = "postgres://centre@localhost/centre"
data_dir = "/var/lib/central"
public_url = "https://mot-cua.example/"
"#;

#[test]
fn a_whole_configuration_is_read() {
    let config = Config::parse(WHOLE).unwrap();

    assert_eq!(config.listen, "127.0.0.1:8090".parse().unwrap());
    assert_eq!(config.public_url, "https://mot-cua.example");
    assert_eq!(config.catalogue_dir.to_str(), Some("public/catalogue"));
    assert!(config.is_https());
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = r#"
        listen = "everywhere"
        database_url = "sqlite://file"
        database_connections = 1
        public_url = 7
        colour = "red"
    "#;

    let Err(ConfigError::Keys(problems)) = Config::parse(text) else { panic!("it was read") };

    let problem = |key: &str, fault| ConfigProblem { key: key.to_owned(), fault };
    assert_eq!(
        problems,
        [
            problem("listen", ConfigFault::NotAnAddress),
            problem("database_url", ConfigFault::NotADatabase),
            problem("database_connections", ConfigFault::OutOfBounds),
            problem("data_dir", ConfigFault::Missing),
            problem("public_url", ConfigFault::NotText),
            problem("colour", ConfigFault::Unknown),
        ]
    );
}

#[test]
fn the_database_address_is_not_shown() {
    let config = Config::parse(WHOLE).unwrap();

    assert!(!format!("{config:?}").contains("localhost/centre"));
}
