//! Makes the sample designs in this folder: `cargo run -p tests --example make-designs`. It draws their pictures too,
//! all but `waves.webp`, a lossy WebP that no Rust library here can write. Running it again changes nothing.

mod draft;
mod faces;
mod fills;
mod first;
mod goods;
mod layers;
mod painted;
mod photos;
mod pictures;
mod scripts;
mod vectors;
mod words;

use std::path::Path;

use draft::{Made, Sample};

fn main() -> Made<()> {
    let folder = Path::new("tests/designs");
    for sample in samples(folder)? {
        sample.write(folder)?;
    }
    Ok(())
}

fn samples(folder: &Path) -> Made<Vec<Sample>> {
    let waves = std::fs::read(folder.join("waves.webp"))?;
    let mut made = first::samples(&waves)?;
    made.extend(painted::samples()?);
    made.extend(words::samples()?);
    made.extend(scripts::samples()?);
    made.extend(faces::samples()?);
    made.extend(fills::samples()?);
    made.extend(photos::samples(&waves)?);
    made.extend(vectors::samples()?);
    made.extend(layers::samples()?);
    made.extend(goods::samples()?);
    Ok(made)
}
