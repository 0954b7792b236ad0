//! The whole page in one file.
//!
//! Its policy stands before anything else and allows no connection from the first byte on. Its one script and its one style
//! sheet are named there by their hashes; program and glue are data, which nothing runs but that script.

use anyhow::{Result, ensure};

use super::built::Built;
use super::encode::{packed, policy_hash, spelled};

/// The file that is opened from the disk.
pub(super) fn offline(built: &Built) -> Result<String> {
    page(built, "offline", &built.boot, &format!(" data-packed>{}", packed(&built.wasm)?))
}

/// The file that is shown in a frame: the same, with the script that speaks with the embedding page before it.
pub(super) fn frame(built: &Built) -> Result<String> {
    page(built, "frame", &format!("{}\n{}", built.bridge, built.boot), &format!(">{}", spelled(&built.wasm)))
}

fn page(built: &Built, edition: &str, script: &str, wasm: &str) -> Result<String> {
    // Their ends must not be found in their midst.
    for (text, end) in [(&*built.glue, "</script"), (script, "</script"), (&*built.style, "</style")] {
        ensure!(!text.to_ascii_lowercase().contains(end), "a part of the page contains {end}");
        ensure!(!text.contains("<!--"), "a part of the page contains a comment's start");
        ensure!(!text.contains('\r'), "a part of the page contains a carriage return, which a browser would change");
    }
    let policy = policy(script, &built.style);
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"daybreak-edition\" content=\"{edition}\">\n{head}\n<style>{style}</style>\n</head>\n<body>\n{body}\n\
         <script type=\"text/plain\" id=\"daybreak-glue\">{glue}</script>\n\
         <script type=\"text/plain\" id=\"daybreak-wasm\"{wasm}</script>\n\
         <script type=\"module\">{script}</script>\n</body>\n</html>\n",
        head = built.head,
        style = built.style,
        body = built.body,
        glue = built.glue,
    ))
}

/// What the file may do: run its own script, nothing else.
fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; connect-src 'none'; script-src {} 'wasm-unsafe-eval' blob:; worker-src blob:; style-src {}; \
         img-src data:; base-uri 'none'; form-action 'none'",
        policy_hash(script),
        policy_hash(style)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> Built {
        Built {
            head: "<title>Daybreak</title>".to_owned(),
            body: "<noscript>No script.</noscript>".to_owned(),
            style: "body{margin:0}\n".to_owned(),
            glue: "export default 1;".to_owned(),
            wasm: b"\0asm".to_vec(),
            boot: "start();".to_owned(),
            bridge: "listen();".to_owned(),
        }
    }

    #[test]
    fn the_policy_stands_before_anything_that_could_be_loaded_and_needs_no_exception() -> Result<()> {
        let page = offline(&built())?;
        let policy = page.find("Content-Security-Policy").unwrap_or(usize::MAX);
        for later in ["<title", "<style", "<script"] {
            assert!(page.find(later).is_some_and(|at| at > policy), "{later}");
        }
        assert!(page.contains("connect-src 'none'") && !page.contains("unsafe-inline"), "{page}");
        assert!(!page.contains(" src=") && !page.contains("href="), "it names another file: {page}");
        Ok(())
    }

    #[test]
    fn a_part_that_would_end_its_own_element_is_refused() {
        let mut built = built();
        built.glue = "const end = '</script>';".to_owned();
        assert!(offline(&built).is_err());
    }
}
