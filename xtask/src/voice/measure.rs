//! How long a clip is and how loud, as sox hears it.

use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace::{Workspace, answer};

/// The shortest syllable, in seconds.
const SECONDS_MIN: f64 = 0.12;
/// The longest clip; the loudspeaker gives each one 6 s, its way from the node included.
const SECONDS_MAX: f64 = 4.0;
/// Quieter peaks are not heard across a hall.
const PEAK_MIN: f64 = 0.4;
/// Louder peaks crackle.
const PEAK_MAX: f64 = 0.99;
/// A clip whose mean is below this is a click in a silence.
const MEAN_MIN: f64 = 0.05;

/// What was measured of a clip.
pub(super) struct Sound {
    seconds: f64,
    peak: f64,
    mean: f64,
}

impl Sound {
    /// Decodes the clip and measures it.
    pub(super) fn of(workspace: &Workspace, clip: &Path, wav: &Path) -> Result<Self> {
        let mut decoder = workspace.program("opusdec");
        answer(decoder.args(["--quiet", "--force-wav"]).arg(clip).arg(wav))?;
        let mut sox = workspace.program("sox");
        let told = sox.arg(wav).args(["-n", "stat"]).output().context("sox does not start")?;
        // sox tells its figures as an aside.
        let told = String::from_utf8_lossy(&told.stderr).into_owned();
        let figure = |name: &str| {
            let line = told.lines().find(|line| line.starts_with(name));
            let figure = line.and_then(|line| line.rsplit(' ').next()?.parse::<f64>().ok());
            figure.with_context(|| format!("sox tells no \"{name}\":\n{told}"))
        };
        let highest = figure("Maximum amplitude")?;
        Ok(Self {
            seconds: figure("Length (seconds)")?,
            peak: highest.max(-figure("Minimum amplitude")?),
            mean: figure("RMS     amplitude")?,
        })
    }

    /// Why it does not fit a hall.
    pub(super) fn fault(&self) -> Option<String> {
        let Self { seconds, peak, mean } = self;
        if !(SECONDS_MIN..=SECONDS_MAX).contains(seconds) {
            return Some(format!("it lasts {seconds:.2} s"));
        }
        if !(PEAK_MIN..=PEAK_MAX).contains(peak) {
            return Some(format!("its peak is {peak:.2} of full scale"));
        }
        (*mean < MEAN_MIN).then(|| format!("its mean is {mean:.3} of full scale"))
    }
}
