//! The JavaScript beside a WASM file, made to start it without an inline script.

use anyhow::{Result, ensure};

use super::wings::SCRIPT;

/// Lets the glue fetch the WASM from its hashed address and start it when it is loaded.
pub(super) fn start_itself(glue: &str, wasm: &str) -> Result<String> {
    ensure!(glue.contains("__wbg_init as default"), "the glue exports no start of its own");
    let mut text = without_comments(glue);
    text += "const module_or_path = new URL(\"";
    text += &beside(wasm);
    text += "\", import.meta.url);\nawait __wbg_init({ module_or_path });\n";
    Ok(text)
}

/// The address of an asset as another asset names it.
pub(super) fn beside(address: &str) -> String {
    format!("./{}", address.rsplit('/').next().unwrap_or(address))
}

/// Puts the script that fetches the wings into the glue, which imports it as a module of its own:
/// two files that name each other could not both be named by their content.
pub(super) fn with_wings(glue: &str, script: &str) -> Result<String> {
    let is_import = |line: &&str| line.starts_with("import * as ") && line.contains(SCRIPT);
    let (imports, rest): (Vec<&str>, Vec<&str>) = glue.lines().partition(is_import);
    let mut text = rest.join("\n");
    ensure!(!imports.is_empty(), "the glue does not import the script of the wings");
    let names = imports.iter().filter_map(|line| line.split(' ').nth(3));
    let mut doors = Vec::new();
    for line in script.lines().filter(|line| !line.starts_with("import ")) {
        let declaration = line.strip_prefix("export ");
        doors.extend(declaration.and_then(door));
        text.push('\n');
        text += declaration.unwrap_or(line);
    }
    for name in names {
        text += &format!("\nconst {name} = {{ {} }};", doors.join(", "));
    }
    text.push('\n');
    Ok(text)
}

fn door(declaration: &str) -> Option<&str> {
    declaration.strip_prefix("const ")?.split(' ').next()
}

/// Leaves out idle spaces and the `/** */` comments, which stand on lines of their own.
fn without_comments(glue: &str) -> String {
    let mut is_comment = false;
    let mut text = String::with_capacity(glue.len());
    for line in glue.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "/**\n * @param {string} a\n */\nexport function a() {\n    b();\n}\n\n\
        /* @ts-self-types=\"./x.d.ts\" */\nexport { initSync, __wbg_init as default };\n";

    #[test]
    fn the_glue_fetches_the_hashed_wasm_and_starts_it() {
        let started = start_itself(GLUE, "/assets/citizen-12.wasm").unwrap();

        assert_eq!(
            started,
            "export function a() {\nb();\n}\nexport { initSync, __wbg_init as default };\n\
             const module_or_path = new URL(\"./citizen-12.wasm\", import.meta.url);\n\
             await __wbg_init({ module_or_path });\n",
        );
    }

    #[test]
    fn the_script_of_the_wings_becomes_a_part_of_the_glue() {
        let glue = "import * as import1 from \"./wings.js\"\nfunction initSync() {}";
        let script = "import { initSync } from \"./main.js\";\nfunction load() {}\n\
            export const __wasm_split_load_hall = load();";

        let joined = with_wings(glue, script).unwrap();

        assert_eq!(
            joined,
            "function initSync() {}\nfunction load() {}\nconst __wasm_split_load_hall = load();\n\
             const import1 = { __wasm_split_load_hall };\n",
        );
    }

    #[test]
    fn glue_without_doors_cannot_have_wings() {
        assert!(with_wings("function initSync() {}", "").is_err());
    }

    #[test]
    fn glue_of_another_shape_stops_the_build() {
        assert!(start_itself("export default init;", "/assets/citizen-12.wasm").is_err());
    }
}
