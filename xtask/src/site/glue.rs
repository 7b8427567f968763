//! The JavaScript beside a WASM file, made to start it without an inline script.

use anyhow::{Result, ensure};

/// Points the glue to the WASM's hashed address and lets it start itself when it is loaded.
pub(super) fn start_itself(glue: &str, bundle: &str, wasm: &str) -> Result<String> {
    let named = format!("'{bundle}_bg.wasm'");
    ensure!(
        glue.matches(&named).count() == 1 && glue.contains("__wbg_init as default"),
        "the glue of {bundle} has another shape than this wasm-bindgen writes",
    );
    let file = wasm.rsplit('/').next().unwrap_or(wasm);
    let mut text = String::with_capacity(glue.len());
    for line in without_comments(glue).lines() {
        let line = line.trim();
        if !line.is_empty() {
            text.push_str(&line.replace(&named, &format!("'./{file}'")));
            text.push('\n');
        }
    }
    text.push_str("await __wbg_init();\n");
    Ok(text)
}

/// Leaves out the `/** */` comments, which stand on lines of their own.
fn without_comments(glue: &str) -> String {
    let mut is_comment = false;
    let code = glue.lines().filter(|line| {
        let line = line.trim();
        is_comment |= line.starts_with("/*");
        let is_code = !is_comment;
        is_comment &= !line.ends_with("*/");
        is_code
    });
    code.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "/**\n * @param {string} a\n */\nexport function a() {\n    b();\n}\n\
        /* @ts-self-types=\"./x.d.ts\" */\n\
        module_or_path = new URL('citizen_bg.wasm', import.meta.url);\n\
        export { initSync, __wbg_init as default };\n";

    #[test]
    fn the_glue_fetches_the_hashed_wasm_and_starts_it() {
        let started = start_itself(GLUE, "citizen", "/assets/citizen-12.wasm").unwrap();

        assert_eq!(
            started,
            "export function a() {\nb();\n}\n\
             module_or_path = new URL('./citizen-12.wasm', import.meta.url);\n\
             export { initSync, __wbg_init as default };\nawait __wbg_init();\n",
        );
    }

    #[test]
    fn glue_of_another_shape_stops_the_build() {
        assert!(start_itself("export default init;", "citizen", "/assets/c.wasm").is_err());
    }
}
