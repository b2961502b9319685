//! What a font's licence says about putting it into files: the field `fsType` of its `OS/2` table. It judges nothing.

use skrifa::FontRef;
use skrifa::raw::TableProvider;

/// What may be done with a font in a file (OpenType 1.9, `OS/2`, `fsType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Embedding(u16);

impl Embedding {
    /// Restricted licence: not without leave.
    const RESTRICTED: u16 = 0x0002;
    /// Preview and print, and editable: both are enough for print files.
    const PRINTABLE: u16 = 0x0004 | 0x0008;
    /// No part of it alone.
    const WHOLE: u16 = 0x0100;
    /// Its bitmaps only, never its outlines.
    const BITMAPS: u16 = 0x0200;

    /// What the bits of `fsType` say.
    pub const fn of_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// What a font file says; one without the table restricts nothing.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let bits = FontRef::new(bytes).and_then(|font| font.os2().map(|table| table.fs_type()));
        Self(bits.unwrap_or_default())
    }

    /// What keeps a part of the font from being put into a print file; `None` where nothing does. Of several permissions
    /// the least restrictive counts, as the specification says.
    pub const fn restriction(self) -> Option<&'static str> {
        if self.0 & Self::RESTRICTED != 0 && self.0 & Self::PRINTABLE == 0 {
            Some("its licence restricts embedding")
        } else if self.0 & Self::BITMAPS != 0 {
            Some("its licence allows bitmaps only")
        } else if self.0 & Self::WHOLE != 0 {
            Some("its licence allows only the whole font")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_restrictive_permission_counts() {
        for (bits, restricts) in [
            (0x0000, false),
            (0x0002, true),
            (0x0004, false),
            (0x0006, false),
            (0x0008, false),
            (0x000a, false),
            (0x0100, true),
            (0x0104, true),
            (0x0200, true),
        ] {
            let said = Embedding::of_bits(bits).restriction();
            assert_eq!(said.is_some(), restricts, "{bits:#x}: {said:?}");
        }
        assert_eq!(Embedding::of(b"no font"), Embedding::default());
    }
}
