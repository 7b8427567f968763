//! A stream that only a passphrase opens: frames of one size, each sealed with its number and
//! with whether it is the last, so that none can be altered, moved, left out or cut off.

use std::io::{self, Read, Write};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::AeadInOut as _;
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit as _, Nonce};
use serde::{Deserialize, Serialize};
use shared::bytes::Base64;
use shared::time::Timestamp;
use zeroize::Zeroizing;

use super::BackupError;

/// The first line of a copy.
const MARK: &str = "MOT-CUA HALL COPY";
/// What this version writes and reads.
const VERSION: u32 = 1;
/// The longest header that is read.
const HEADER_BYTES_MAX: usize = 4096;
const FRAME_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
/// What a guess costs: 64 MiB and three passes, as RFC 9106 recommends.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// The most that a header may ask of this machine.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 16;

/// What stands in the open: how the key is made from the passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    mark: String,
    version: u32,
    /// When the copy was made.
    pub(crate) made_at: Timestamp,
    salt: Base64,
    memory_kib: u32,
    passes: u32,
}

impl Header {
    /// A header with a fresh salt.
    pub(crate) fn new(made_at: Timestamp) -> Self {
        let salt = Base64(rand::random::<[u8; 16]>().to_vec());
        let (mark, version) = (MARK.to_owned(), VERSION);
        Self { mark, version, made_at, salt, memory_kib: MEMORY_KIB, passes: PASSES }
    }

    fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).expect("a header has no map keys that can fail");
        line.push(b'\n');
        line
    }

    fn read(from: &mut impl Read) -> Result<Self, BackupError> {
        let (mut line, mut sign) = (Vec::new(), [0]);
        while line.last() != Some(&b'\n') {
            let is_over = line.len() == HEADER_BYTES_MAX || from.read(&mut sign)? == 0;
            if is_over {
                return Err(BackupError::Foreign);
            }
            line.push(sign[0]);
        }
        let version: Versioned = serde_json::from_slice(&line).map_err(|_| BackupError::Foreign)?;
        if version.mark != MARK {
            return Err(BackupError::Foreign);
        }
        if version.version > VERSION {
            return Err(BackupError::Newer { version: version.version });
        }
        let header: Self = serde_json::from_slice(&line).map_err(|_| BackupError::Foreign)?;
        let asks_too_much = header.memory_kib > MEMORY_KIB_MAX || header.passes > PASSES_MAX;
        if asks_too_much { Err(BackupError::Foreign) } else { Ok(header) }
    }

    fn cipher(&self, passphrase: &str) -> Result<ChaCha20Poly1305, BackupError> {
        let params = Params::new(self.memory_kib, self.passes, 1, None);
        let params = params.map_err(|_| BackupError::Foreign)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &self.salt.0, &mut *key)
            .map_err(|_| BackupError::Foreign)?;
        Ok(ChaCha20Poly1305::new(&Key::from(*key)))
    }
}

/// What every version's header says.
#[derive(Deserialize)]
struct Versioned {
    mark: String,
    version: u32,
}

/// Each frame has a nonce of its own; the key is never used for another file.
fn nonce(number: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(is_last);
    Nonce::from(nonce)
}

/// Seals what is written.
pub(crate) struct SealingWriter<W: Write> {
    to: W,
    cipher: ChaCha20Poly1305,
    header: Vec<u8>,
    frame: Vec<u8>,
    number: u64,
}

impl<W: Write> SealingWriter<W> {
    pub(crate) fn begin(mut to: W, header: &Header, passphrase: &str) -> Result<Self, BackupError> {
        let cipher = header.cipher(passphrase)?;
        let header = header.line();
        to.write_all(&header)?;
        Ok(Self { to, cipher, header, frame: Vec::with_capacity(FRAME_BYTES), number: 0 })
    }

    /// Seals the last frame and gives back what was written to.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        Ok(self.to)
    }

    fn seal(&mut self, is_last: bool) -> io::Result<()> {
        let nonce = nonce(self.number, is_last);
        let sealed = self.cipher.encrypt_in_place(&nonce, &self.header, &mut self.frame);
        sealed.map_err(|_| io::Error::other("a frame cannot be sealed"))?;
        self.to.write_all(&self.frame)?;
        self.frame.clear();
        self.number += 1;
        Ok(())
    }
}

impl<W: Write> Write for SealingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.frame.len() == FRAME_BYTES {
            self.seal(false)?;
        }
        let taken = bytes.len().min(FRAME_BYTES - self.frame.len());
        self.frame.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Opens what a [`SealingWriter`] sealed; gives out nothing that was not verified.
pub(crate) struct OpeningReader<R: Read> {
    from: R,
    cipher: ChaCha20Poly1305,
    header: Vec<u8>,
    /// The frame after the one that is read, still sealed.
    next: Vec<u8>,
    frame: Vec<u8>,
    at: usize,
    number: u64,
    is_over: bool,
}

impl<R: Read> OpeningReader<R> {
    /// Reads the header and the first frame, which tells whether the passphrase is right.
    pub(crate) fn begin(mut from: R, passphrase: &str) -> Result<(Self, Header), BackupError> {
        let header = Header::read(&mut from)?;
        let cipher = header.cipher(passphrase)?;
        let next = sealed_frame(&mut from)?;
        let line = header.line();
        let (frame, at, number, is_over) = (Vec::new(), 0, 0, false);
        let mut reader = Self { from, cipher, header: line, next, frame, at, number, is_over };
        reader.open_next().map_err(|_| BackupError::DoesNotOpen)?;
        Ok((reader, header))
    }

    fn open_next(&mut self) -> io::Result<()> {
        let after = sealed_frame(&mut self.from)?;
        let is_last = after.is_empty();
        self.frame = std::mem::replace(&mut self.next, after);
        let nonce = nonce(self.number, is_last);
        let opened = self.cipher.decrypt_in_place(&nonce, &self.header, &mut self.frame);
        opened.map_err(|_| broken())?;
        (self.at, self.is_over) = (0, is_last);
        self.number += 1;
        Ok(())
    }
}

impl<R: Read> Read for OpeningReader<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while self.at == self.frame.len() {
            if self.is_over {
                return Ok(0);
            }
            self.open_next()?;
        }
        let taken = bytes.len().min(self.frame.len() - self.at);
        bytes[..taken].copy_from_slice(&self.frame[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a frame was altered, or the file was cut off")
}

fn sealed_frame(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut sealed = Vec::new();
    from.take((FRAME_BYTES + TAG_BYTES) as u64).read_to_end(&mut sealed)?;
    Ok(sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(bytes: &[u8]) -> Vec<u8> {
        let header = Header { memory_kib: 8, passes: 1, ..Header::new(Timestamp::UNIX_EPOCH) };
        let mut writer = SealingWriter::begin(Vec::new(), &header, "right").expect("it begins");
        writer.write_all(bytes).expect("memory takes all");
        writer.finish().expect("memory takes all")
    }

    fn opened(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, BackupError> {
        let (mut reader, _) = OpeningReader::begin(sealed, passphrase)?;
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn what_was_sealed_opens_at_every_length() {
        for length in [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES] {
            let bytes = vec![7; length];

            assert_eq!(opened(&sealed(&bytes), "right").ok(), Some(bytes), "{length}");
        }
    }

    #[test]
    fn nothing_opens_that_was_cut_altered_moved_or_sealed_otherwise() {
        let whole = sealed(&vec![7; 2 * FRAME_BYTES + 100]);
        let header = whole.iter().position(|sign| *sign == b'\n').expect("it has a header") + 1;
        let frame = FRAME_BYTES + TAG_BYTES;

        for at in [5, header - 3, header, header + frame + 9, whole.len() - 1] {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            assert!(opened(&altered, "right").is_err(), "altered at {at}");
        }
        for end in [0, 3, header, header + frame, header + 2 * frame, whole.len() - 1] {
            assert!(opened(&whole[..end], "right").is_err(), "cut at {end}");
        }
        let mut moved = whole.clone();
        moved[header..header + 2 * frame].rotate_left(frame);
        assert!(opened(&moved, "right").is_err(), "moved");
        assert!(opened(&[&whole[..], b"more"].concat(), "right").is_err(), "longer");
        assert!(matches!(opened(&whole, "wrong"), Err(BackupError::DoesNotOpen)));
    }

    #[test]
    fn a_foreign_file_a_newer_one_and_a_greedy_one_are_told_apart() {
        let newer = format!("{{\"mark\":{MARK:?},\"version\":2}}\n");
        let header = Header { memory_kib: u32::MAX, ..Header::new(Timestamp::UNIX_EPOCH) };

        assert!(matches!(opened(b"PK\x03\x04", "right"), Err(BackupError::Foreign)));
        assert!(matches!(opened(b"{\"a\":1}\n", "right"), Err(BackupError::Foreign)));
        assert!(matches!(
            opened(newer.as_bytes(), "right"),
            Err(BackupError::Newer { version: 2 })
        ));
        assert!(matches!(opened(&header.line(), "right"), Err(BackupError::Foreign)));
    }
}
