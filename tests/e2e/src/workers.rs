//! What a journey puts into the workers of the page, before their own script.

use serde_json::json;

/// A script for the page that puts `lead` before the script of the page's worker, and the value of the expression `helper`
/// before that of each worker that this one starts.
pub fn in_workers(lead: &str, helper: &str) -> String {
    // Whatever is made by it is still a blob.
    let patch = |put_before: &str| {
        format!(
            "self.Blob = new Proxy(self.Blob, {{
                 construct(Blob, [parts, options]) {{
                     return new Blob(options?.type === 'text/javascript' ? [{put_before}, ...parts] : parts, options);
                 }}
             }});"
        )
    };
    let lead = format!("{lead} let started = 0; {}", patch(helper));
    patch(&json!(lead).to_string())
}

/// A script for the page whose workers wait a while before they read on, and read nothing at all while
/// [`crate::Page::hold_reading_when`] holds them.
pub fn slow_reading() -> String {
    let waits = "let held = false;
        const waiting = [];
        new BroadcastChannel('reading').onmessage = ({ data }) => {
            held = data;
            if (!held) waiting.splice(0).forEach((go) => go());
        };
        const slow = (holder, name) => {
            const own = holder?.prototype[name];
            if (own) holder.prototype[name] = async function (...given) {
                await new Promise((resolve) => setTimeout(resolve, 150));
                if (held) await new Promise((resolve) => waiting.push(resolve));
                return own.apply(this, given);
            };
        };
        slow(self.ReadableStreamBYOBReader, 'read');
        slow(Blob, 'arrayBuffer');";
    in_workers(waits, &json!(waits).to_string())
}
