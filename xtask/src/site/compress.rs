//! Brotli and gzip beside each file that gets smaller by it.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::thread;

use anyhow::{Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Speed;
use super::memo::Memo;

const COMPRESSIBLE: [&str; 7] = ["css", "html", "js", "json", "svg", "wasm", "webmanifest"];

/// One file compressed both ways.
struct Pair {
    path: String,
    brotli: Vec<u8>,
    gzip: Vec<u8>,
}

/// Compresses text and WASM files on all cores, and returns the `.br` and `.gz` files.
pub(super) fn all(
    files: &BTreeMap<String, Vec<u8>>,
    speed: Speed,
    memo: &Memo,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let waiting = Mutex::new(files.iter().filter(|(path, _)| is_compressible(path)));
    let work = || {
        let mut pairs = Vec::new();
        loop {
            let next = waiting.lock().expect("no worker panics while it holds the lock").next();
            let Some((path, content)) = next else {
                return Ok(pairs);
            };
            pairs.push(pair(path, content, speed, memo)?);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let pairs = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let ended = running.into_iter().map(|worker| {
            worker.join().unwrap_or_else(|_| Err(anyhow!("a compressing thread panicked")))
        });
        ended.collect::<Result<Vec<_>>>()
    })?;
    let both = |pair: Pair| {
        [(format!("{}.br", pair.path), pair.brotli), (format!("{}.gz", pair.path), pair.gzip)]
    };
    Ok(pairs.into_iter().flatten().flat_map(both).collect())
}

fn is_compressible(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| COMPRESSIBLE.contains(&extension))
}

fn pair(path: &str, content: &[u8], speed: Speed, memo: &Memo) -> Result<Pair> {
    let quality = match speed {
        Speed::Full => 11,
        Speed::Fast => 5,
    };
    let brotli = memo.recall(&format!("brotli {quality}"), content, || brotli(content, quality))?;
    let gzip = memo.recall("gzip", content, || gzip(content))?;
    Ok(Pair { path: path.to_owned(), brotli, gzip })
}

fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
