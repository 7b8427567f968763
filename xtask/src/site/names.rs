//! Logical names such as `citizen.css`, and the hashed addresses that pages and styles get.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

/// Where styles and the manifest point to an asset by its logical name.
const ASSETS: &str = "/assets/";

/// The address of every asset by its logical name.
#[derive(Default)]
pub(super) struct Names {
    addresses: BTreeMap<String, String>,
    wings: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// Adds a name; two files of one name are an error.
    pub(super) fn insert(&mut self, name: &str, address: String) -> Result<()> {
        match self.addresses.insert(name.to_owned(), address) {
            None => Ok(()),
            Some(_) => bail!("two files are named {name}"),
        }
    }

    /// Adds a wing such as `citizen.hall`, with the names of its pieces.
    pub(super) fn insert_wing(&mut self, wing: &str, pieces: Vec<String>) {
        self.wings.insert(wing.to_owned(), pieces);
    }

    /// The address of a name.
    pub(super) fn address(&self, name: &str) -> Option<&str> {
        self.addresses.get(name).map(String::as_str)
    }

    /// Every name with its address.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.addresses.iter().map(|(name, address)| (name.as_str(), address.as_str()))
    }

    /// Replaces each `{{name}}` by its address, `{{preload citizen.hall}}` by links to the pieces
    /// of a wing, and `{{list citizen}}` by the quoted addresses of all wings of a bundle; what
    /// nobody knows is an error.
    pub(super) fn fill_placeholders(&self, text: &str) -> Result<String> {
        let mut parts = text.split("{{");
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once("}}").context("a {{ has no }} after it")?;
            filled.push_str(&self.fill(name.trim())?);
            filled.push_str(rest);
        }
        Ok(filled)
    }

    fn fill(&self, placeholder: &str) -> Result<String> {
        match placeholder.split_once(' ') {
            Some(("preload", wing)) => self.preload(wing),
            Some(("list", bundle)) => Ok(self.list(bundle)),
            Some(_) | None => match self.address(placeholder) {
                Some(address) => Ok(address.to_owned()),
                None => bail!("nothing is named {placeholder}, so it has no address"),
            },
        }
    }

    fn preload(&self, wing: &str) -> Result<String> {
        let Some(pieces) = self.wings.get(wing) else { bail!("no wing is named {wing}") };
        let links = pieces.iter().filter_map(|piece| self.address(piece)).map(|address| {
            format!(
                "<link rel=\"preload\" href=\"{address}\" as=\"fetch\" \
                     type=\"application/wasm\" crossorigin>"
            )
        });
        Ok(links.collect())
    }

    fn list(&self, bundle: &str) -> String {
        let of_bundle = |name: &str| name.split_once('.').is_some_and(|(of, _)| of == bundle);
        let wings = self.wings.iter().filter(|(name, _)| of_bundle(name));
        let pieces: BTreeSet<&String> = wings.flat_map(|(_, pieces)| pieces).collect();
        let addresses = pieces.into_iter().filter_map(|piece| self.address(piece));
        addresses.map(|address| format!("\"{address}\", ")).collect()
    }

    /// Replaces each `/assets/name` by its address; a name nobody knows is an error.
    pub(super) fn rewrite_addresses(&self, text: &str) -> Result<String> {
        let mut parts = text.split(ASSETS);
        let mut rewritten = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
            let end = part.find(|letter| !is_name(letter)).unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            let Some(address) = self.address(name) else {
                bail!("nothing is named {name}, so {ASSETS}{name} leads nowhere");
            };
            rewritten.push_str(address);
            rewritten.push_str(rest);
        }
        Ok(rewritten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_hashed_addresses() {
        let filled = names().fill_placeholders("<a href={{font.woff2}}>{{ app.js }}").unwrap();

        assert_eq!(filled, "<a href=/assets/font-12.woff2>/assets/app-34.js");
    }

    #[test]
    fn a_wing_is_preloaded_piece_by_piece_and_listed_with_the_others() {
        let mut names = names();
        names.insert_wing("app.hall", vec!["font.woff2".to_owned(), "app.js".to_owned()]);
        names.insert_wing("app.attic", vec!["app.js".to_owned()]);

        let preloads = names.fill_placeholders("{{preload app.hall}}").unwrap();
        let list = names.fill_placeholders("[{{list app}}]").unwrap();

        assert_eq!(preloads.matches("<link rel=\"preload\"").count(), 2);
        assert_eq!(list, "[\"/assets/app-34.js\", \"/assets/font-12.woff2\", ]");
        assert!(names.fill_placeholders("{{preload app.cellar}}").is_err());
    }

    #[test]
    fn an_unknown_placeholder_stops_the_build() {
        let refused = names().fill_placeholders("{{other.js}}").unwrap_err();

        assert!(refused.to_string().contains("nothing is named other.js"));
    }

    #[test]
    fn addresses_in_styles_become_hashed_addresses() {
        let rewritten = names().rewrite_addresses("url(/assets/font.woff2) x").unwrap();

        assert_eq!(rewritten, "url(/assets/font-12.woff2) x");
    }

    #[test]
    fn an_address_of_nothing_stops_the_build() {
        let refused = names().rewrite_addresses("url('/assets/gone.png')").unwrap_err();

        assert!(refused.to_string().contains("/assets/gone.png leads nowhere"));
    }

    #[test]
    fn two_files_of_one_name_stop_the_build() {
        let refused = names().insert("app.js", "/assets/app-56.js".to_owned()).unwrap_err();

        assert_eq!(refused.to_string(), "two files are named app.js");
    }

    fn names() -> Names {
        let mut names = Names::default();
        names.insert("font.woff2", "/assets/font-12.woff2".to_owned()).unwrap();
        names.insert("app.js", "/assets/app-34.js".to_owned()).unwrap();
        names
    }
}
