//! The JavaScript beside a WASM file, made to start it without an inline script.

use anyhow::{Result, ensure};

/// Lets the glue fetch the WASM from its hashed address and start it when it is loaded.
pub(super) fn start_itself(glue: &str, wasm: &str) -> Result<String> {
    ensure!(glue.contains("__wbg_init as default"), "the glue exports no start of its own");
    let file = wasm.rsplit('/').next().unwrap_or(wasm);
    let mut text = without_comments(glue);
    text += "const module_or_path = new URL(\"./";
    text += file;
    text += "\", import.meta.url);\nawait __wbg_init({ module_or_path });\n";
    Ok(text)
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
    fn glue_of_another_shape_stops_the_build() {
        assert!(start_itself("export default init;", "/assets/citizen-12.wasm").is_err());
    }
}
