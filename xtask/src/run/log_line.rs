//! A line of a server's log as a person reads it.

use serde_json::Value;

/// Shortens a line of structured log; `None` for what is only of use in the file.
pub(super) fn readable(line: &str) -> Option<String> {
    let Ok(Value::Object(event)) = serde_json::from_str(line) else {
        return Some(line.to_owned()).filter(|line| !line.trim().is_empty());
    };
    let level = event.get("level").and_then(Value::as_str).unwrap_or("INFO");
    let fields = event.get("fields").and_then(Value::as_object);
    let (Some(fields), false) = (fields, matches!(level, "DEBUG" | "TRACE")) else { return None };
    let mut words = vec![fields.get("message").and_then(Value::as_str).unwrap_or("").to_owned()];
    if level != "INFO" {
        words.insert(0, level.to_owned());
    }
    let details = fields.iter().filter(|(name, _)| *name != "message");
    words.extend(details.map(|(name, value)| match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    }));
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_shown_by_its_words_and_details() {
        let line = r#"{"timestamp":"t","level":"INFO","fields":{"message":"listening","port":80},
            "target":"kiosk"}"#;

        assert_eq!(readable(line).as_deref(), Some("listening port=80"));
    }

    #[test]
    fn a_warning_says_that_it_is_one() {
        let line = r#"{"level":"WARN","fields":{"message":"the line is down"}}"#;

        assert_eq!(readable(line).as_deref(), Some("WARN the line is down"));
    }

    #[test]
    fn what_only_a_search_needs_stays_in_the_file() {
        assert_eq!(readable(r#"{"level":"DEBUG","fields":{"message":"request"}}"#), None);
        assert_eq!(readable(""), None);
    }

    #[test]
    fn a_line_that_is_no_event_is_shown_as_it_is() {
        assert_eq!(readable("thread panicked").as_deref(), Some("thread panicked"));
    }
}
