//! Reads a TOML table key by key and collects what is wrong, so that one start tells everything.

use std::net::SocketAddr;
use std::path::PathBuf;

use toml::{Table, Value};

/// A table that is being read.
pub(super) struct Reader {
    table: Table,
    /// The name of the section with a dot, or nothing at the top.
    section: String,
    problems: Vec<String>,
}

impl Reader {
    pub(super) fn new(table: Table) -> Self {
        Self { table, section: String::new(), problems: Vec::new() }
    }

    /// Takes a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Option<T> {
        if !self.table.contains_key(key) {
            self.problem(key, "is missing");
            return None;
        }
        self.optional(key, read)
    }

    /// Takes a key that may be there.
    pub(super) fn optional<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.table.remove(key)?;
        read(&value).inspect_err(|problem| self.problem(key, problem)).ok()
    }

    /// Takes a section that may be there: nothing when it is not, else what was read of it.
    pub(super) fn section<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        let table = match self.table.remove(key)? {
            Value::Table(table) => table,
            Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Datetime(_)
            | Value::Array(_) => {
                self.problem(key, "is not a section");
                return Some(None);
            }
        };
        let mut inner = Self { table, section: format!("{key}."), problems: Vec::new() };
        let found = read(&mut inner);
        self.problems.extend(inner.finish());
        Some(found)
    }

    /// Takes a list of sections that may be there, each under its number from 1.
    pub(super) fn sections<T>(
        &mut self,
        key: &str,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        let listed = self.optional(key, |value| {
            value.as_array().cloned().ok_or_else(|| "is not a list of sections".to_owned())
        })?;
        let mut found = Vec::new();
        for (number, value) in (1..).zip(listed) {
            self.table.insert(format!("{key}.{number}"), value);
            found.push(self.section(&format!("{key}.{number}"), &read).flatten());
        }
        Some(found)
    }

    pub(super) fn problem(&mut self, key: &str, problem: &str) {
        self.problems.push(format!("{}{key} {problem}", self.section));
    }

    /// Every problem, unknown keys among them.
    pub(super) fn finish(mut self) -> Vec<String> {
        let unknown: Vec<String> = self.table.keys().cloned().collect();
        for key in unknown {
            self.problem(&key, "is not a known key");
        }
        self.problems
    }
}

pub(super) fn address(value: &Value) -> Result<SocketAddr, String> {
    text(value)?.parse().map_err(|_| "is not an address such as \"127.0.0.1:8080\"".to_owned())
}

pub(super) fn path(value: &Value) -> Result<PathBuf, String> {
    let text = text(value)?;
    if text.is_empty() { Err("is empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

pub(super) fn folder(value: &Value) -> Result<PathBuf, String> {
    let path = path(value)?;
    if path.is_dir() { Ok(path) } else { Err(format!("names no folder: {}", path.display())) }
}

/// An address without the slash at its end.
pub(super) fn url(value: &Value) -> Result<String, String> {
    let text = text(value)?.trim_end_matches('/');
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => {
            Ok(text.to_owned())
        }
        Some(_) | None => Err("is not an address that begins with http:// or https://".to_owned()),
    }
}

pub(super) fn count(value: &Value) -> Result<u32, String> {
    let number = value.as_integer().and_then(|number| u32::try_from(number).ok());
    number.filter(|number| *number > 0).ok_or_else(|| "is not a whole number above 0".to_owned())
}

/// A part of a whole that something else must fit beside.
pub(super) fn share(value: &Value) -> Result<u8, String> {
    let number = value.as_integer().and_then(|number| u8::try_from(number).ok());
    let number = number.filter(|number| (1..=50).contains(number));
    number.ok_or_else(|| "is not a whole number from 1 to 50".to_owned())
}

pub(super) fn flag(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "is neither true nor false".to_owned())
}

pub(super) fn one_of<T: Clone>(value: &Value, choices: &[(&str, T)]) -> Result<T, String> {
    let text = text(value)?;
    let found = choices.iter().find(|(name, _)| *name == text);
    found.map(|(_, choice)| choice.clone()).ok_or_else(|| {
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("{name:?}")).collect();
        format!("is none of {}", names.join(", "))
    })
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "is not a text".to_owned())
}
