//! The `.atelier` file: a design's canonical JSON and the original bytes of its artwork in one file. No compression
//! (artwork is compressed already) and no names or times, so that equal designs give equal files.
//!
//! All numbers are little-endian:
//!
//! | bytes | meaning |
//! |---|---|
//! | 8 | `89 41 54 4C 52 0D 0A 1A`: a byte over 127, `ATLR`, line ends that careless programs change |
//! | 4 | version of this layout, 1 |
//! | 8 | length of the whole file |
//! | 8 | length of the JSON |
//! | n | the design's JSON, as [`crate::write`] gives it |
//! | 4 | number of artworks |
//! | each 32 + 8 + n | SHA-256, length and bytes of an artwork, rising by SHA-256 |
//! | 32 | SHA-256 of all bytes before |

use geom::Table;
use sha2::{Digest, Sha256};

use crate::{ArtworkId, Design, LoadError, MAX_LAYERS};

/// Largest `.atelier` file that is read.
pub const MAX_BUNDLE: usize = 512 * 1024 * 1024;

const MAGIC: [u8; 8] = *b"\x89ATLR\r\n\x1a";
const VERSION: u32 = 1;
const HASH: usize = 32;

/// What an `.atelier` file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle<'a> {
    /// The design.
    pub design: Design,
    /// The original bytes of artwork that the design uses.
    pub artworks: Table<ArtworkId, &'a [u8]>,
}

impl Bundle<'_> {
    /// Artwork that the design uses and the file does not hold.
    pub fn missing(&self) -> Vec<ArtworkId> {
        let mut missing = self.design.artworks();
        missing.retain(|id| !self.artworks.contains_key(id));
        missing
    }
}

/// Why an `.atelier` file cannot be read. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Neither an `.atelier` file nor a design's JSON.
    #[error("this is not a design; choose a file that ends in .atelier")]
    NotADesign,
    /// Larger than [`MAX_BUNDLE`].
    #[error("the file is {bytes} bytes; at most {MAX_BUNDLE} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The end is missing.
    #[error("the file ends too early ({found} of {stated} bytes); copy or download it again")]
    Truncated {
        /// Its size.
        found: usize,
        /// The size that it states.
        stated: u64,
    },
    /// Bytes were changed.
    #[error("the file is damaged; copy or download it again, or open an older copy")]
    Damaged,
    /// An artwork's bytes are not those that its hash names.
    #[error("the picture {artwork} in the file is damaged; copy or download the file again")]
    Artwork {
        /// The artwork.
        artwork: ArtworkId,
    },
    /// Written by a newer Atelier in another layout.
    #[error(
        "the file was made by a newer Atelier (layout {found}, this one reads up to {VERSION}); update this one"
    )]
    Newer {
        /// The layout that it states.
        found: u32,
    },
    /// The design inside cannot be read.
    #[error(transparent)]
    Design(#[from] LoadError),
}

/// Makes an `.atelier` file. Artwork that is not at hand is left out: a design without a picture is better than none.
pub fn write_bundle<B: AsRef<[u8]>>(design: &Design, artworks: &Table<ArtworkId, B>) -> Vec<u8> {
    let json = crate::write(design);
    let used = design.artworks();
    let held: Vec<(ArtworkId, &[u8])> =
        used.iter().filter_map(|id| Some((*id, artworks.get(id)?.as_ref()))).collect();
    let content: usize = held.iter().map(|(_, bytes)| HASH + 8 + bytes.len()).sum();
    let length = MAGIC.len() + 4 + 8 + 8 + json.len() + 4 + content + HASH;
    let mut file = Vec::with_capacity(length);
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(length as u64).to_le_bytes());
    file.extend_from_slice(&(json.len() as u64).to_le_bytes());
    file.extend_from_slice(&json);
    file.extend_from_slice(&(held.len() as u32).to_le_bytes());
    for (id, bytes) in held {
        file.extend_from_slice(id.as_bytes());
        file.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        file.extend_from_slice(bytes);
    }
    let hash = Sha256::digest(&file);
    file.extend_from_slice(&hash);
    file
}

/// Reads an `.atelier` file, or a bare design as JSON. Every artwork is checked against its hash; artwork that the
/// design does not use is left out.
///
/// # Errors
/// [`BundleError`] says what is wrong and what to do.
pub fn read_bundle(bytes: &[u8]) -> Result<Bundle<'_>, BundleError> {
    if bytes.len() > MAX_BUNDLE {
        return Err(BundleError::TooLarge { bytes: bytes.len() });
    }
    if !bytes.starts_with(&MAGIC) {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if first != Some(&b'{') {
            return Err(BundleError::NotADesign);
        }
        return Ok(Bundle { design: crate::read(bytes)?, artworks: Table::new() });
    }
    let mut rest = Reader { bytes: &bytes[MAGIC.len()..] };
    let version = rest.u32()?;
    if version > VERSION {
        return Err(BundleError::Newer { found: version });
    }
    let stated = rest.u64()?;
    if (bytes.len() as u64) < stated {
        return Err(BundleError::Truncated { found: bytes.len(), stated });
    }
    let design = rest.block()?;
    let count = rest.u32()? as usize;
    if count > MAX_LAYERS {
        return Err(BundleError::Damaged);
    }
    let mut artworks = Vec::new();
    for _ in 0..count {
        let hash = rest.take(HASH)?;
        let content = rest.block()?;
        let artwork = ArtworkId::of(content);
        if artwork.as_bytes() != hash {
            let named = hash.try_into().map_or(artwork, ArtworkId::from_bytes);
            return Err(BundleError::Artwork { artwork: named });
        }
        artworks.push((artwork, content));
    }
    let before = bytes.len() - rest.bytes.len();
    if rest.bytes != Sha256::digest(&bytes[..before]).as_slice() {
        return Err(BundleError::Damaged);
    }
    let design = crate::read(design)?;
    let used = design.artworks();
    artworks.retain(|(id, _)| used.contains(id));
    Ok(Bundle { design, artworks: artworks.into_iter().collect() })
}

/// Takes a file apart from its front. Every length is checked against what is there.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], BundleError> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(BundleError::Damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<u32, BundleError> {
        let four = self.take(4)?.try_into().map_err(|_| BundleError::Damaged)?;
        Ok(u32::from_le_bytes(four))
    }

    fn u64(&mut self) -> Result<u64, BundleError> {
        let eight = self.take(8)?.try_into().map_err(|_| BundleError::Damaged)?;
        Ok(u64::from_le_bytes(eight))
    }

    /// A length and as many bytes.
    fn block(&mut self) -> Result<&'a [u8], BundleError> {
        let length = usize::try_from(self.u64()?).map_err(|_| BundleError::Damaged)?;
        self.take(length)
    }
}

#[cfg(test)]
mod tests {
    use catalog::{ColourId, ProductId, SideId};
    use geom::Mm;

    use super::*;
    use crate::{
        Content, DesignId, Head, Image, ImageFormat, Layer, LayerId, OrderKey, PixelSize, SCHEMA,
    };

    fn design_with(artwork: ArtworkId) -> Design {
        let head = Head {
            name: "Boat".into(),
            product: ProductId::new("tee").unwrap(),
            colour: ColourId::new("navy").unwrap(),
            template: None,
            is_template: false,
        };
        let mut design = Design::empty(DesignId(7), head);
        let content = Content::Image(Image::plain(
            artwork,
            ImageFormat::Png,
            PixelSize { width: 4, height: 3 },
            (Mm::new(40.0), Mm::new(30.0)),
            "boat.png".into(),
        ));
        let id = LayerId(1);
        let layer = Layer {
            x: Mm::new(50.0),
            y: Mm::new(60.0),
            ..Layer::plain(id, SideId::new("front").unwrap(), OrderKey::first(), content)
        };
        design.layers.insert(id, layer.into());
        design
    }

    fn file() -> (Design, ArtworkId, Vec<u8>) {
        let picture = b"the picture's bytes".to_vec();
        let artwork = ArtworkId::of(&picture);
        let design = design_with(artwork);
        let artworks = Table::from([(artwork, picture), (ArtworkId::of(b"unused"), vec![1])]);
        let file = write_bundle(&design, &artworks);
        (design, artwork, file)
    }

    #[test]
    fn a_design_and_its_artwork_come_back_and_unused_artwork_does_not() {
        let (design, artwork, file) = file();
        let bundle = read_bundle(&file).unwrap();
        assert_eq!(bundle.design, design);
        assert_eq!(bundle.artworks, Table::from([(artwork, &b"the picture's bytes"[..])]));
        assert_eq!(bundle.missing(), []);
        let held: Table<_, _> = bundle.artworks.iter().map(|(id, b)| (*id, b.to_vec())).collect();
        assert_eq!(write_bundle(&bundle.design, &held), file);
    }

    #[test]
    fn a_bare_json_design_is_read_without_artwork() {
        let (design, artwork, _) = file();
        let json = crate::write(&design);
        let bundle = read_bundle(&json).unwrap();
        assert_eq!(bundle.design, design);
        assert_eq!(bundle.missing(), [artwork]);
    }

    #[test]
    fn a_file_cut_anywhere_is_refused() {
        let (_, _, file) = file();
        for length in 0..file.len() {
            let error = read_bundle(&file[..length]).unwrap_err();
            if length > 20 {
                let stated = file.len() as u64;
                assert_eq!(error, BundleError::Truncated { found: length, stated });
            }
        }
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let (_, _, file) = file();
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x20;
            assert!(read_bundle(&changed).is_err(), "byte {at}");
        }
        let longer = [&file[..], b"more"].concat();
        assert_eq!(read_bundle(&longer), Err(BundleError::Damaged));
    }

    #[test]
    fn changed_artwork_is_named() {
        let (_, artwork, mut file) = file();
        let at = file.len() - HASH - 3;
        file[at] ^= 1;
        assert_eq!(read_bundle(&file), Err(BundleError::Artwork { artwork }));
    }

    #[test]
    fn newer_layouts_and_newer_schemas_say_so() {
        let (design, _, mut file) = file();
        file[8] = 9;
        assert_eq!(read_bundle(&file), Err(BundleError::Newer { found: 9 }));
        let json = String::from_utf8(crate::write(&design)).unwrap();
        let newer = json.replacen(&format!("\"schema\":{SCHEMA}"), "\"schema\":99", 1);
        let error = read_bundle(newer.as_bytes()).unwrap_err();
        assert_eq!(error, BundleError::Design(LoadError::Newer { found: 99 }));
    }

    #[test]
    fn other_files_are_not_designs() {
        for other in [&b""[..], b"PK\x03\x04", b"   ", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(read_bundle(other), Err(BundleError::NotADesign));
        }
    }
}
