//! A documentation site of a partner, to show how Daybreak is embedded: a page for each kind, each with its elements.

use daybreak_schema::{KINDS, Kind};

/// The policy of the demonstration: a strict one, as documentation sites have it.
const POLICY: &str =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'";

const STYLE: &str = "\
/* The style of some documentation site. It reaches nothing within the elements. */
body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 Georgia, serif; color: #222; background: #fffdf8; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0.5rem 0; border-bottom: 1px solid #ccc; }
nav a[aria-current] { font-weight: bold; color: inherit; text-decoration: none; }
h1 { font-size: 1.75rem; }
daybreak-previewer { margin: 1rem 0; --daybreak-accent: #0b6157; --daybreak-on-accent: #ffffff; --daybreak-ground: #fffdf8; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #17181a; }
  a { color: #7fd1c5; }
  daybreak-previewer { --daybreak-accent: #7fd1c5; --daybreak-on-accent: #0c1b19; --daybreak-ground: #17181a; }
}
";

/// The files of the demonstration, by name.
pub(super) fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = KINDS.iter().map(|kind| (file(kind), kind_page(kind))).collect();
    pages.push(("index.html".to_owned(), start()));
    pages.push(("style.css".to_owned(), STYLE.to_owned()));
    pages
}

fn file(kind: &Kind) -> String {
    format!("{}.html", kind.token)
}

fn start() -> String {
    page(
        "Daily files",
        None,
        "<p>Six files are due before 6:00 a.m. Central on the next business day. Each has a page here, with its columns and \
         rules, and a place to try a file before it is sent. Nothing that is dropped there leaves this browser.</p>\n\
         <daybreak-previewer view=\"cutoff\"></daybreak-previewer>",
    )
}

fn kind_page(kind: &Kind) -> String {
    let body = format!(
        "<p>{}</p>\n<h2>Columns and rules</h2>\n<daybreak-previewer view=\"schema\" kind=\"{token}\"></daybreak-previewer>\n\
         <h2>Try a file</h2>\n<daybreak-previewer view=\"compact\" kind=\"{token}\"></daybreak-previewer>",
        kind.about,
        token = kind.token
    );
    page(kind.title, Some(kind), &body)
}

fn page(title: &str, current: Option<&Kind>, body: &str) -> String {
    let link = |address: &str, title: &str, is: bool| {
        format!("<a href=\"{address}\"{}>{title}</a>", if is { " aria-current=\"page\"" } else { "" })
    };
    let mut links = vec![link("index.html", "Daily files", current.is_none())];
    links.extend(KINDS.iter().map(|kind| link(&file(kind), kind.title, current == Some(*kind))));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}: a partner's documentation</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n\
         <script type=\"module\" src=\"../embed/daybreak.js\"></script>\n</head>\n<body>\n<nav aria-label=\"Files\">\n{}\n</nav>\n\
         <main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n",
        links.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_with_its_elements() {
        let pages = pages();
        for kind in KINDS {
            let page = pages.iter().find(|(name, _)| *name == file(kind)).map(|(_, page)| page.as_str());
            let element = format!("view=\"schema\" kind=\"{}\"", kind.token);
            assert!(page.is_some_and(|page| page.contains(&element)), "{}", kind.token);
        }
    }
}
