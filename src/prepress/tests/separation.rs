//! Plates for screen printing: put on top of each other they are the reduced art again; the underbase stays inside; halftones
//! have the tone's area; at most as many inks as were asked for.

mod fixture;

use catalog::{
    Colour, ColourId, DotShape, Halftone, Money, PartColours, ScreenInk, ScreenPrint, Underbase,
};
use design::ShapeKind;
use fixture::{Originals, fill, frame, layer, picture, png_file, side};
use geom::{Dpi, Mm, Rgb};
use prepress::Flow;
use prepress::separation::{
    Choice, Depth, Mode, Plate, PlateKind, PlateRequest, Sample, Separated, SeparationError, Shelf,
    book, plates,
};
use scene::Scene;

const WHITE: Rgb = Rgb::new(255, 255, 255);
const BLACK: Rgb = Rgb::new(29, 29, 27);
const RED: Rgb = Rgb::new(227, 6, 19);
const BLUE: Rgb = Rgb::new(10, 77, 162);
const YELLOW: Rgb = Rgb::new(255, 237, 0);
const PURPLE: Rgb = Rgb::new(120, 42, 92);
const NAVY: Rgb = Rgb::new(31, 43, 74);
/// The inks in the order of the list.
const INKS: [Rgb; 6] = [WHITE, BLACK, RED, BLUE, YELLOW, PURPLE];
const DPI: f64 = 150.0;

fn print() -> ScreenPrint {
    let ink = |(at, colour): (usize, &Rgb)| ScreenInk {
        name: format!("Ink {at}"),
        colour: *colour,
        opacity: None,
        without_base: *colour == WHITE,
    };
    ScreenPrint {
        inks: INKS.iter().enumerate().map(ink).collect(),
        most_inks: 6,
        setup: Money::minor(1800),
        per_ink: Money::minor(90),
        min_pieces: None,
        underbase: Some(Underbase {
            name: "Base".into(),
            colour: Rgb::new(240, 240, 236),
            on: Vec::new(),
            choke: Mm::new(0.6),
        }),
        trap: Mm::new(0.5),
        halftone: Halftone {
            ruling: 30.0,
            angles: vec![22.5, 52.5, 82.5, 7.5, 37.5, 67.5],
            dot: DotShape::Round,
        },
        plate_dpi: Dpi::new(DPI),
        dither_dpi: Dpi::new(DPI),
        mesh: String::new(),
    }
}

fn cloth(colour: Rgb) -> Colour {
    Colour {
        id: ColourId::new("cloth").unwrap(),
        name: "Cloth".into(),
        swatch: colour,
        parts: PartColours { body: colour, inner: colour, handle: colour },
    }
}

/// A red star over a blue disc, a yellow bar, turned.
fn signs() -> Scene {
    let mut scene = side(60.0, 50.0, 0.0);
    let disc = frame(26.0, 24.0, 36.0, 36.0, 0.0);
    let star = frame(28.0, 26.0, 28.0, 28.0, 17.0);
    let bar = frame(34.0, 42.0, 40.0, 5.0, -9.0);
    let points = ShapeKind::Star { points: 5, inner: 0.5 };
    scene.layers = vec![
        layer(1, disc, 1.0, vec![fill(ShapeKind::Ellipse, &disc, BLUE)]),
        layer(2, star, 1.0, vec![fill(points, &star, RED)]),
        layer(3, bar, 1.0, vec![fill(ShapeKind::Rectangle, &bar, YELLOW)]),
    ];
    scene
}

/// A picture with all tones between four corners of colour.
fn photo(originals: &mut Originals) -> Scene {
    let size = 240_u32;
    let mut rgba = Vec::new();
    for y in 0..size {
        for x in 0..size {
            let (u, v) = (f64::from(x) / 239.0, f64::from(y) / 239.0);
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                ((a * (1.0 - u) + b * u) * (1.0 - v) + (c * (1.0 - u) + d * u) * v).round() as u8
            };
            let red = mix(227.0, 250.0, 30.0, 240.0);
            let green = mix(40.0, 230.0, 60.0, 240.0);
            let blue = mix(30.0, 60.0, 120.0, 235.0);
            rgba.extend_from_slice(&[red, green, blue, 255]);
        }
    }
    let file = png_file(&rgba, size, size);
    let mut scene = side(50.0, 50.0, 0.0);
    let whole = frame(25.0, 25.0, 44.0, 44.0, 0.0);
    scene.layers = vec![layer(1, whole, 1.0, vec![picture(originals, &file, &whole)])];
    scene
}

fn request(inks: &[usize], mode: Mode) -> PlateRequest<'_> {
    PlateRequest {
        inks,
        mode,
        depth: Depth::One,
        dpi: None,
        ruling: None,
        dot: None,
        title: "Test",
    }
}

/// A plate's art without the margin: 255 is full ink.
fn ink_of(separated: &Separated, plate: &Plate) -> (usize, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&plate.png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let dimensions = reader.info().pixel_dims.unwrap();
    assert_eq!(dimensions.xppu, separated.dpi.per_metre());
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (separated.size.0 as usize, separated.size.1 as usize);
    let margin = separated.margin as usize;
    let rows = pixels.chunks_exact(width).skip(margin).take(height - 2 * margin);
    let art = rows.flat_map(|row| row[margin..width - margin].iter().map(|value| 255 - value));
    (width - 2 * margin, art.collect())
}

/// What the plates give on top of each other: the last one that inks a pixel is seen.
fn stacked(separated: &Separated, print: &ScreenPrint, cloth: Rgb) -> (usize, Vec<Rgb>) {
    let mut stack = Vec::new();
    let mut width = 0;
    for plate in &separated.plates {
        let (columns, ink) = ink_of(separated, plate);
        width = columns;
        stack.resize(ink.len(), cloth);
        let colour = match plate.kind {
            PlateKind::Underbase => print.underbase.as_ref().unwrap().colour,
            PlateKind::Ink(number) => print.inks[number].colour,
        };
        for (seen, ink) in stack.iter_mut().zip(ink) {
            if ink == 255 {
                *seen = colour;
            }
        }
    }
    (width, stack)
}

struct Made {
    print: ScreenPrint,
    cloth: Rgb,
    sample: Sample,
    separated: Separated,
    choice: Choice,
}

fn separate(scene: &Scene, originals: &Originals, colour: Rgb, mode: Mode, most: usize) -> Made {
    let (print, colour) = (print(), cloth(colour));
    let shelf = Shelf::new(&print, &colour);
    let go_on = &mut |_| Flow::Continue;
    let sample = Sample::at(scene, originals, shelf.cloth(), Dpi::new(DPI), go_on).unwrap();
    let choices = sample.choices(&shelf, mode, most, go_on).unwrap();
    let choice = choices.last().unwrap().clone();
    let separated =
        plates(scene, originals, &shelf, &request(&choice.numbers(), mode), go_on).unwrap();
    Made { cloth: shelf.cloth(), sample, separated, choice, print }
}

impl Made {
    fn preview(&self, mode: Mode) -> Vec<Rgb> {
        let colour = cloth(self.cloth);
        let shelf = Shelf::new(&self.print, &colour);
        self.sample.preview(&shelf, mode, &self.choice.numbers()).unwrap()
    }
}

#[test]
fn flat_plates_on_top_of_each_other_are_the_reduced_art() {
    for (colour, inks) in [(WHITE, 3), (NAVY, 3)] {
        let made = separate(&signs(), &Originals::new(), colour, Mode::Flat, 6);
        assert_eq!(made.choice.inks.len(), inks, "three colours need no fourth ink");
        let (width, stack) = stacked(&made.separated, &made.print, made.cloth);
        assert_eq!(width, made.sample.width());
        let inks: Vec<Rgb> =
            made.choice.inks.iter().map(|used| made.print.inks[used.ink].colour).collect();
        for (at, (seen, wanted)) in stack.iter().zip(made.preview(Mode::Flat)).enumerate() {
            // What the preview has as a mixture is a softened edge: there the plates have one of its two colours.
            let is_pure = wanted == made.cloth || inks.contains(&wanted);
            assert!(!is_pure || *seen == wanted, "pixel {at}: {seen} is not {wanted}");
        }
    }
}

#[test]
fn an_edge_between_two_inks_has_no_third_one() {
    // Purple lies between red and blue, is on the list, and is used elsewhere.
    let mut scene = signs();
    let dot = frame(52.0, 8.0, 8.0, 8.0, 0.0);
    scene.layers.push(layer(4, dot, 1.0, vec![fill(ShapeKind::Ellipse, &dot, PURPLE)]));
    let made = separate(&scene, &Originals::new(), WHITE, Mode::Flat, 4);
    assert_eq!(made.choice.inks.len(), 4);
    let (width, stack) = stacked(&made.separated, &made.print, made.cloth);
    let (left, below) = ((46.0 * DPI / 25.4) as usize, (14.0 * DPI / 25.4) as usize);
    let astray = stack
        .iter()
        .enumerate()
        .filter(|(at, seen)| **seen == PURPLE && (at % width < left || at / width > below))
        .count();
    // Where three areas meet, a corner's pixel has no two neighbours that it lies between.
    assert!(astray <= 12, "{astray} purple pixels where nobody drew purple");
}

#[test]
fn at_most_so_many_inks_and_each_more_is_no_worse() {
    let mut originals = Originals::new();
    let scene = photo(&mut originals);
    let (print, colour) = (print(), cloth(NAVY));
    let shelf = Shelf::new(&print, &colour);
    let go_on = &mut |_| Flow::Continue;
    let sample = Sample::of(&scene, &originals, shelf.cloth(), go_on).unwrap();
    for mode in [Mode::Flat, Mode::Dither, Mode::Halftone] {
        let choices = sample.choices(&shelf, mode, 5, go_on).unwrap();
        assert!(choices.len() > 2, "a photograph wants more than two inks");
        for (at, choice) in choices.iter().enumerate() {
            assert_eq!(choice.inks.len(), at + 1);
            let parts: f64 = choice.inks.iter().map(|used| used.part).sum();
            assert!(parts <= 1.0 + 1e-6, "{parts}");
            let lighter = |pair: &[usize]| {
                print.inks[pair[0]].colour.oklab()[0] >= print.inks[pair[1]].colour.oklab()[0]
            };
            assert!(choice.numbers().windows(2).all(lighter), "the lightest ink is first");
        }
        let (few, many) = (choices[0].distance, choices[choices.len() - 1].distance);
        assert!(many < few / 1.5, "{mode:?}: {few} with one ink, {many} with all");
    }
}

#[test]
fn a_close_up_shows_the_art_and_little_around_it() {
    let mut scene = side(300.0, 400.0, 2.0);
    let originals = Originals::new();
    let go_on = &mut |_| Flow::Continue;
    let empty = Sample::of(&scene, &originals, NAVY, go_on).unwrap();
    let whole = empty.close_up(1e5, &scene, &originals, NAVY, go_on).unwrap();
    let ratio = whole.height() as f64 / whole.width() as f64;
    assert!((ratio - 404.0 / 304.0).abs() < 0.01, "the whole side where there is no art: {ratio}");
    let bar = frame(40.0, 60.0, 50.0, 4.0, 0.0);
    scene.layers = vec![layer(1, bar, 1.0, vec![fill(ShapeKind::Rectangle, &bar, YELLOW)])];
    let sample = Sample::of(&scene, &originals, NAVY, go_on).unwrap();
    let near = sample.close_up(1e5, &scene, &originals, NAVY, go_on).unwrap();
    let ratio = near.height() as f64 / near.width() as f64;
    assert!((ratio - 28.0 / 58.0).abs() < 0.02, "a thin bar has more around it: {ratio}");
    let art = near.pixels().iter().filter(|pixel| **pixel != NAVY).count();
    let part = art as f64 / near.pixels().len() as f64;
    assert!((part - 200.0 / (58.0 * 28.0)).abs() < 0.01, "{part}");
}

#[test]
fn the_best_inks_of_a_two_coloured_sign_are_its_own() {
    let made = separate(&signs(), &Originals::new(), WHITE, Mode::Flat, 2);
    let colours: Vec<Rgb> =
        made.choice.inks.iter().map(|used| made.print.inks[used.ink].colour).collect();
    assert_eq!(colours, [RED, BLUE], "the bar is the smallest of the three");
}

#[test]
fn the_underbase_lies_inside_the_inks_shrunk_by_the_choke() {
    for mode in [Mode::Flat, Mode::Dither, Mode::Halftone] {
        let mut originals = Originals::new();
        let scene = if mode == Mode::Flat { signs() } else { photo(&mut originals) };
        let made = separate(&scene, &originals, NAVY, mode, 3);
        let first = &made.separated.plates[0];
        assert_eq!(first.kind, PlateKind::Underbase, "the underbase is printed first");
        let (width, base) = ink_of(&made.separated, first);
        let mut union = vec![false; base.len()];
        for plate in &made.separated.plates[1..] {
            let (_, ink) = ink_of(&made.separated, plate);
            union.iter_mut().zip(ink).for_each(|(union, ink)| *union |= ink > 0);
        }
        assert!(base.iter().any(|ink| *ink > 0), "{mode:?} has an underbase");
        assert!(base.iter().zip(&union).all(|(base, union)| *base == 0 || *union), "{mode:?}");
        // The outline of the art, not of each dot, is what it keeps away from.
        let is_art: Vec<bool> = made.sample.pixels().iter().map(|art| *art != made.cloth).collect();
        let reach = 0.6 * DPI / 25.4;
        let rows = reach as isize;
        for at in (0..base.len()).filter(|at| base[*at] > 0) {
            for down in -rows..=rows {
                let across = (reach * reach - (down * down) as f64).sqrt() as isize;
                for right in [-across, across] {
                    let near = at.checked_add_signed(down * width as isize + right).unwrap();
                    // A softened edge pixel may belong to the cloth.
                    assert!(is_art[near], "{mode:?}: the underbase is too near the edge");
                }
            }
        }
    }
}

/// The light of a square of pixels.
fn light(pixels: &[Rgb], width: usize, left: usize, top: usize, edge: usize) -> [f64; 3] {
    let mut sum = [0.0; 3];
    for y in top..top + edge {
        for pixel in &pixels[y * width + left..y * width + left + edge] {
            let light = pixel.linear();
            (0..3).for_each(|axis| sum[axis] += light[axis]);
        }
    }
    sum.map(|light| light / (edge * edge) as f64)
}

#[test]
fn dots_look_like_the_art_from_a_distance() {
    /// Six dots wide.
    const SQUARE: usize = 30;
    for (mode, most) in [(Mode::Dither, 0.02), (Mode::Halftone, 0.06)] {
        let mut originals = Originals::new();
        let scene = photo(&mut originals);
        let made = separate(&scene, &originals, WHITE, mode, 4);
        let (width, stack) = stacked(&made.separated, &made.print, made.cloth);
        // The halftones' preview is what dots are to look like.
        let wanted = made.preview(Mode::Halftone);
        let mut worst = 0.0_f64;
        for top in (36..220).step_by(SQUARE) {
            for left in (36..220).step_by(SQUARE) {
                let (a, b) = (
                    light(&stack, width, left, top, SQUARE),
                    light(&wanted, width, left, top, SQUARE),
                );
                let off = (0..3).map(|axis| (a[axis] - b[axis]).abs()).fold(0.0, f64::max);
                worst = worst.max(off);
            }
        }
        assert!(worst < most, "{mode:?}: a square has {worst} more or less light than it should");
    }
}

#[test]
fn what_has_the_colour_of_the_cloth_is_knocked_out() {
    let mut scene = signs();
    let hole = frame(26.0, 24.0, 10.0, 10.0, 0.0);
    scene.layers.push(layer(9, hole, 1.0, vec![fill(ShapeKind::Ellipse, &hole, NAVY)]));
    let made = separate(&scene, &Originals::new(), NAVY, Mode::Flat, 6);
    let (width, stack) = stacked(&made.separated, &made.print, made.cloth);
    let at = |x: f64, y: f64| stack[(y * DPI / 25.4) as usize * width + (x * DPI / 25.4) as usize];
    assert_eq!(at(26.0, 24.0), NAVY);
    assert_eq!(at(12.0, 24.0), BLUE);
    let colours: Vec<Rgb> =
        made.choice.inks.iter().map(|used| made.print.inks[used.ink].colour).collect();
    assert!(!colours.contains(&BLACK), "no dark ink is printed for dark cloth");
}

#[test]
fn white_on_dark_cloth_needs_no_underbase_where_the_ink_says_so() {
    let mut scene = side(30.0, 30.0, 0.0);
    let disc = frame(15.0, 15.0, 20.0, 20.0, 0.0);
    scene.layers = vec![layer(1, disc, 1.0, vec![fill(ShapeKind::Ellipse, &disc, WHITE)])];
    let made = separate(&scene, &Originals::new(), NAVY, Mode::Flat, 3);
    assert_eq!(made.separated.plates.len(), 1);
    assert!(!made.choice.underbase);
    let on_white = separate(&signs(), &Originals::new(), WHITE, Mode::Flat, 3);
    assert_eq!(on_white.separated.plates.len(), 3, "light cloth has no underbase");
    let on_navy = separate(&signs(), &Originals::new(), NAVY, Mode::Flat, 3);
    assert_eq!(on_navy.choice.plates(), 4);
    assert_eq!(on_navy.separated.plates.len(), 4);
}

#[test]
fn ink_use_is_the_area_of_the_art() {
    let mut scene = side(60.0, 40.0, 0.0);
    let block = frame(30.0, 20.0, 40.0, 25.0, 0.0);
    scene.layers = vec![layer(1, block, 1.0, vec![fill(ShapeKind::Rectangle, &block, RED)])];
    let made = separate(&scene, &Originals::new(), WHITE, Mode::Flat, 1);
    let plate = &made.separated.plates[0];
    assert!((plate.inked_cm2 - 10.0).abs() < 0.1, "{} cm2", plate.inked_cm2);
    assert!((plate.seen_cm2 - plate.inked_cm2).abs() < 1e-9);
    assert!((made.choice.inks[0].part - 1.0).abs() < 0.02);
}

#[test]
fn marks_are_in_the_same_places_on_every_plate() {
    let made = separate(&signs(), &Originals::new(), NAVY, Mode::Halftone, 3);
    let (width, margin) = (made.separated.size.0 as usize, made.separated.margin as usize);
    let margins: Vec<Vec<u8>> = made
        .separated
        .plates
        .iter()
        .map(|plate| {
            let mut decoder = png::Decoder::new(std::io::Cursor::new(&plate.png));
            decoder.set_transformations(png::Transformations::EXPAND);
            let mut reader = decoder.read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut pixels).unwrap();
            // The right half of the upper margin has no label.
            pixels
                .chunks_exact(width)
                .take(margin)
                .flat_map(|row| &row[width / 2 - 20..])
                .copied()
                .collect()
        })
        .collect();
    assert!(margins[0].contains(&0), "there is a mark");
    assert!(margins.iter().all(|margin| *margin == margins[0]));
}

#[test]
fn eight_bits_hold_the_tones_that_one_bit_has_as_dots() {
    let mut originals = Originals::new();
    let scene = photo(&mut originals);
    let (print, colour) = (print(), cloth(WHITE));
    let shelf = Shelf::new(&print, &colour);
    let made = |depth| {
        let request = PlateRequest { depth, ..request(&[2, 3, 4], Mode::Halftone) };
        plates(&scene, &originals, &shelf, &request, &mut |_| Flow::Continue).unwrap()
    };
    let (dots, tones) = (made(Depth::One), made(Depth::Eight));
    for (dots, tones) in dots.plates.iter().zip(&tones.plates) {
        let off = (dots.inked_cm2 - tones.inked_cm2).abs();
        assert!(off < 0.02 * tones.inked_cm2, "{} and {}", dots.inked_cm2, tones.inked_cm2);
    }
}

#[test]
fn equal_designs_give_equal_plates_and_a_page_for_each() {
    let mut originals = Originals::new();
    let scene = photo(&mut originals);
    let made = || separate(&scene, &originals, NAVY, Mode::Dither, 3).separated;
    let (first, second) = (made(), made());
    assert_eq!(first.proof, second.proof);
    for (a, b) in first.plates.iter().zip(&second.plates) {
        assert!(a.png == b.png, "{}", a.name);
    }
    let pages = book(&first);
    assert_eq!(pages, book(&second));
    let page = b"/Type/Page/".as_slice();
    let text: Vec<u8> = pages.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let count = text.windows(page.len()).filter(|part| *part == page).count();
    assert_eq!(count, first.plates.len());
}

#[test]
fn what_cannot_be_printed_is_refused() {
    let (print, colour) = (print(), cloth(WHITE));
    let shelf = Shelf::new(&print, &colour);
    let scene = signs();
    let go_on = &mut |_| Flow::Continue;
    let mut refused = |scene: &Scene, inks: &[usize]| {
        let made = plates(scene, &Originals::new(), &shelf, &request(inks, Mode::Flat), go_on);
        made.unwrap_err()
    };
    assert_eq!(refused(&scene, &[]), SeparationError::Inks { asked: 0, most: 6 });
    assert_eq!(refused(&scene, &[0, 0]), SeparationError::UnknownInk { number: 0, listed: 6 });
    assert_eq!(refused(&scene, &[17]), SeparationError::UnknownInk { number: 17, listed: 6 });
    assert_eq!(refused(&side(10.0, 10.0, 0.0), &[1]), SeparationError::Nothing);
    let mut stop = |_| Flow::Cancel;
    let made = plates(&scene, &Originals::new(), &shelf, &request(&[1], Mode::Flat), &mut stop);
    assert!(matches!(made.unwrap_err(), SeparationError::Press(_)));
}
