//! Makes styles small without understanding them: comments and idle spaces go, words stay.

/// Marks beside which a space means nothing.
const TIGHT: [&str; 4] = ["{", "}", ";", ","];

/// Removes comments, idle spaces and the last `;` of each block.
pub(super) fn minify(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut space = false;
    for token in tokens(text) {
        if token.starts_with("/*") || token.trim().is_empty() {
            space = true;
            continue;
        }
        let closes = TIGHT.contains(&token) || token == ")";
        let opened = small.ends_with(['{', '}', ';', ',', '(', ':']);
        if space && !closes && !opened && !small.is_empty() {
            small.push(' ');
        }
        if token == "}" && small.ends_with(';') {
            small.pop();
        }
        small.push_str(token);
        space = false;
    }
    small
}

/// Splits styles into comments, strings, marks, runs of spaces, and words.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |at| at + 4),
            '"' | '\'' => string_end(rest, first),
            '{' | '}' | ';' | ',' | '(' | ')' | ':' | '/' => 1,
            _ if first.is_whitespace() => {
                rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(rest.len())
            }
            _ => word_end(rest),
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

fn string_end(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn word_end(text: &str) -> usize {
    let ends = |letter: char| letter.is_whitespace() || "{};,():/\"'".contains(letter);
    text.find(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_idle_spaces_go() {
        let small = minify("/* a */\n.card , p {\n  color : red;\n  margin: 0 1px;\n}\n");

        assert_eq!(small, ".card,p{color :red;margin:0 1px}");
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        let small = minify("a :hover > b + c { width: calc(1px + (2px * 3)); }");

        assert_eq!(small, "a :hover > b + c{width:calc(1px + (2px * 3))}");
    }

    #[test]
    fn strings_and_addresses_stay() {
        let text = "a::after{content:\"  { ; \\\" /* \";background:url(/assets/x.svg#a)}";

        assert_eq!(minify(text), text);
    }

    #[test]
    fn a_medium_keeps_its_and() {
        let small = minify("@media print and (min-width: 20em) { a { b: c } }");

        assert_eq!(small, "@media print and (min-width:20em){a{b:c}}");
    }

    #[test]
    fn a_token_without_value_is_still_a_declaration() {
        assert_eq!(minify(".a { --shadow: ; color: red }"), ".a{--shadow:;color:red}");
    }
}
