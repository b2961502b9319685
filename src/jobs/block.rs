//! Finished text on its way between programs: the outline as SVG path data, which the screen uses as it stands.

use geom::{LineBox, TextBlock};
use serde::{Deserialize, Serialize};

/// A [`TextBlock`] whose outline is SVG path data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WireBlock {
    /// Outline as SVG path data in mm.
    pub outline: String,
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
    /// Lines with caret places.
    pub lines: Vec<LineBox>,
    /// Characters without a glyph.
    pub missing: Vec<char>,
}

/// An outline that is not SVG path data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a text's outline is damaged; it will be made again")]
pub struct BlockError;

impl WireBlock {
    /// Unpacks the outline.
    ///
    /// # Errors
    /// [`BlockError`] where the outline is not path data.
    pub fn unpack(self) -> Result<TextBlock, BlockError> {
        let outline = geom::read_path_data(&self.outline).ok_or(BlockError)?;
        let Self { outline: _, width, height, lines, missing } = self;
        Ok(TextBlock { outline, width, height, lines, missing })
    }
}

impl From<&TextBlock> for WireBlock {
    fn from(block: &TextBlock) -> Self {
        Self {
            outline: geom::path_data(&block.outline),
            width: block.width,
            height: block.height,
            lines: block.lines.clone(),
            missing: block.missing.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use geom::BezPath;

    use super::*;

    #[test]
    fn an_outline_comes_back_as_it_was() {
        let mut outline = BezPath::new();
        outline.move_to((0.0, 1.125));
        outline.quad_to((2.5, 3.001), (4.0, 1.0));
        outline.close_path();
        let block =
            TextBlock { outline, width: 4.0, height: 3.0, lines: Vec::new(), missing: vec!['☃'] };
        assert_eq!(WireBlock::from(&block).unpack().unwrap(), block);
    }

    #[test]
    fn a_damaged_outline_is_an_error() {
        let empty = TextBlock {
            outline: BezPath::new(),
            width: 0.0,
            height: 0.0,
            lines: Vec::new(),
            missing: Vec::new(),
        };
        let wire = WireBlock { outline: "M 1".into(), ..WireBlock::from(&empty) };
        assert_eq!(wire.unpack(), Err(BlockError));
        assert_eq!(WireBlock::from(&empty).unpack().unwrap(), empty);
    }
}
