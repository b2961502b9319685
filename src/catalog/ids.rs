//! Names of things in a catalogue. A valid id is 1 to 64 of `a-z 0-9 - _`, so it is safe in paths and links.

use std::fmt;
use std::str::FromStr;

use json::{FromJson, ToJson};

/// Longest id in bytes.
const LONGEST_ID: usize = 64;

/// An id that is empty, too long, or has other characters than `a-z 0-9 - _`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not an id; use 1 to 64 of a-z, 0-9, `-` and `_`")]
pub struct InvalidId {
    /// What was given, cut to 80 characters.
    pub given: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
        #[json(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads an id.
            ///
            /// # Errors
            /// [`InvalidId`] where it is empty, too long or has other characters than `a-z 0-9 - _`.
            pub fn new(id: &str) -> Result<Self, InvalidId> {
                let valid = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
                if id.is_empty() || id.len() > LONGEST_ID || !id.bytes().all(valid) {
                    return Err(InvalidId { given: id.chars().take(80).collect() });
                }
                Ok(Self(id.to_owned()))
            }

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

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Self::new(id)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(id: String) -> Result<Self, Self::Error> {
                Self::new(&id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

id!(
    /// A product, for example `tee`.
    ProductId
);
id!(
    /// A side of a product that can be printed, for example `front` or `wrap`.
    SideId
);
id!(
    /// A picture of a product, for example `front` or `left`.
    ViewId
);
id!(
    /// A colour of a product, for example `navy`.
    ColourId
);
id!(
    /// A size of a product, for example `xl`.
    SizeId
);
id!(
    /// A way of printing, for example `dtg`.
    TechniqueId
);
