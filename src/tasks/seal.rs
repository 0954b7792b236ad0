//! Seals the page: a second policy, added once everything is loaded, under which the browser refuses every request.

use web_sys::HtmlElement;

/// The policy. A later one can only tighten; without every directive listed, some ways would stay open.
pub const SEAL: &str = "default-src 'none'; script-src 'wasm-unsafe-eval' blob:; worker-src blob:; \
                        img-src data:; form-action 'none'; base-uri 'none'";

/// Puts the seal on. Says whether it is on.
pub fn seal() -> bool {
    let put = || -> Option<()> {
        let document = web_sys::window()?.document()?;
        let meta = document.create_element("meta").ok()?;
        meta.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
        meta.set_attribute("content", SEAL).ok()?;
        let head: HtmlElement = document.head()?.into();
        head.append_child(&meta).ok()?;
        Some(())
    };
    put().is_some()
}
