//! Gives short names to what the glue and the WASM call each other by: the generator's names carry
//! hashes, which no compression makes smaller.

use std::collections::BTreeMap;

use walrus::Module;

/// What the generated names begin with.
const GENERATED: [&str; 2] = ["__wbg_", "wasm_bindgen__"];

/// Renames the doors between both, and returns the glue with the new names.
pub(super) fn shorten(module: &mut Module, glue: &str) -> String {
    let mut names = BTreeMap::new();
    for import in module.imports.iter_mut() {
        rename(&mut import.name, &mut names);
    }
    for export in module.exports.iter_mut() {
        rename(&mut export.name, &mut names);
    }
    with_names(glue, &names)
}

fn rename(name: &mut String, names: &mut BTreeMap<String, String>) {
    if GENERATED.iter().any(|start| name.starts_with(start)) {
        let next = format!("_{}", names.len());
        *name = names.entry(name.clone()).or_insert(next).clone();
    }
}

/// Replaces whole words only: one generated name may begin with another.
fn with_names(glue: &str, names: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(glue.len());
    let is_of_word = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
    let mut rest = glue;
    while let Some(start) = rest.find(is_of_word) {
        let (between, from_word) = rest.split_at(start);
        let end = from_word.find(|sign| !is_of_word(sign)).unwrap_or(from_word.len());
        let (word, after) = from_word.split_at(end);
        text += between;
        text += names.get(word).map_or(word, String::as_str);
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_get_their_short_name() {
        let names = BTreeMap::from([
            ("__wbg_get_1a".to_owned(), "_0".to_owned()),
            ("__wbg_get_1a_4".to_owned(), "_1".to_owned()),
        ]);

        let glue = with_names("({ __wbg_get_1a: f, __wbg_get_1a_4: wasm.g })", &names);

        assert_eq!(glue, "({ _0: f, _1: wasm.g })");
    }

    #[test]
    fn only_generated_names_are_short_and_each_has_one() {
        let mut names = BTreeMap::new();
        let [mut memory, mut first, mut again] =
            ["memory", "__wbg_a_12", "__wbg_a_12"].map(str::to_owned);

        for name in [&mut memory, &mut first, &mut again] {
            rename(name, &mut names);
        }

        assert_eq!([memory, first, again], ["memory", "_0", "_0"]);
    }
}
