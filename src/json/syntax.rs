//! Whether a text is JSON (RFC 8259): the grammar, and nothing about meaning.

use super::{DEEPEST, SyntaxError};

/// The text, if all of it is one JSON value in UTF-8.
pub(super) fn check(bytes: &[u8]) -> Result<&str, SyntaxError> {
    let wrong = |at: usize, reason| {
        let before = bytes.get(..at).unwrap_or(bytes);
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        SyntaxError { line, column: 1 + before.len() - start, reason }
    };
    let text = std::str::from_utf8(bytes)
        .map_err(|error| wrong(error.valid_up_to(), "the text is not UTF-8"))?;
    let mut scan = Scan { bytes, at: 0 };
    scan.whole().map_err(|reason| wrong(scan.at, reason))?;
    Ok(text)
}

/// What should have been at the place where the scan stopped.
type Wrong = &'static str;

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn whole(&mut self) -> Result<(), Wrong> {
        self.value(DEEPEST)?;
        self.space();
        if self.at == self.bytes.len() { Ok(()) } else { Err("expected the end of the text") }
    }

    /// The byte here; 0, which is in no JSON, at the end.
    fn here(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_here = self.here() == byte;
        self.at += usize::from(is_here);
        is_here
    }

    fn space(&mut self) {
        while matches!(self.here(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn value(&mut self, levels: usize) -> Result<(), Wrong> {
        self.space();
        match self.here() {
            b'{' => self.items(levels, b'}', "expected `,` or `}`"),
            b'[' => self.items(levels, b']', "expected `,` or `]`"),
            b'"' => self.string(),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.at >= self.bytes.len() => Err("the text ends too early: expected a value"),
            _ => Err("expected a value"),
        }
    }

    /// A list or an object, from its opening to its closing bracket.
    fn items(&mut self, levels: usize, close: u8, unclosed: Wrong) -> Result<(), Wrong> {
        let levels = levels.checked_sub(1).ok_or("there are too many levels")?;
        self.at += 1;
        self.space();
        if self.takes(close) {
            return Ok(());
        }
        loop {
            if close == b'}' {
                self.space();
                self.string()?;
                self.space();
                if !self.takes(b':') {
                    return Err("expected `:`");
                }
            }
            self.value(levels)?;
            self.space();
            if self.takes(close) {
                return Ok(());
            }
            if !self.takes(b',') {
                return Err(unclosed);
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), Wrong> {
        if word.iter().all(|byte| self.takes(*byte)) { Ok(()) } else { Err("expected a value") }
    }

    fn digits(&mut self) -> Result<(), Wrong> {
        let start = self.at;
        while self.here().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err("expected a digit") }
    }

    fn number(&mut self) -> Result<(), Wrong> {
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), Wrong> {
        if !self.takes(b'"') {
            return Err("expected a string");
        }
        loop {
            match self.here() {
                b'"' => break,
                b'\\' => self.escape()?,
                0..0x20 if self.at >= self.bytes.len() => return Err("a string does not end"),
                0..0x20 => return Err("a string holds a control character; write it as `\\u....`"),
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Wrong> {
        self.at += 1;
        match self.here() {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
            b'u' => {
                let is_whole = match self.unit()? {
                    0xD800..0xDC00 => self.takes(b'\\') && matches!(self.unit()?, 0xDC00..0xE000),
                    unit => !matches!(unit, 0xDC00..0xE000),
                };
                if !is_whole {
                    return Err("half of a surrogate pair");
                }
            }
            _ => return Err("unknown escape"),
        }
        Ok(())
    }

    /// `u` and four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, Wrong> {
        if !self.takes(b'u') {
            return Err("half of a surrogate pair");
        }
        let mut unit = 0;
        for _ in 0..4 {
            let digit =
                char::from(self.here()).to_digit(16).ok_or("expected 4 hexadecimal digits")?;
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }
}
