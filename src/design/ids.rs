//! Names of designs, layers, artwork and fonts. Random ids come from an [`IdSource`] that is handed in.

use std::fmt;
use std::str::FromStr;

use json::{FromJson, ToJson};
use sha2::{Digest, Sha256};

/// Where new ids come from: the browser's random numbers, or a [`Counter`].
pub trait IdSource {
    /// A number that was not given before and will not be given by anyone else.
    fn next(&mut self) -> u64;
}

/// Ids that count up from the number after this one: the same at every run. They are new only in a design of their own, so
/// designs that are kept take random ones.
#[derive(Clone, Debug)]
pub struct Counter(pub u64);

impl IdSource for Counter {
    fn next(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// A number that is not 1 to 16 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not an id; use up to 16 of 0-9 and a-f")]
pub struct InvalidNumber {
    /// What was given, cut to 40 characters.
    pub given: String,
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
        #[json(try_from = "String", into = "String")]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            /// Sixteen hexadecimal digits.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidNumber;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
                if !text.is_empty() && text.len() <= 16 && text.bytes().all(digit) {
                    if let Ok(number) = u64::from_str_radix(text, 16) {
                        return Ok(Self(number));
                    }
                }
                Err(InvalidNumber { given: text.chars().take(40).collect() })
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidNumber;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

number_id!(
    /// A design.
    DesignId
);
number_id!(
    /// A layer, unique in its design and never used again.
    LayerId
);
number_id!(
    /// A group of layers, unique in its design.
    GroupId
);

/// Artwork by the SHA-256 of its original bytes: equal pictures are stored once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct ArtworkId([u8; 32]);

/// Text that is not a SHA-256 in 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("artwork is named by the 64 hexadecimal digits of its SHA-256")]
pub struct InvalidArtworkId;

impl ArtworkId {
    /// The id of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The SHA-256 itself.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The id with this SHA-256.
    pub const fn from_bytes(hash: [u8; 32]) -> Self {
        Self(hash)
    }
}

impl fmt::Display for ArtworkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArtworkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArtworkId({self})")
    }
}

impl FromStr for ArtworkId {
    type Err = InvalidArtworkId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(InvalidArtworkId);
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            let nibble = |digit: u8| match digit {
                b'0'..=b'9' => Ok(digit - b'0'),
                b'a'..=b'f' => Ok(digit - b'a' + 10),
                _ => Err(InvalidArtworkId),
            };
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(hash))
    }
}

impl TryFrom<String> for ArtworkId {
    type Error = InvalidArtworkId;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ArtworkId> for String {
    fn from(id: ArtworkId) -> Self {
        id.to_string()
    }
}

macro_rules! name_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name_id!(
    /// A font family of the font list, for example `inter`. An unknown one is a finding, not an error.
    FontId
);
name_id!(
    /// The template that a design began with.
    TemplateId
);
