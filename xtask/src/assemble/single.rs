//! The whole page in one file.
//!
//! Its policy stands before anything else and allows no connection from the first byte on; a script of two lines, right after it,
//! takes away what no policy covers. Both scripts and the one style sheet are named there by their hashes; program and glue are
//! data, which nothing runs but the second script.

use anyhow::{Result, ensure};

use super::built::Built;
use super::encode::{Packed, Spelled, packed, policy_hash, spelled};

/// The file that is opened from the disk.
pub(super) fn offline(built: &Built) -> Result<String> {
    let Packed { letters, length } = packed(&built.wasm)?;
    let script = [&*built.packed, &built.boot].join("\n");
    page(built, "offline", &script, &format!(" data-length=\"{length}\">{letters}"))
}

/// The file that is shown in a frame: the same, with the script that speaks with the embedding page before it.
pub(super) fn frame(built: &Built) -> Result<String> {
    let Spelled { letters, instead } = spelled(&built.wasm);
    let instead = instead.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    let wasm = format!(" data-instead=\"{instead}\">{letters}");
    page(built, "frame", &[&*built.bridge, &built.spelled, &built.boot].join("\n"), &wasm)
}

fn page(built: &Built, edition: &str, script: &str, wasm: &str) -> Result<String> {
    // Their ends must not be found in their midst.
    let scripts = [&*built.first, script];
    for (text, end) in
        [(&*built.glue, "</script"), (scripts[0], "</script"), (script, "</script"), (&*built.style, "</style")]
    {
        ensure!(!text.to_ascii_lowercase().contains(end), "a part of the page contains {end}");
        ensure!(!text.contains("<!--"), "a part of the page contains a comment's start");
        ensure!(!text.contains('\r'), "a part of the page contains a carriage return, which a browser would change");
    }
    let policy = policy(scripts, &built.style);
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<script>{first}</script>\n\
         <meta name=\"daybreak-edition\" content=\"{edition}\">\n{head}\n<style>{style}</style>\n</head>\n<body>\n{body}\n\
         <script type=\"text/plain\" id=\"daybreak-glue\">{glue}</script>\n\
         <script type=\"text/plain\" id=\"daybreak-wasm\"{wasm}</script>\n\
         <script type=\"module\">{script}</script>\n</body>\n</html>\n",
        first = built.first,
        head = built.head,
        style = built.style,
        body = built.body,
        glue = built.glue,
    ))
}

/// What the file may do: run its own scripts, nothing else.
fn policy(scripts: [&str; 2], style: &str) -> String {
    format!(
        "default-src 'none'; connect-src 'none'; script-src {} 'wasm-unsafe-eval' blob:; worker-src blob:; style-src {}; \
         img-src data:; base-uri 'none'; form-action 'none'",
        scripts.map(policy_hash).join(" "),
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
            first: "unplug();".to_owned(),
            packed: "unpack();".to_owned(),
            spelled: "spell();".to_owned(),
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
    fn what_no_policy_covers_is_taken_away_before_anything_else_runs() -> Result<()> {
        for page in [offline(&built())?, frame(&built())?] {
            let first = page.find("<script>unplug();</script>").unwrap_or(usize::MAX);
            assert_eq!(page.find("<script"), Some(first), "{page}");
            assert!(page.contains(&policy_hash("unplug();")), "{page}");
        }
        Ok(())
    }

    #[test]
    fn a_part_that_would_end_its_own_element_is_refused() {
        let mut built = built();
        built.glue = "const end = '</script>';".to_owned();
        assert!(offline(&built).is_err());
    }
}
