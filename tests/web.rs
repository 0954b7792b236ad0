//! Tests of the page's code in a browser.
