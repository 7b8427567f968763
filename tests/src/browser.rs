//! A real browser, touched as a person would touch it. It ends with its handle.

mod axe;
mod driver;
mod ear;
mod glass;
mod keys;
mod paper;
mod touch;

use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// How long a person would wait for a screen before giving up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The size of a screen, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
    /// Whether it is touched.
    pub has_touch: bool,
}

impl Screen {
    /// A portrait touchscreen in the hall.
    pub const KIOSK: Self = Self { width: 1080, height: 1920, has_touch: true };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844, has_touch: true };
    /// The hall's display.
    pub const DISPLAY: Self = Self { width: 1920, height: 1080, has_touch: false };
    /// A display that stands upright.
    pub const DISPLAY_UPRIGHT: Self = Self { width: 1080, height: 1920, has_touch: false };
    /// A display of four times as many points.
    pub const DISPLAY_4K: Self = Self { width: 3840, height: 2160, has_touch: false };
    /// A cheap laptop at a counter.
    pub const COUNTER: Self = Self { width: 1366, height: 768, has_touch: false };
    /// A desk in the office.
    pub const OFFICE: Self = Self { width: 1440, height: 900, has_touch: false };
}

/// One browser window with a profile of its own.
pub struct Browser {
    window: WebDriver,
    server: Child,
    touched: Mutex<Option<touch::Touched>>,
    _profile: TempDir,
}

impl Browser {
    /// Opens a window.
    pub async fn open(screen: Screen) -> Result<Self> {
        Self::open_as(screen, &[]).await
    }

    /// Opens a window that plays sounds though nobody touches it, as a display is started.
    pub async fn open_sounding(screen: Screen) -> Result<Self> {
        Self::open_as(screen, &["--autoplay-policy=no-user-gesture-required"]).await
    }

    async fn open_as(screen: Screen, more: &[&str]) -> Result<Self> {
        // Whoever comes first installs it; the next finds it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (server, port) = driver::start()?;
        let profile = TempDir::new()?;
        let mut wanted = DesiredCapabilities::chrome();
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--lang=vi",
        ]
        .iter()
        .chain(more)
        {
            wanted.add_arg(flag)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        if let Some(chromium) =
            driver::find_program(&["chromium", "chromium-browser", "google-chrome"])
        {
            wanted.set_binary(&chromium.to_string_lossy())?;
        }
        let window = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await?;
        let browser = Self { window, server, touched: Mutex::default(), _profile: profile };
        browser.resize(screen).await?;
        Ok(browser)
    }

    /// Gives the window another size.
    pub async fn resize(&self, screen: Screen) -> Result<()> {
        let metrics = json!({
            "width": screen.width, "height": screen.height,
            "deviceScaleFactor": 1, "mobile": screen.has_touch && screen.width < 600,
        });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await?;
        let touch = json!({ "enabled": screen.has_touch, "maxTouchPoints": 5 });
        self.tell("Emulation.setTouchEmulationEnabled", touch).await
    }

    /// Goes to an address.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.window.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// The element with this test id, once it can be seen.
    pub async fn see(&self, testid: &str) -> Result<WebElement> {
        self.see_css(&format!("[data-testid=\"{testid}\"]")).await
    }

    /// The first element that matches, once it can be seen.
    pub async fn see_css(&self, css: &str) -> Result<WebElement> {
        let begun = Instant::now();
        loop {
            for element in self.window.find_all(By::Css(css)).await? {
                if element.is_displayed().await.unwrap_or(false) {
                    return Ok(element);
                }
            }
            if begun.elapsed() > PATIENCE {
                let page = self.words().await.unwrap_or_default();
                bail!("nothing shows {css}; the page says:\n{page}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether the element is in view at this moment.
    pub async fn shows(&self, testid: &str) -> bool {
        let css = format!("[data-testid=\"{testid}\"]");
        match self.window.find(By::Css(&css)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// The words of an element.
    pub async fn read(&self, testid: &str) -> Result<String> {
        Ok(self.see(testid).await?.text().await?.trim().to_owned())
    }

    /// Waits until the words of an element hold `part`.
    pub async fn wait_for_words(&self, testid: &str, part: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let words = self.read(testid).await?;
            if words.contains(part) {
                return Ok(());
            }
            ensure!(begun.elapsed() < PATIENCE, "{testid} says {words:?}, not {part:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// All words of the page.
    pub async fn words(&self) -> Result<String> {
        Ok(self.window.find(By::Css("body")).await?.text().await?)
    }

    /// Waits until a script of the page returns true.
    async fn wait_until(&self, what: &str, script: &str) -> Result<()> {
        let begun = Instant::now();
        while self.script(script).await? != Value::Bool(true) {
            ensure!(begun.elapsed() < PATIENCE, "waited in vain until {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// What a field holds.
    pub async fn value(&self, css: &str) -> Result<String> {
        let field = self.see_css(css).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Presses an element with the mouse.
    pub async fn click(&self, testid: &str) -> Result<()> {
        Ok(self.see(testid).await?.click().await?)
    }

    /// Types into an element with a real keyboard.
    pub async fn write(&self, testid: &str, text: &str) -> Result<()> {
        let element = self.see(testid).await?;
        Ok(element.send_keys(text).await?)
    }

    /// Chooses a file in a file input, which need not be visible.
    pub async fn attach(&self, css: &str, file: &Path) -> Result<()> {
        let input = self.window.query(By::Css(css)).first().await?;
        Ok(input.send_keys(file.to_string_lossy().into_owned()).await?)
    }

    /// Writes what is seen to `target/screens/<name>.png`, once everything has come to rest.
    pub async fn photograph(&self, name: &str) -> Result<()> {
        const AT_REST: &str = "const isEndless = one =>
                !isFinite(one.effect.getComputedTiming().endTime);
            return document.fonts.status === 'loaded' && document.getAnimations()
                .every(one => one.playState !== 'running' || isEndless(one));";
        self.wait_until("nothing moves", AT_REST).await?;
        let folder = target().join("screens");
        std::fs::create_dir_all(&folder)?;
        let png = self.window.screenshot_as_png().await?;
        Ok(std::fs::write(folder.join(format!("{name}.png")), png)?)
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.window.execute(script, Vec::new()).await?.json().clone())
    }

    /// Cuts or restores the browser's own network.
    pub async fn set_offline(&self, is_offline: bool) -> Result<()> {
        self.tell("Network.enable", json!({})).await?;
        let conditions = json!({
            "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.tell("Network.emulateNetworkConditions", conditions).await
    }

    /// Closes the window and the driver.
    pub async fn close(self) -> Result<()> {
        Ok(self.window.clone().quit().await?)
    }

    async fn tell(&self, command: &str, parameters: Value) -> Result<()> {
        self.window.cdp().send_raw(command, parameters).await?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        driver::end(&mut self.server);
    }
}

/// The project's build folder.
pub fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is a member").join("target")
}
