//! A distribution in the space of a word.

use yew::prelude::*;

/// The least height, in percent, of a bar that stands for anything at all: one record in a million is still seen.
const LEAST: f64 = 3.0;

/// The heights of the bars, in percent of the tallest.
fn heights(counts: &[u64]) -> Vec<f64> {
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().map(|&count| if count == 0 { 0.0 } else { (percent(count, most)).max(LEAST) }).collect()
}

/// What share of the whole a part is, in percent; nothing of nothing is 0.
#[expect(clippy::cast_precision_loss, reason = "a picture: counts beyond 2^53 lose nothing that can be seen")]
pub fn percent(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// A small histogram: how many fall into each of some equal steps from the smallest value to the largest.
pub fn sparkline(counts: &[u64], least: &AttrValue, most: &AttrValue) -> Html {
    let bars = heights(counts);
    let width = bars.len().max(1);
    let peak = bars.iter().position(|&height| height >= 100.0).map_or(0, |at| at + 1);
    let words = format!("Distribution from {least} to {most} in {width} equal steps; most values are in step {peak}.");
    html! {
        <figure class="sparkline">
            <svg
                class="sparkline__picture"
                viewBox={format!("0 0 {width} 100")}
                preserveAspectRatio="none"
                role="img"
                aria-label={words}
            >
                { for bars.iter().enumerate().filter(|(_, height)| **height > 0.0).map(|(at, height)| html! {
                    <rect class="sparkline__bar" x={format!("{at}.08")} y={format!("{:.1}", 100.0 - height)}
                        width="0.84" height={format!("{height:.1}")} />
                }) }
            </svg>
            <figcaption class="sparkline__ends" aria-hidden="true">
                <span title={least.clone()}>{ least }</span>
                <span title={most.clone()}>{ most }</span>
            </figcaption>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_bar_fills_the_picture() {
        assert_eq!(heights(&[5, 10, 0]), [50.0, 100.0, 0.0]);
    }

    #[test]
    fn a_bar_for_one_in_a_million_is_still_seen() {
        assert_eq!(heights(&[1, 1_000_000]), [LEAST, 100.0]);
    }

    #[test]
    fn nothing_to_show_is_no_bar() {
        assert!(heights(&[]).is_empty());
        assert_eq!(heights(&[0, 0]), [0.0, 0.0]);
    }
}
