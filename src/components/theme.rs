//! Light or dark: as the system says, or as chosen here. The choice is kept in the browser; nothing else is, but for
//! the days of readiness once the user has switched them on.

use super::icons::Icon;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Where the choice is kept.
const KEPT_AS: &str = "daybreak-theme";

/// Which colours the page wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    const fn token(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::System => "System colors",
            Self::Light => "Light colours",
            Self::Dark => "Dark colours",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::System => Icon::System,
            Self::Light => Icon::Sun,
            Self::Dark => Icon::Moon,
        }
    }

    fn named(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.token() == token)
    }

    /// The theme chosen before. A frame without storage wears what the embedding page asked for, or follows the system.
    pub fn kept() -> Self {
        storage()
            .and_then(|storage| storage.get_item(KEPT_AS).ok().flatten())
            .or_else(|| root_element()?.get_attribute("data-theme"))
            .and_then(|token| Self::named(&token))
            .unwrap_or_default()
    }

    /// Puts the theme on and keeps the choice.
    pub fn apply(self) {
        if let Some(root) = root_element() {
            // Without the attribute the style sheet follows the system.
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", self.token()),
            };
        }
        if let Some(storage) = storage() {
            // Storage may be full or forbidden; the choice then lasts as long as the page.
            let _ = storage.set_item(KEPT_AS, self.token());
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn root_element() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

/// One choice of three: the theme in force, and what is called with the one that was chosen.
pub fn theme_choice(chosen: Theme, on_choice: &Callback<Theme>) -> Html {
    html! {
        <fieldset class="theme">
            <legend class="visually-hidden">{ "Colours" }</legend>
            { for Theme::ALL.into_iter().map(|theme| {
                let onchange = on_choice.reform(move |_: Event| theme);
                html! {
                    <label class="theme__choice" title={theme.words()}>
                        <input
                            type="radio"
                            name="theme"
                            value={theme.token()}
                            checked={chosen == theme}
                            {onchange}
                        />
                        { theme.icon().picture() }
                        <span class="visually-hidden">{ theme.words() }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a style sheet that cannot be read must fail the test")]

    use super::*;
    use std::collections::BTreeMap;

    const TOKENS: &str = include_str!("../../styles/tokens.css");

    /// The colours of `tokens.css`: name to light and dark.
    fn colours() -> BTreeMap<&'static str, [&'static str; 2]> {
        TOKENS
            .lines()
            .filter_map(|line| {
                let (name, value) = line.trim().strip_prefix("--db-")?.split_once(": light-dark(#")?;
                let (light, dark) = value.trim_end_matches(");").split_once(", #")?;
                Some((name, [light, dark]))
            })
            .collect()
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The pairs of `front` on `ground` that fall below `least` in either theme.
    fn too_faint(fronts: &[&'static str], grounds: &[&'static str], least: f64) -> Vec<String> {
        let colours = colours();
        let mut faint = Vec::new();
        for front in fronts {
            for ground in grounds {
                let (front_colours, ground_colours) = (colours.get(front).unwrap(), colours.get(ground).unwrap());
                for (front_colour, ground_colour) in front_colours.iter().zip(ground_colours) {
                    let ratio = contrast(front_colour, ground_colour);
                    if ratio < least {
                        faint.push(format!("{front} on {ground}: {ratio:.2}"));
                    }
                }
            }
        }
        faint
    }

    const GROUNDS: [&str; 5] = ["ground", "surface", "sunken", "raised", "hover"];
    const NONE: [String; 0] = [];

    #[test]
    fn text_is_read_on_every_ground() {
        let fronts = ["text", "muted", "accent", "accent-strong", "error", "warning", "ok", "info"];
        assert_eq!(too_faint(&fronts, &GROUNDS, 4.5), NONE);
    }

    #[test]
    fn text_is_read_on_every_tint() {
        let tints = ["accent-tint", "error-tint", "warning-tint", "ok-tint", "info-tint"];
        assert_eq!(too_faint(&["text", "muted"], &tints, 4.5), NONE);
        assert_eq!(too_faint(&["text"], &["selection"], 4.5), NONE);
        for (meaning, tint) in ["accent", "error", "warning", "ok", "info"].iter().zip(tints) {
            assert_eq!(too_faint(&[meaning], &[tint], 4.5), NONE);
        }
        assert_eq!(too_faint(&["on-accent"], &["accent", "accent-strong"], 4.5), NONE);
    }

    #[test]
    fn the_edge_of_what_can_be_operated_is_seen() {
        assert_eq!(too_faint(&["edge", "accent"], &GROUNDS, 3.0), NONE);
    }

    #[test]
    fn every_colour_is_one_of_the_tokens() {
        for sheet in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/styles")).unwrap() {
            let path = sheet.unwrap().path();
            if path.ends_with("tokens.css") {
                continue;
            }
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                // A selector may name an element by its ID; a value never does.
                let value = line.split_once(": ").map_or("", |(_, value)| value);
                let is_own =
                    ["#", "rgb", "hsl", "light-dark(", "white;", "black;"].iter().any(|own| value.contains(own));
                assert!(!is_own, "{}: {line}", path.display());
            }
        }
    }

    #[test]
    fn contrast_is_measured_as_the_standard_does() {
        assert!((contrast("000000", "ffffff") - 21.0).abs() < 0.001);
        assert!((contrast("777777", "ffffff") - 4.48).abs() < 0.01);
    }

    #[test]
    fn a_kept_choice_is_found_again() {
        for theme in Theme::ALL {
            assert_eq!(Theme::named(theme.token()), Some(theme));
        }
        assert_eq!(Theme::named("sepia"), None);
    }
}
