//! Cut lines as a DXF file (AutoCAD 2000, text): millimetres, y up, a layer for each name, closed polylines. No blocks of
//! ours, no texts, no colours of single lines.
//!
//! After Autodesk's "DXF Reference" for AC1015; what a file needs at least is what its tables, blocks and objects are here.

use std::fmt::{Display, Write};

use geom::{Point, Rgb};

use super::region::point;
use super::{CutLayer, CutSheet};

/// The file. The lower left corner of the part of the side that was looked at is the origin.
pub fn dxf(sheet: &CutSheet) -> Vec<u8> {
    let mut file = File { text: String::new(), sheet, last_handle: 0 };
    // Handles of what others point to.
    let [blocks, model, paper, root, groups] = std::array::from_fn(|_| file.handle());
    file.section("CLASSES", |_| {});
    file.section("TABLES", |file| {
        file.tables(blocks, &[("*Model_Space", model), ("*Paper_Space", paper)])
    });
    file.section("BLOCKS", |file| {
        file.block("*Model_Space", model);
        file.block("*Paper_Space", paper);
    });
    file.section("ENTITIES", |file| {
        for layer in &sheet.layers {
            file.lines(layer, model);
        }
    });
    file.section("OBJECTS", |file| {
        file.object("DICTIONARY", root, 0, &["AcDbDictionary"]);
        file.pair(281, 1);
        file.pair(3, "ACAD_GROUP");
        file.pair(350, hex(groups));
        file.object("DICTIONARY", groups, root, &["AcDbDictionary"]);
        file.pair(281, 1);
    });
    file.pair(0, "EOF");
    // The head names the first handle that is free, so it is written last.
    let body = std::mem::take(&mut file.text);
    file.section("HEADER", File::head);
    file.text.push_str(&body);
    file.text.into_bytes()
}

struct File<'a> {
    text: String,
    sheet: &'a CutSheet,
    last_handle: u32,
}

fn hex(handle: u32) -> String {
    format!("{handle:X}")
}

/// A length as DXF wants it: with decimals, none of them doubtful.
fn real(number: f64) -> String {
    let text = format!("{number:.4}");
    if text == "-0.0000" { "0.0000".to_owned() } else { text }
}

impl File<'_> {
    fn handle(&mut self) -> u32 {
        self.last_handle += 1;
        self.last_handle
    }

    /// A group: a code that says what the value is, and the value.
    fn pair(&mut self, code: u16, value: impl Display) {
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{code}\r\n{value}\r\n");
    }

    fn section(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        self.pair(0, "SECTION");
        self.pair(2, name);
        fill(self);
        self.pair(0, "ENDSEC");
    }

    /// The beginning of something with a handle that belongs to an owner.
    fn object(&mut self, kind: &str, handle: u32, owner: u32, classes: &[&str]) {
        self.pair(0, kind);
        // Dimension styles have their handle elsewhere: 5 means something else there.
        self.pair(if kind == "DIMSTYLE" { 105 } else { 5 }, hex(handle));
        self.pair(330, hex(owner));
        classes.iter().for_each(|class| self.pair(100, class));
    }

    fn head(&mut self) {
        let (low, high) = self.extents();
        self.pair(9, "$ACADVER");
        self.pair(1, "AC1015");
        self.pair(9, "$DWGCODEPAGE");
        self.pair(3, "ANSI_1252");
        self.pair(9, "$HANDSEED");
        self.pair(5, hex(self.last_handle + 1));
        // Millimetres; metric.
        self.pair(9, "$INSUNITS");
        self.pair(70, 4);
        self.pair(9, "$MEASUREMENT");
        self.pair(70, 1);
        for (name, at) in [("$EXTMIN", low), ("$EXTMAX", high)] {
            self.pair(9, name);
            self.pair(10, real(at.x));
            self.pair(20, real(at.y));
            self.pair(30, real(0.0));
        }
        let part = self.sheet.part;
        let limits =
            [("$LIMMIN", Point::ORIGIN), ("$LIMMAX", Point::new(part.width(), part.height()))];
        for (name, at) in limits {
            self.pair(9, name);
            self.pair(10, real(at.x));
            self.pair(20, real(at.y));
        }
    }

    /// From the side, y down, to the file, y up.
    fn place(&self, at: Point) -> Point {
        let part = self.sheet.part;
        Point::new(at.x - part.x0, part.y1 - at.y)
    }

    fn extents(&self) -> (Point, Point) {
        let bounds = self.sheet.bounds();
        let (low, high) = ((bounds.x0, bounds.y1), (bounds.x1, bounds.y0));
        (self.place(Point::from(low)), self.place(Point::from(high)))
    }

    fn table(&mut self, name: &str, handle: u32, count: usize, fill: impl FnOnce(&mut Self, u32)) {
        self.pair(0, "TABLE");
        self.pair(2, name);
        self.pair(5, hex(handle));
        self.pair(330, 0);
        self.pair(100, "AcDbSymbolTable");
        self.pair(70, count);
        fill(self, handle);
        self.pair(0, "ENDTAB");
    }

    /// The beginning of a row of a table.
    fn row(&mut self, table: u32, kind: &str, class: &str, name: &str) {
        let handle = self.handle();
        self.object(kind, handle, table, &["AcDbSymbolTableRecord", class]);
        self.pair(2, name);
        self.pair(70, 0);
    }

    fn tables(&mut self, blocks: u32, spaces: &[(&str, u32)]) {
        let handle = self.handle();
        self.table("VPORT", handle, 0, |_, _| {});
        let handle = self.handle();
        self.table("LTYPE", handle, 3, |file, table| {
            for name in ["ByBlock", "ByLayer", "Continuous"] {
                file.row(table, "LTYPE", "AcDbLinetypeTableRecord", name);
                file.pair(3, "");
                file.pair(72, 65);
                file.pair(73, 0);
                file.pair(40, real(0.0));
            }
        });
        let handle = self.handle();
        let layers = &self.sheet.layers;
        self.table("LAYER", handle, layers.len() + 1, |file, table| {
            // Layer 0 must be there.
            file.layer(table, "0", 7);
            layers.iter().for_each(|layer| file.layer(table, &layer.name, index_of(layer.colour)));
        });
        let handle = self.handle();
        self.table("STYLE", handle, 1, |file, table| {
            file.row(table, "STYLE", "AcDbTextStyleTableRecord", "Standard");
            for (code, value) in [(40, 0.0), (41, 1.0), (50, 0.0)] {
                file.pair(code, real(value));
            }
            file.pair(71, 0);
            file.pair(42, real(2.5));
            file.pair(3, "txt");
            file.pair(4, "");
        });
        for name in ["VIEW", "UCS"] {
            let handle = self.handle();
            self.table(name, handle, 0, |_, _| {});
        }
        let handle = self.handle();
        self.table("APPID", handle, 1, |file, table| {
            file.row(table, "APPID", "AcDbRegAppTableRecord", "ACAD");
        });
        let handle = self.handle();
        self.table("DIMSTYLE", handle, 1, |file, table| {
            file.pair(100, "AcDbDimStyleTable");
            file.pair(71, 0);
            file.row(table, "DIMSTYLE", "AcDbDimStyleTableRecord", "Standard");
        });
        self.table("BLOCK_RECORD", blocks, spaces.len(), |file, table| {
            for (name, handle) in spaces {
                let classes = ["AcDbSymbolTableRecord", "AcDbBlockTableRecord"];
                file.object("BLOCK_RECORD", *handle, table, &classes);
                file.pair(2, name);
            }
        });
    }

    fn layer(&mut self, table: u32, name: &str, colour: u8) {
        self.row(table, "LAYER", "AcDbLayerTableRecord", name);
        self.pair(62, colour);
        self.pair(6, "Continuous");
    }

    fn block(&mut self, name: &str, record: u32) {
        let begin = self.handle();
        self.object("BLOCK", begin, record, &["AcDbEntity"]);
        self.pair(8, "0");
        self.pair(100, "AcDbBlockBegin");
        self.pair(2, name);
        self.pair(70, 0);
        for code in [10, 20, 30] {
            self.pair(code, real(0.0));
        }
        self.pair(3, name);
        self.pair(1, "");
        let end = self.handle();
        self.object("ENDBLK", end, record, &["AcDbEntity"]);
        self.pair(8, "0");
        self.pair(100, "AcDbBlockEnd");
    }

    fn lines(&mut self, layer: &CutLayer, space: u32) {
        for ring in layer.region.rings() {
            let handle = self.handle();
            self.object("LWPOLYLINE", handle, space, &["AcDbEntity"]);
            self.pair(8, &layer.name);
            self.pair(100, "AcDbPolyline");
            self.pair(90, ring.len());
            // Closed.
            self.pair(70, 1);
            self.pair(43, real(0.0));
            // Backwards: with y up, outlines then go against the clock.
            for spot in ring.iter().rev() {
                let at = self.place(point(*spot));
                self.pair(10, real(at.x));
                self.pair(20, real(at.y));
            }
        }
    }
}

/// The number of the colour of AutoCAD's palette that looks most like one.
fn index_of(colour: Rgb) -> u8 {
    /// Those that are not in the wheel. 7 is black on white paper.
    const FIRST: [(u8, Rgb); 10] = [
        (1, Rgb::new(255, 0, 0)),
        (2, Rgb::new(255, 255, 0)),
        (3, Rgb::new(0, 255, 0)),
        (4, Rgb::new(0, 255, 255)),
        (5, Rgb::new(0, 0, 255)),
        (6, Rgb::new(255, 0, 255)),
        (7, Rgb::BLACK),
        (8, Rgb::new(128, 128, 128)),
        (9, Rgb::new(192, 192, 192)),
        (255, Rgb::WHITE),
    ];
    let wheel = (10..=249).map(|index| (index, wheel(index)));
    let nearest = FIRST
        .into_iter()
        .chain(wheel)
        .min_by(|(_, a), (_, b)| colour.distance(*a).total_cmp(&colour.distance(*b)));
    nearest.map_or(7, |(index, _)| index)
}

/// The colours 10 to 249: 24 hues, five shades each, full and half as strong.
fn wheel(index: u8) -> Rgb {
    const SHADES: [u32; 5] = [255, 165, 127, 76, 38];
    let (hue, shade) = (u32::from(index / 10) - 1, usize::from(index % 10));
    let high = SHADES.get(shade / 2).copied().unwrap_or(255);
    let low = if shade % 2 == 0 { 0 } else { high / 2 };
    // How far between two of the six pure colours, in quarters.
    let (sextant, quarter) = (hue / 4, hue % 4);
    let rising = (low + (high - low) * quarter / 4) as u8;
    let falling = (low + (high - low) * (4 - quarter) / 4) as u8;
    let (high, low) = (high as u8, low as u8);
    let (r, g, b) = match sextant {
        0 => (high, rising, low),
        1 => (falling, high, low),
        2 => (low, high, rising),
        3 => (low, falling, high),
        4 => (rising, low, high),
        _ => (high, low, falling),
    };
    Rgb::new(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_the_numbers_that_autocad_gives_them() {
        for (colour, index) in [
            (Rgb::new(255, 0, 255), 6),
            (Rgb::BLACK, 7),
            (Rgb::WHITE, 255),
            (Rgb::new(255, 127, 0), 30),
            (Rgb::new(127, 0, 0), 14),
            (Rgb::new(0, 63, 127), 154),
        ] {
            assert_eq!(index_of(colour), index, "{colour}");
        }
    }
}
