//! An import by a name that can be read.

/// An import of a module, told by its readable name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    /// Such as `fetch` or `new Worker`.
    pub(super) name: String,
    /// The function in the glue that it stands for.
    pub(super) body: String,
}

/// Reads the name of an import, and what the glue makes of it: the name alone does not tell a `new Worker` from a `new Array`.
pub(super) fn readable(import: &str, glue: &str) -> Named {
    let body = body(import, glue);
    let name = plain(import);
    let named = match (&*name, built(body)) {
        (name, Some(class)) if name == "new" || name.starts_with("new_") => format!("new {class}"),
        _ => name,
    };
    // What is said of a function is not what it does.
    let done: Vec<&str> = body.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    Named { name: named, body: done.join("\n") }
}

/// Without the marks of wasm-bindgen and without the hash, which changes with every version.
fn plain(import: &str) -> String {
    let name = import.strip_prefix("__wbg_").unwrap_or(import);
    let name = match name.rsplit_once('_') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => name,
        _ => name,
    };
    name.trim_start_matches('_').to_owned()
}

/// The function that the glue gives for it, up to that of the next import.
fn body<'a>(import: &str, glue: &'a str) -> &'a str {
    let Some((_, rest)) = glue.split_once(import) else { return "" };
    let end = ["__wbg_", "__wbindgen_"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    // The last function is followed by the rest of the glue.
    rest.get(..end.min(1600)).unwrap_or_default()
}

/// The class that a function makes an object of.
fn built(body: &str) -> Option<&str> {
    let (_, rest) = body.split_once("new ")?;
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().filter(|class| !class.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hashes_and_gain_their_class() {
        let glue = "x.__wbg_fetch_6d5fe8e1f16e7b1e=function(a){return fetch(a)},x.__wbg_new_0123456789abcdef=function(a){return \
                    new Worker(a)},x.__wbg_new_1123456789abcdef=()=>new Array;";
        assert_eq!(readable("__wbg_fetch_6d5fe8e1f16e7b1e", glue).name, "fetch");
        assert_eq!(readable("__wbg_new_0123456789abcdef", glue).name, "new Worker");
        assert_eq!(readable("__wbg_new_1123456789abcdef", glue).name, "new Array");
        assert_eq!(readable("__wbg_setAttribute_1123456789abcdef", glue).name, "setAttribute");
    }
}
