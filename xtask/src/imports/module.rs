//! The imports of a wasm module, read from its bytes.

use anyhow::{Context as _, Result, ensure};

/// The number of the section that holds the imports.
const IMPORTS: u8 = 2;

/// The names of what a module imports, as they stand in it.
pub(super) fn imports(wasm: &[u8]) -> Result<Vec<String>> {
    let mut bytes = Bytes(wasm);
    ensure!(bytes.take(8)? == b"\0asm\x01\0\0\0", "this is no wasm module");
    while !bytes.0.is_empty() {
        let section = bytes.byte()?;
        let size = bytes.number()?;
        let content = bytes.take(size)?;
        if section == IMPORTS {
            return names(&mut Bytes(content));
        }
    }
    Ok(Vec::new())
}

fn names(bytes: &mut Bytes<'_>) -> Result<Vec<String>> {
    let count = bytes.number()?;
    let mut names = Vec::new();
    for _ in 0..count {
        let _module = bytes.text()?;
        names.push(bytes.text()?);
        match bytes.byte()? {
            // A function, by the number of its type.
            0 => drop(bytes.number()?),
            // A table: what it holds, then its limits.
            1 => {
                bytes.byte()?;
                bytes.limits()?;
            }
            2 => bytes.limits()?,
            // A global: its type, and whether it changes.
            3 => drop(bytes.take(2)?),
            // A tag: an attribute and the number of its type.
            4 => {
                bytes.byte()?;
                bytes.number()?;
            }
            other => anyhow::bail!("an import of an unknown sort: {other}"),
        }
    }
    ensure!(bytes.0.is_empty(), "the imports were not read to their end");
    Ok(names)
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?.first().copied().unwrap_or_default())
    }

    /// A number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number in the module is too long")
    }

    fn text(&mut self) -> Result<String> {
        let length = self.number()?;
        Ok(String::from_utf8(self.take(length)?.to_vec())?)
    }

    fn limits(&mut self) -> Result<()> {
        let has_end = self.byte()? & 1 == 1;
        self.number()?;
        if has_end {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_read_past_other_sections() -> Result<()> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        // A section of our own, then one function and one memory.
        wasm.extend([0, 2, 1, b'x']);
        let content = b"\x02\x03wbg\x05fetch\x00\x07\x03env\x06memory\x02\x01\x10\x20";
        wasm.extend([2, content.len() as u8]);
        wasm.extend(content);
        assert_eq!(imports(&wasm)?, ["fetch", "memory"]);
        Ok(())
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        assert!(imports(b"\0asm\x01\0\0\0\x02\x7f\x01").is_err());
        assert!(imports(b"<html>").is_err());
    }
}
