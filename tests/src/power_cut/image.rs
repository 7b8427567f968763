//! The bytes of a file in pages, so that a copy costs nothing until it is written.

use std::io;
use std::sync::{Arc, LazyLock};

const PAGE: usize = 4096;

type Page = [u8; PAGE];

static ZEROS: LazyLock<Arc<Page>> = LazyLock::new(|| Arc::new([0; PAGE]));

/// The bytes of a file; a clone shares them until one of both is written.
#[derive(Debug, Clone, Default)]
pub struct Image {
    len: usize,
    pages: Vec<Arc<Page>>,
}

impl Image {
    /// How long it is.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Makes it so long; what is new is zero.
    pub fn set_len(&mut self, len: usize) {
        if len < self.len && !len.is_multiple_of(PAGE) {
            Arc::make_mut(&mut self.pages[len / PAGE])[len % PAGE..].fill(0);
        }
        self.pages.resize_with(len.div_ceil(PAGE), || Arc::clone(&ZEROS));
        self.len = len;
    }

    /// Reads from an offset.
    pub fn read(&self, offset: usize, out: &mut [u8]) -> io::Result<()> {
        if offset + out.len() > self.len {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut rest = out;
        let mut at = offset;
        while !rest.is_empty() {
            let part = rest.len().min(PAGE - at % PAGE);
            let (now, later) = rest.split_at_mut(part);
            now.copy_from_slice(&self.pages[at / PAGE][at % PAGE..][..part]);
            (rest, at) = (later, at + part);
        }
        Ok(())
    }

    /// Writes at an offset; what lies beyond the end is dropped.
    pub fn write(&mut self, offset: usize, data: &[u8]) {
        let data = &data[..data.len().min(self.len.saturating_sub(offset))];
        let mut rest = data;
        let mut at = offset;
        while !rest.is_empty() {
            let part = rest.len().min(PAGE - at % PAGE);
            let (now, later) = rest.split_at(part);
            Arc::make_mut(&mut self.pages[at / PAGE])[at % PAGE..][..part].copy_from_slice(now);
            (rest, at) = (later, at + part);
        }
    }
}
