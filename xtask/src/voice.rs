//! `cargo xtask voice`: makes the clips of the hall's voice, and measures that each one sounds.

mod measure;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use shared::announcement::Clip;
use shared::lang::Lang;
use shared::text::hall::voice::spoken;

use self::measure::Sound;
use crate::setup::{self, Need};
use crate::stages::say;
use crate::workspace::{Workspace, answer};

const NEEDS: [Need; 3] = [Need::EspeakNg, Need::Sox, Need::OpusTools];
/// The loudest moment of every clip, in decibels below full scale.
const PEAK_DB: &str = "-3";
/// Enough for a voice.
const KILOBITS: &str = "24";

/// Makes every clip of `public/voice`, then measures them all.
pub(crate) fn make(workspace: &Workspace) -> Result<()> {
    setup::debian(workspace, &NEEDS)?;
    let studio = Studio::open(workspace)?;
    studio.make_chime()?;
    for lang in [Lang::Vi, Lang::En] {
        for clip in Clip::all(lang) {
            if let Some(words) = spoken(clip, lang) {
                studio.speak(clip, lang, &words).with_context(|| clip.path(lang))?;
            }
        }
    }
    measure_all(workspace)
}

/// Measures every clip that is there, and fails if one is silent, clipped or too long.
pub(crate) fn measure(workspace: &Workspace) -> Result<()> {
    setup::debian(workspace, &NEEDS)?;
    measure_all(workspace)
}

fn measure_all(workspace: &Workspace) -> Result<()> {
    let studio = Studio::open(workspace)?;
    let (mut clips, mut bytes, mut faults) = (0, 0, Vec::new());
    for lang in [Lang::Vi, Lang::En] {
        for clip in Clip::all(lang) {
            let file = studio.clip(clip, lang);
            let sound = Sound::of(workspace, &file, &studio.bench.join("heard.wav"))
                .with_context(|| clip.path(lang))?;
            faults.extend(sound.fault().map(|fault| format!("{}: {fault}", clip.path(lang))));
            clips += 1;
            bytes += fs::metadata(&file)?.len();
        }
    }
    ensure!(faults.is_empty(), "not every clip is fit for a hall:\n{}", faults.join("\n"));
    say(format_args!("{clips} clips sound, {:.0} kB together", bytes as f64 / 1_000.0));
    Ok(())
}

/// Where clips are made, and where they go.
struct Studio<'a> {
    workspace: &'a Workspace,
    bench: PathBuf,
    voice: PathBuf,
}

impl<'a> Studio<'a> {
    fn open(workspace: &'a Workspace) -> Result<Self> {
        let (bench, voice) = (workspace.target("voice"), workspace.path("public/voice"));
        for folder in [bench.clone(), voice.join("vi"), voice.join("en")] {
            fs::create_dir_all(folder)?;
        }
        Ok(Self { workspace, bench, voice })
    }

    fn clip(&self, clip: Clip, lang: Lang) -> PathBuf {
        self.voice.join(clip.path(lang))
    }

    /// Two soft bells, the second a third lower.
    fn make_chime(&self) -> Result<()> {
        let bells = [("784", "0"), ("622.25", "0.42")].map(|(tone, pause)| {
            let file = self.bench.join(format!("bell-{tone}.wav"));
            let words = ["-r", "48000", "-c", "1", "-b", "16"];
            let mut sox = self.sox();
            sox.arg("-n").args(words).arg(&file).args(["synth", "1.3", "sine", tone]);
            sox.args(["overdrive", "2", "fade", "l", "0.004", "1.3", "1.25", "pad", pause]);
            answer(&mut sox).map(|_| file)
        });
        let [high, low] = bells;
        let mixed = self.bench.join("chime.wav");
        let mut sox = self.sox();
        sox.arg("-m").args([high?, low?]).arg(&mixed).args(["lowpass", "4500"]);
        answer(sox.args(["gain", "-n", PEAK_DB]))?;
        self.press(&mixed, &self.clip(Clip::Chime, Lang::Vi))
    }

    /// Lets espeak-ng say the words, takes off the silence and evens the loudness.
    fn speak(&self, clip: Clip, lang: Lang, words: &str) -> Result<()> {
        let (said, trimmed) = (self.bench.join("said.wav"), self.bench.join("trimmed.wav"));
        let (voice, words_per_minute) = match lang {
            Lang::Vi => ("vi+f2", "125"),
            Lang::En => ("en-gb+f2", "150"),
        };
        let mut espeak = self.workspace.program("espeak-ng");
        espeak.args(["-v", voice, "-s", words_per_minute, "-p", "45", "-z", "-w"]).arg(&said);
        answer(espeak.arg(words))?;
        let mut sox = self.sox();
        sox.arg(&said).args(["-r", "48000", "-b", "16"]).arg(&trimmed).args(["highpass", "90"]);
        for _ in 0..2 {
            sox.args(["silence", "1", "0.01", "0.3%", "reverse"]);
        }
        // Twice as loud as it was, with the peaks held, so that it carries across a hall.
        sox.args(["gain", "-n", PEAK_DB, "gain", "-l", "6", "gain", "-n", PEAK_DB]);
        // The pause after a clip is the pause between two words.
        answer(sox.args(["pad", "0.01", "0.05"]))?;
        self.press(&trimmed, &self.clip(clip, lang))
    }

    /// Without dither, which would make other bytes each time.
    fn sox(&self) -> Command {
        let mut sox = self.workspace.program("sox");
        sox.arg("-D");
        sox
    }

    /// Ogg Opus, the same bytes from the same sound.
    fn press(&self, sound: &Path, clip: &Path) -> Result<()> {
        let mut encoder = self.workspace.program("opusenc");
        encoder.args(["--quiet", "--bitrate", KILOBITS, "--framesize", "60", "--padding", "0"]);
        encoder.args(["--serial", "1", "--discard-comments"]).arg(sound).arg(clip);
        answer(&mut encoder).map(drop)
    }
}
