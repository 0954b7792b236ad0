//! What is asked of the page by scripts and by tools, as no user does.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;

use super::Page;
use crate::engine::Engine;

impl Page {
    /// In Firefox a driver's script has a global object beside that of the page, which is its window.
    fn of_page(&self, script: &str) -> String {
        if self.engine() == Engine::Firefox { script.replace("globalThis", "window") } else { script.to_owned() }
    }

    /// Runs a script that returns nothing.
    pub async fn run(&self, script: &str) -> Result<()> {
        self.web().execute(self.of_page(script), Vec::new()).await.with_context(|| format!("script: {script}"))?;
        Ok(())
    }

    /// What a script returns.
    pub async fn value<T: for<'de> Deserialize<'de>>(&self, script: &str) -> Result<T> {
        let returned =
            self.web().execute(self.of_page(script), Vec::new()).await.with_context(|| format!("script: {script}"))?;
        let json: Value = returned.json().clone();
        serde_json::from_value(json).with_context(|| format!("what it returns: {script}"))
    }

    /// What a script hands over to its last argument, a callback.
    pub async fn value_later<T: for<'de> Deserialize<'de>>(&self, script: &str) -> Result<T> {
        let returned = self
            .web()
            .execute_async(self.of_page(script), Vec::new())
            .await
            .with_context(|| format!("script: {script}"))?;
        Ok(serde_json::from_value(returned.json().clone())?)
    }

    /// Goes into the frame that a script returns: what follows concerns what is inside.
    pub async fn enter(&self, script: &str) -> Result<()> {
        let frame = self.web().execute(self.of_page(script), Vec::new()).await?.element()?;
        Ok(frame.enter_frame().await?)
    }

    /// Goes back to the page that holds the frame.
    pub async fn leave(&self) -> Result<()> {
        Ok(self.web().enter_default_frame().await?)
    }

    /// What the browser's own tools answer to a command of their protocol ([`crate::Ability::Tools`]).
    pub async fn devtools(&self, command: &str, facts: Value) -> Result<Value> {
        self.browser.devtools(command, facts).await
    }

    /// Lets the browser free what nobody holds any more.
    pub async fn collect_garbage(&self) -> Result<()> {
        for _ in 0..3 {
            self.browser.collect_garbage().await?;
            self.pause(100).await;
        }
        Ok(())
    }
}
