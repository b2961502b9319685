//! A session set up in one line, for tests here and (feature `testing`) elsewhere. Never part of a shipped build.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::sync::Arc;

use catalog::{
    Colour, PartColours, PriceRules, PrintArea, Product, Side, SizeOption, StageSpot, Technique,
};
use design::{Counter, Design, DesignId, Head, Layer, LayerId, ShapeKind};
use geom::{Dpi, Frame, Mm, Point, Rgb};
use json::Raw;
use scene::{NoneReady, frame_of};

use crate::{
    Change, Command, CommandError, Context, GestureKind, Keys, Preview, Said, Select, Session,
    ShapeStyle, SnapSettings, TextStyle,
};

/// A shirt with a front (300 x 400 mm, safe zone 10 mm), a smaller back (200 x 200 mm), in white and navy.
pub fn tee() -> Product {
    let side = |id: &str, width: f64, height: f64| Side {
        id: id.parse().unwrap(),
        name: id.to_owned(),
        print_area: PrintArea {
            width: Mm::new(width),
            height: Mm::new(height),
            bleed: Mm::ZERO,
            safe_zone: Mm::new(10.0),
        },
        stage: StageSpot::Flat,
        print_rules: Raw::NONE,
        print_area_rules: Raw::NONE,
        areas: Raw::NONE,
        sizing: Raw::NONE,
    };
    let colour = |id: &str, swatch: Rgb| Colour {
        id: id.parse().unwrap(),
        name: id.to_owned(),
        swatch,
        parts: PartColours { body: swatch, inner: swatch, handle: swatch },
    };
    Product {
        id: "tee".parse().unwrap(),
        name: "Tee".to_owned(),
        about: String::new(),
        kind: "apparel".to_owned(),
        currency: "EUR".to_owned(),
        technique: Technique {
            id: "dtg".parse().unwrap(),
            name: "DTG".to_owned(),
            floor_dpi: Dpi::new(127.0),
            aim_dpi: Dpi::new(300.0),
            min_stroke: Mm::new(0.3),
            min_text: Mm::new(3.0),
            about: String::new(),
            inks: Vec::new(),
            print_rules: Raw::NONE,
            shop_rules: Raw::NONE,
            sources: Raw::NONE,
        },
        print_rules: Raw::NONE,
        sides: vec![side("front", 300.0, 400.0), side("back", 200.0, 200.0)],
        colours: vec![colour("white", Rgb::WHITE), colour("navy", Rgb::new(16, 24, 64))],
        sizes: vec![SizeOption {
            id: "m".parse().unwrap(),
            name: "M".to_owned(),
            surcharge: catalog::Money::ZERO,
            measurements: Raw::NONE,
        }],
        default_size: "m".parse().unwrap(),
        views: Vec::new(),
        price: PriceRules {
            base: catalog::Money::minor(1_000),
            per_side: catalog::Money::minor(500),
            breaks: Vec::new(),
        },
        lead_time_days: 3,
        tags: Vec::new(),
        facts: Vec::new(),
        material: Raw::NONE,
        care: Raw::NONE,
        also: Raw::NONE,
        model: Raw::NONE,
        picture_size: Raw::NONE,
        screen_print: None,
    }
}

/// An empty design for [`tee`].
pub fn empty_design() -> Design {
    let head = Head {
        name: "My tee".to_owned(),
        product: "tee".parse().unwrap(),
        colour: "white".parse().unwrap(),
        template: None,
        is_template: false,
    };
    Design::empty(DesignId(7), head)
}

/// A session with a clock and ids of its own. Every command comes a second after the one before, unless the time is set.
#[derive(Clone, Debug)]
pub struct TestEditor {
    /// The session.
    pub session: Session,
    /// Where new ids come from.
    pub ids: Counter,
    /// The time of the last command.
    pub now_ms: f64,
    /// How much later the next command comes.
    pub pause_ms: f64,
}

impl Default for TestEditor {
    fn default() -> Self {
        Self::new()
    }
}

impl TestEditor {
    /// On an empty design.
    pub fn new() -> Self {
        Self::of(empty_design())
    }

    /// On a design.
    pub fn of(design: Design) -> Self {
        Self::with(Session::new(design, Arc::new(tee())).unwrap())
    }

    /// On a session.
    pub fn with(session: Session) -> Self {
        Self { session, ids: Counter(0), now_ms: 0.0, pause_ms: 1_000.0 }
    }

    /// Runs a command that has to succeed.
    pub fn run(&mut self, command: Command) -> Change {
        let told = format!("{command:?}");
        self.try_run(command).unwrap_or_else(|error| panic!("{told}: {error}"))
    }

    /// Runs a command.
    pub fn try_run(&mut self, command: Command) -> Result<Change, CommandError> {
        self.now_ms += self.pause_ms;
        let context =
            &mut Context { now_ms: self.now_ms, ids: &mut self.ids, resources: &NoneReady };
        self.session.run(command, context)
    }

    /// Runs a command if it is an everyday one.
    pub fn try_everyday(&mut self, command: &Command) -> Option<Result<Change, CommandError>> {
        self.now_ms += self.pause_ms;
        let context =
            &mut Context { now_ms: self.now_ms, ids: &mut self.ids, resources: &NoneReady };
        self.session.run_everyday(command, context)
    }

    /// Adds a rectangle by its top left corner and size; it is selected.
    pub fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) -> LayerId {
        self.run(Command::AddShape {
            kind: ShapeKind::Rectangle,
            style: ShapeStyle::default(),
            size: Some((width, height)),
            at: Some((x + width / 2.0, y + height / 2.0)),
        });
        self.only_selected()
    }

    /// Adds a text in the middle; it is selected.
    pub fn text(&mut self, content: &str) -> LayerId {
        let (content, style) = (content.to_owned(), TextStyle::default());
        self.run(Command::AddText { content, style, at: None });
        self.only_selected()
    }

    /// The one selected layer.
    pub fn only_selected(&self) -> LayerId {
        let mut selected = self.session.selection().iter();
        let id = *selected.next().expect("a layer is selected");
        assert!(selected.next().is_none(), "only one layer is selected");
        id
    }

    /// Selects layers.
    pub fn select(&mut self, ids: &[LayerId]) {
        self.run(Command::Select { select: Select::Set(ids.to_vec()) });
    }

    /// A layer.
    pub fn layer(&self, id: LayerId) -> &Layer {
        self.session.design().layers.get(&id).expect("the layer exists")
    }

    /// A layer's frame.
    pub fn frame(&self, id: LayerId) -> Frame {
        frame_of(self.layer(id), &NoneReady)
    }

    /// Left, top, right and bottom of a layer before turning.
    pub fn edges(&self, id: LayerId) -> [f64; 4] {
        let upright = self.frame(id).upright();
        [upright.x0, upright.y0, upright.x1, upright.y1].map(geom::quantised)
    }

    /// The side's layers, bottom first.
    pub fn stack(&self) -> Vec<LayerId> {
        let stack = self.session.design().stack(self.session.side());
        stack.into_iter().map(|layer| layer.id).collect()
    }

    /// What was said last.
    pub fn said(&mut self) -> Said {
        self.session.take_said().expect("something was said")
    }

    /// Begins a gesture and drags it to a point, without snapping.
    pub fn drag(
        &mut self,
        kind: GestureKind,
        from: (f64, f64),
        to: (f64, f64),
        keys: Keys,
    ) -> Preview {
        self.drag_snapping(kind, from, to, keys, &SnapSettings::off())
    }

    /// Begins a gesture and drags it to a point.
    pub fn drag_snapping(
        &mut self,
        kind: GestureKind,
        from: (f64, f64),
        to: (f64, f64),
        keys: Keys,
        snap: &SnapSettings,
    ) -> Preview {
        self.session.begin(kind, Point::from(from), &NoneReady, snap).unwrap();
        self.session.drag(Point::from(to), keys).expect("a gesture runs")
    }

    /// Commits the running gesture.
    pub fn commit(&mut self) -> Change {
        self.now_ms += self.pause_ms;
        let context =
            &mut Context { now_ms: self.now_ms, ids: &mut self.ids, resources: &NoneReady };
        self.session.commit(context).unwrap()
    }
}
