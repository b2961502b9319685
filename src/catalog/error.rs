//! What can be wrong with a catalogue. Every error names the file and the JSON path, so that a merchant finds the spot.

/// Why a catalogue, or one of its products, was not taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CatalogError {
    /// A file is larger than is read.
    #[error("{file}: has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// A file is not JSON at all.
    #[error("{file}: line {line}, column {column}: is not JSON: {reason}")]
    NotJson {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader stumbled over.
        reason: String,
    },
    /// The catalogue's schema is not one that this version reads.
    #[error("{file}: $.schema: is {found}; this version reads {known}")]
    Schema {
        /// The file.
        file: String,
        /// The number in the file.
        found: u64,
        /// The number that is read.
        known: u64,
    },
    /// A field is missing, unknown or of the wrong type.
    #[error("{file}: {path}: {reason}")]
    Shape {
        /// The file.
        file: String,
        /// JSON path, for example `$.sides[1].print_area`.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// A field has the right type, but its value breaks a rule.
    #[error("{file}: {path}: {rule}")]
    Rule {
        /// The file.
        file: String,
        /// JSON path, for example `$.sides[1].print_area.width`.
        path: String,
        /// The rule.
        rule: Rule,
    },
    /// Print rules of some level cannot be used.
    #[error("{file}: {reason}")]
    PrintRules {
        /// The catalogue's document.
        file: String,
        /// What is wrong with them.
        reason: String,
    },
    /// A part of a product that is read where it is needed cannot be used.
    #[error("{file}: {reason}")]
    Detail {
        /// The catalogue's document.
        file: String,
        /// Which product, what is wrong, and where.
        reason: String,
    },
    /// A product's file could not be fetched or read.
    #[error("{file}: could not be loaded: {reason}")]
    Unloaded {
        /// The file.
        file: String,
        /// Why, in the loader's words.
        reason: String,
    },
}

impl CatalogError {
    /// The file that is wrong.
    pub fn file(&self) -> &str {
        match self {
            Self::TooLarge { file, .. }
            | Self::NotJson { file, .. }
            | Self::Schema { file, .. }
            | Self::Shape { file, .. }
            | Self::Rule { file, .. }
            | Self::PrintRules { file, .. }
            | Self::Detail { file, .. }
            | Self::Unloaded { file, .. } => file,
        }
    }

    /// The JSON path in that file; `$` where the whole file is meant.
    pub fn path(&self) -> &str {
        match self {
            Self::Shape { path, .. } | Self::Rule { path, .. } => path,
            Self::Schema { .. } => "$.schema",
            Self::TooLarge { .. }
            | Self::NotJson { .. }
            | Self::PrintRules { .. }
            | Self::Detail { .. }
            | Self::Unloaded { .. } => "$",
        }
    }
}

/// A rule that a value breaks.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Rule {
    /// A length, resolution or number must be over 0.
    #[error("must be over 0")]
    NotPositive,
    /// A number is outside its limits.
    #[error("must be {least} to {most}")]
    OutOfRange {
        /// Smallest value that is taken.
        least: f64,
        /// Largest value that is taken.
        most: f64,
    },
    /// A list has no entry or too many.
    #[error("must have {least} to {most} entries")]
    WrongCount {
        /// Fewest entries.
        least: usize,
        /// Most entries.
        most: usize,
    },
    /// A text is empty, too long, or has control characters.
    #[error("must be a text of 1 to {most} characters without control characters")]
    WrongText {
        /// Most characters.
        most: usize,
    },
    /// An id or name is used twice.
    #[error("`{id}` is used twice; ids must be unique")]
    Twice {
        /// The id.
        id: String,
    },
    /// A reference leads nowhere.
    #[error("there is no {what} `{id}`")]
    Unknown {
        /// What it should be: `size`, `side`, `view`.
        what: &'static str,
        /// The id that was looked for.
        id: String,
    },
    /// The view that a side is edited on shows another side.
    #[error("view `{view}` shows side `{side}`, not this one")]
    OtherSide {
        /// The view.
        view: String,
        /// The side that it shows.
        side: String,
    },
    /// A list whose entries must rise does not.
    #[error("must be over {before}, the entry before it")]
    NotRising {
        /// The value of the entry before.
        before: u32,
    },
    /// Not a currency code.
    #[error("must be a currency code of three capital letters, such as EUR")]
    NotACurrency,
    /// A product's currency is not the shop's.
    #[error("must be {shop}, the shop's currency")]
    OtherCurrency {
        /// The shop's currency.
        shop: String,
    },
    /// A file name that could lead out of its folder.
    #[error("must be a relative path of a-z, 0-9, `-`, `_`, `.` and `/`, without `..`")]
    NotRelative,
    /// A view names its maps one by one, as the first catalogues did.
    #[error(
        "is not read any more; put the five maps into a folder as shade.webp, highlights.webp, parts.webp, print_mask.webp \
         and uv.webp, and write \"picture\": {{ \"maps\": \"FOLDER\" }} instead"
    )]
    OldMaps,
    /// The corners of a photo cross over, lie on a line or run the wrong way round.
    #[error(
        "must be a corner of a convex shape; name top left, top right, bottom right and bottom left, clockwise around the print"
    )]
    NotConvex,
    /// A photo has both ways to say where the print lies.
    #[error("must have `corners` or `uv`, not both")]
    CornersAndUv,
    /// A size was measured in other ways than the first one.
    #[error("must have the same names in the same order as those of the first size")]
    OtherMeasurements,
    /// A size is far larger or smaller than the one that pictures show.
    #[error(
        "must be {least} to {most} times that of the size that pictures show; check the number"
    )]
    Growth {
        /// Least growth.
        least: f64,
        /// Most growth.
        most: f64,
    },
    /// A photo with a uv map does not say where the print can be seen.
    #[error("must name a picture that is white where the print can be seen: a uv map needs one")]
    NoMask,
    /// A product is named by its file where no files can be fetched.
    #[error("must be a product written out here; this catalogue cannot name files")]
    NotInline,
}
