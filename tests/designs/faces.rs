//! Sample designs with every family of the font list, so that no font's outlines go uncompared.

use geom::Mm;
use typeset::FontList;

use crate::draft::{INK, Made, RED, Sample, TEAL, cell};

/// Names and files of the designs; each shows as many families as it has cells.
const SHEETS: [(&str, &str); 4] = [
    ("faces-1", "Faces, first sheet"),
    ("faces-2", "Faces, second sheet"),
    ("faces-3", "Faces, third sheet"),
    ("faces-4", "Faces, fourth sheet"),
];

/// Every family of the font list.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let list = FontList::parse(&std::fs::read_to_string("public/fonts/fonts.json")?)?;
    let families: Vec<_> = list.entries().iter().collect();
    let each = families.len().div_ceil(SHEETS.len());
    let rows = each.div_ceil(3);
    let mut made = Vec::new();
    for (sheet, ((file, name), families)) in
        SHEETS.into_iter().zip(families.chunks(each)).enumerate()
    {
        let mut s = Sample::mug(46 + sheet as u64, file, name)?;
        for (index, family) in families.iter().enumerate() {
            let (x, y) = cell(index, 3, rows);
            let colour = [INK, TEAL, RED][index % 3];
            let content = format!("{} Ag& 258", family.name);
            let text = s.text((x, y - 7.0, 0.0), &family.id.0, 9.0, colour, &content);
            text.letter_spacing = 0.01;
            text.width = Some(Mm::new(76.0));
        }
        made.push(s);
    }
    Ok(made)
}
