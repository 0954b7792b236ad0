//! Pages that embed Daybreak, and what their elements say.

use anyhow::Result;
use serde_json::{Value, json};

use crate::page::Page;

/// Loads the element.
pub const ELEMENT: &str = "<script type=module src=/embed/daybreak.js></script>";

/// A script that keeps in `told` every event of every element: whose, which, and its detail.
pub const LISTEN: &str = "globalThis.told = [];
    for (const name of ['ready', 'report', 'emptied', 'select', 'fault'])
        document.addEventListener('daybreak-' + name, ({ target, detail }) => told.push([target.id, name, JSON.parse(JSON.stringify(detail))]));";

impl Page {
    /// Opens a page that embeds Daybreak, with this in its head and body; it listens to its elements.
    pub async fn host(&self, head: &str, body: &str) -> Result<()> {
        self.site.put("/listen.js", LISTEN);
        let listen = "<script src=/listen.js></script>";
        self.site.put(
            "/host.html",
            &format!(
                "<!doctype html><html lang=en><head><title>Host</title>{head}{listen}</head><body>{body}</body></html>"
            ),
        );
        self.go(&format!("{}/host.html", self.site.address)).await
    }

    /// Waits until an element has told something that fits: an expression of its `detail`.
    pub async fn told(&self, id: &str, name: &str, fitting: &str) -> Result<()> {
        let (id, name) = (json!(id), json!(name));
        self.until_true(&format!(
            "told.some(([from, what, detail]) => from === {id} && what === {name} && ({fitting}))"
        ))
        .await
    }

    /// What an element told last under a name; `null` if it never did.
    pub async fn last_told(&self, id: &str, name: &str) -> Result<Value> {
        let (id, name) = (json!(id), json!(name));
        self.value(&format!("return told.findLast(([from, what]) => from === {id} && what === {name})?.[2] ?? null"))
            .await
    }

    /// Lets an element check a file that is made in the page, and gives the report, or in words why there is none.
    pub async fn check_by(&self, id: &str, name: &str, text: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             document.getElementById({}).check([new File([{}], {})]).then(done, error => done(String(error)));",
            json!(id),
            json!(text),
            json!(name)
        );
        self.value_later(&script).await
    }

    /// Makes files in the page, kept under their names in `made`.
    pub async fn make_files(&self, files: &[(&str, &str)]) -> Result<()> {
        self.run(&format!(
            "globalThis.made ??= {{}}; for (const [name, text] of {}) made[name] = new File([text], name, {{ lastModified: 1 }});",
            json!(files)
        ))
        .await
    }

    /// Forgets what the elements have told.
    pub async fn forget_told(&self) -> Result<()> {
        self.run("told.length = 0").await
    }

    /// Goes into the frame of an element.
    pub async fn enter_element(&self, id: &str) -> Result<()> {
        self.enter(&format!("return document.getElementById({}).shadowRoot.querySelector('iframe')", json!(id))).await
    }
}
