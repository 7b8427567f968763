//! A real browser, touched as a person would touch it. It ends with its handle.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
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
    /// A cheap laptop at a counter.
    pub const COUNTER: Self = Self { width: 1366, height: 768, has_touch: false };
    /// A desk in the office.
    pub const OFFICE: Self = Self { width: 1440, height: 900, has_touch: false };
}

/// One browser window with a profile of its own.
pub struct Browser {
    window: WebDriver,
    server: Child,
    _profile: TempDir,
}

impl Browser {
    /// Opens a window.
    pub async fn open(screen: Screen) -> Result<Self> {
        // Whoever comes first installs it; the next finds it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (server, port) = start_driver()?;
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
        ] {
            wanted.add_arg(flag)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        if let Some(chromium) = find_program(&["chromium", "chromium-browser", "google-chrome"]) {
            wanted.set_binary(&chromium.to_string_lossy())?;
        }
        let window = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await?;
        let browser = Self { window, server, _profile: profile };
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

    /// Touches the middle of an element with a finger.
    pub async fn tap(&self, testid: &str) -> Result<()> {
        let element = self.see(testid).await?;
        self.tap_element(&element).await.with_context(|| format!("cannot tap {testid}"))
    }

    /// Touches the middle of the first element that matches.
    pub async fn tap_css(&self, css: &str) -> Result<()> {
        let element = self.see_css(css).await?;
        self.tap_element(&element).await.with_context(|| format!("cannot tap {css}"))
    }

    async fn tap_element(&self, element: &WebElement) -> Result<()> {
        let point = self.point_of(element).await?;
        let point = json!({ "x": point.0, "y": point.1 });
        let start = json!({ "type": "touchStart", "touchPoints": [point] });
        self.tell("Input.dispatchTouchEvent", start).await?;
        let end = json!({ "type": "touchEnd", "touchPoints": [] });
        self.tell("Input.dispatchTouchEvent", end).await
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
    pub async fn attach(&self, testid: &str, file: &Path) -> Result<()> {
        let css = format!("[data-testid=\"{testid}\"]");
        let input = self.window.query(By::Css(&css)).first().await?;
        Ok(input.send_keys(file.to_string_lossy().into_owned()).await?)
    }

    /// Writes what is seen to `target/screens/<name>.png`.
    pub async fn photograph(&self, name: &str) -> Result<()> {
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

    /// The middle of an element, once it has stopped moving and nothing lies over it.
    async fn point_of(&self, element: &WebElement) -> Result<(f64, f64)> {
        const SCRIPT: &str = "const e = arguments[0];
            const r0 = e.getBoundingClientRect();
            if (r0.top < 0 || r0.bottom > innerHeight) e.scrollIntoView({block: 'center'});
            const r = e.getBoundingClientRect();
            const x = r.left + r.width / 2, y = r.top + r.height / 2;
            const hit = document.elementFromPoint(x, y);
            const label = hit && hit.closest('label');
            const free = !!hit && (e.contains(hit) || hit.contains(e)
                || (!!label && label.contains(e)));
            return [x, y, free];";
        let begun = Instant::now();
        let mut before = None;
        loop {
            let found = self.window.execute(SCRIPT, vec![element.to_json()?]).await?;
            let place = found.json();
            let point = (place[0].as_f64(), place[1].as_f64());
            if let ((Some(x), Some(y)), Some(true)) = (point, place[2].as_bool())
                && before == Some((x, y))
            {
                return Ok((x, y));
            }
            before = point.0.zip(point.1);
            ensure!(begun.elapsed() < PATIENCE, "something lies over the element");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    async fn tell(&self, command: &str, parameters: Value) -> Result<()> {
        self.window.cdp().send_raw(command, parameters).await?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn start_driver() -> Result<(Child, u16)> {
    let program = find_program(&["chromedriver"])
        .context("chromedriver is missing: cargo xtask test installs chromium-driver")?;
    let mut server = Command::new(program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let output = server.stdout.take().context("its output is piped")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next() {
        let line = line?;
        let port =
            line.rsplit_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.'));
        if let Some(port) = port.and_then(|port| port.parse().ok()) {
            // A driver whose pipe is full or closed would stall.
            std::thread::spawn(move || lines.for_each(drop));
            return Ok((server, port));
        }
    }
    bail!("chromedriver ended before it was ready")
}

fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    })
}

/// The project's build folder.
pub fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is a member").join("target")
}
