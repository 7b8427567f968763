//! Replaces each `@import` by what it imports, in its layer and its medium.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

/// Reads a file of styles with everything it imports, as one text.
pub(super) fn inline(entry: &Path) -> Result<String> {
    inline_within(entry, &mut Vec::new())
}

fn inline_within(path: &Path, above: &mut Vec<PathBuf>) -> Result<String> {
    let shown = path.display();
    ensure!(!above.iter().any(|file| file == path), "{shown} imports itself");
    let text = fs::read_to_string(path).with_context(|| format!("{shown} cannot be read"))?;
    check_balance(&text).with_context(|| shown.to_string())?;
    above.push(path.to_owned());
    let mut inlined = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim().strip_prefix("@import ") {
            Some(rest) => {
                let import = Import::parse(rest).with_context(|| format!("{shown}: {line}"))?;
                let folder = path.parent().unwrap_or(Path::new(""));
                let imported = inline_within(&folder.join(import.file), above)?;
                inlined.push_str(&import.wrap(&imported));
            }
            None => inlined.push_str(line),
        }
        inlined.push('\n');
    }
    above.pop();
    Ok(inlined)
}

/// What stands after `@import` on a line of its own.
struct Import<'a> {
    file: &'a str,
    layer: Option<&'a str>,
    medium: &'a str,
}

impl<'a> Import<'a> {
    fn parse(rest: &'a str) -> Result<Self> {
        let rest = rest.trim();
        let quote = rest.chars().next().filter(|mark| *mark == '"' || *mark == '\'');
        let quote = quote.context("an import starts with a quoted file name")?;
        let (file, rest) = rest[1..].split_once(quote).context("a quote is not closed")?;
        let rest = rest.trim().strip_suffix(';').context("an import is one line that ends in ;")?;
        let (layer, medium) = match rest.strip_prefix("layer(") {
            Some(rest) => {
                let (layer, medium) = rest.split_once(')').context("layer( is not closed")?;
                (Some(layer.trim()), medium.trim())
            }
            None => (None, rest.trim()),
        };
        if medium.starts_with("supports(") || medium.starts_with("layer") {
            bail!("an import takes layer(name) and a medium, nothing else");
        }
        Ok(Self { file, layer, medium })
    }

    fn wrap(&self, imported: &str) -> String {
        let mut text = imported.to_owned();
        if let Some(layer) = self.layer {
            text = format!("@layer {layer} {{\n{text}}}\n");
        }
        if !self.medium.is_empty() {
            text = format!("@media {} {{\n{text}}}\n", self.medium);
        }
        text
    }
}

/// Refuses a file whose braces do not match: inlined, it would swallow the files after it.
fn check_balance(text: &str) -> Result<()> {
    let mut depth = 0_usize;
    for token in super::minify::tokens(text) {
        match token {
            "{" => depth += 1,
            "}" => depth = depth.checked_sub(1).context("a } has no { before it")?,
            text => ensure!(!text.starts_with("/*") || text.ends_with("*/"), "a comment is open"),
        }
    }
    ensure!(depth == 0, "{depth} of its {{ are not closed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_comes_into_its_layer_and_medium() {
        let import = Import::parse("\"./print.css\" layer(print) print;").unwrap();

        assert_eq!(import.file, "./print.css");
        assert_eq!(import.wrap("p{}\n"), "@media print {\n@layer print {\np{}\n}\n}\n");
    }

    #[test]
    fn an_import_of_an_unknown_shape_stops_the_build() {
        assert!(Import::parse("url(./a.css);").is_err());
        assert!(Import::parse("\"./a.css\" supports(display: grid);").is_err());
        assert!(Import::parse("\"./a.css\"").is_err());
    }

    #[test]
    fn braces_that_do_not_match_stop_the_build() {
        assert!(check_balance("a { color: red } }").is_err());
        assert!(check_balance("a { color: red").is_err());
        assert!(check_balance("a { content: \"}\" } /* { */").is_ok());
    }
}
