//! From a text to a tree (RFC 8259).

use std::str::from_utf8;

use super::Json;

/// Deeper than anything the nodes send.
const DEPTH_MAX: usize = 64;

/// Parses a whole text.
pub(super) fn parse(text: &str) -> Option<Json> {
    let mut rest = Rest { bytes: text.as_bytes(), at: 0 };
    let json = rest.value(0)?;
    rest.skip_space();
    (rest.at == rest.bytes.len()).then_some(json)
}

/// What is still to be read.
struct Rest<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Rest<'_> {
    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEPTH_MAX {
            return None;
        }
        self.skip_space();
        match self.bytes.get(self.at)? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.text().map(Json::Text),
            b'[' => {
                let mut list = Vec::new();
                self.each(b']', |rest| {
                    list.push(rest.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            b'{' => {
                let mut fields = Vec::new();
                self.each(b'}', |rest| {
                    rest.skip_space();
                    let name = rest.text()?;
                    rest.skip_space();
                    rest.take(b':')?;
                    fields.push((name, rest.value(depth + 1)?));
                    Some(())
                })?;
                Some(Json::Object(fields))
            }
            _ => self.number(),
        }
    }

    /// Reads what stands between commas, up to `end`.
    fn each(&mut self, end: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.skip_space();
        if self.take(end).is_some() {
            return Some(());
        }
        loop {
            one(self)?;
            self.skip_space();
            if self.take(end).is_some() {
                return Some(());
            }
            self.take(b',')?;
        }
    }

    fn word(&mut self, word: &str, meaning: Json) -> Option<Json> {
        let is_here = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        is_here.then_some(meaning)
    }

    fn number(&mut self) -> Option<Json> {
        let from = self.at;
        while matches!(
            self.bytes.get(self.at),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
        ) {
            self.at += 1;
        }
        let text = from_utf8(&self.bytes[from..self.at]).ok()?;
        Some(Json::Number(float(text)?))
    }

    fn text(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut text = Vec::new();
        loop {
            match self.next()? {
                b'"' => return String::from_utf8(text).ok(),
                b'\\' => {
                    let letter = self.escaped()?;
                    text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..=0x1f => return None,
                byte => text.push(byte),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.code_unit()?;
                let mut units = vec![first];
                if (0xd800..0xdc00).contains(&first) {
                    self.take(b'\\')?;
                    self.take(b'u')?;
                    units.push(self.code_unit()?);
                }
                char::decode_utf16(units).next()?.ok()?
            }
            same @ (b'"' | b'\\' | b'/') => char::from(same),
            _ => return None,
        })
    }

    fn code_unit(&mut self) -> Option<u16> {
        let digits = from_utf8(self.bytes.get(self.at..self.at + 4)?).ok()?;
        self.at += 4;
        u16::from_str_radix(digits, 16).ok()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        let is_here = self.bytes.get(self.at) == Some(&wanted);
        self.at += usize::from(is_here);
        is_here.then_some(())
    }

    fn skip_space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }
}

/// The browser reads numbers itself; Rust's own reader would be sent along for nothing.
#[cfg(target_arch = "wasm32")]
fn float(text: &str) -> Option<f64> {
    let number = js_sys::Number::parse_float(text);
    number.is_finite().then_some(number)
}

#[cfg(not(target_arch = "wasm32"))]
fn float(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
