//! An ear at the loudspeaker and at the stream: what sounded to its end, and what was told.

use std::time::Instant;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::Browser;
use crate::patience::PATIENCE;

/// Listens from before the page's first script on.
const LISTEN: &str = "
    window.heard = [];
    window.told = [];
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
        if (!this.clip) this.addEventListener('ended', () => window.heard.push(this.clip));
        this.clip = new URL(this.src).pathname.replace(/^\\/voice\\/|\\.ogg$/g, '');
        return this.clip === window.stalled ? new Promise(() => {}) : play.call(this);
    };
    const listen = EventSource.prototype.addEventListener;
    EventSource.prototype.addEventListener = function (name, ...rest) {
        listen.call(this, name, () => window.told.push(name));
        return listen.call(this, name, ...rest);
    };";

/// Decodes a sound as the page would, and measures it.
const MEASURE: &str = "
    const [address, done] = arguments;
    const decode = async () => {
        const bytes = await (await fetch(address)).arrayBuffer();
        const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes);
        const samples = sound.getChannelData(0);
        let peak = 0, sum = 0;
        for (const one of samples) { peak = Math.max(peak, Math.abs(one)); sum += one * one; }
        return { seconds: sound.duration, peak, mean: Math.sqrt(sum / samples.length) };
    };
    decode().then(done, fault => done({ fault: String(fault) }));";

impl Browser {
    /// How long a sound is, and its loudest moment and its mean as parts of full scale.
    pub async fn measure(&self, address: &str) -> Result<Value> {
        let measured = self.window.execute_async(MEASURE, vec![json!(address)]).await?;
        Ok(measured.json().clone())
    }

    /// Begins to listen; the page that is opened next is heard from its first sound on.
    pub async fn listen(&self) -> Result<()> {
        self.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LISTEN })).await
    }

    /// Lets a clip begin and never sound, as a loudspeaker does whose driver hangs.
    pub async fn stall(&self, clip: &str) -> Result<()> {
        self.script(&format!("window.stalled = '{clip}';")).await.map(drop)
    }

    /// The clips that sounded to their end, in their order.
    pub async fn heard(&self) -> Result<Vec<String>> {
        self.names("heard").await
    }

    /// The names of the events the stream told, signs of life left out.
    pub async fn told(&self) -> Result<Vec<String>> {
        let mut told = self.names("told").await?;
        told.retain(|name| name != "heartbeat");
        Ok(told)
    }

    /// Waits until so many clips sounded.
    pub async fn wait_until_heard(&self, clips: usize) -> Result<Vec<String>> {
        let begun = Instant::now();
        loop {
            let heard = self.heard().await?;
            if heard.len() >= clips {
                return Ok(heard);
            }
            ensure!(begun.elapsed() < PATIENCE, "heard {heard:?}, not {clips} clips");
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    async fn names(&self, list: &str) -> Result<Vec<String>> {
        let names = self.script(&format!("return window.{list};")).await?;
        let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(names.map(str::to_owned).collect())
    }
}
