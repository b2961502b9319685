//! Reading template files strictly: each error names the JSON path of what is wrong.

use geom::Set;
use json::FromJson;
use json::{Json, JsonError};

use crate::template::GROUND;
use crate::{
    FontId, MAX_FEATURES, MAX_FILL_STOPS, MAX_OUTLINES, MAX_SHADOWS, ShapeKind, TEMPLATE_SCHEMA,
    Template, TemplateCard, TemplateFill, TemplateGroup, TemplateId, TemplateLayer, TemplateLayout,
    TemplateShadow, TemplateShape, TemplateStroke, TemplateText, TextPath,
};

/// Largest template file or list that is read.
pub const MAX_TEMPLATE_BYTES: usize = 256 * 1024;
/// Most layers of a layout, copies counted.
pub const MAX_TEMPLATE_LAYERS: usize = 200;
/// Most characters that a field may take.
const MAX_FIELD: usize = 200;
/// Most levels of groups in groups.
const MAX_DEPTH: usize = 4;
/// Largest measure in artboard units.
const MAX_MEASURE: f64 = 5_000.0;

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Larger than [`MAX_TEMPLATE_BYTES`].
    #[error("the template is {bytes} bytes; at most {MAX_TEMPLATE_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a template: broken JSON, a missing or unknown field, a wrong type.
    #[error("`{path}` of the template cannot be read: {reason}")]
    Damaged {
        /// JSON path of what is wrong, for example `layouts[0].layers[2].text.size`; `.` for the whole.
        path: String,
        /// What is wrong there; with line and column where it is not JSON.
        reason: String,
    },
    /// Written for a newer Atelier.
    #[error(
        "the template needs a newer Atelier (schema {found}, this one reads up to {TEMPLATE_SCHEMA}); update it"
    )]
    Newer {
        /// The schema that it says.
        found: u32,
    },
    /// A value breaks a rule.
    #[error("`{path}` of the template {rule}")]
    Rule {
        /// JSON path of the value.
        path: String,
        /// What it must be.
        rule: String,
    },
}

/// Reads a template and checks its rules.
///
/// # Errors
/// [`TemplateError`] names the JSON path.
pub fn read_template(bytes: &[u8]) -> Result<Template, TemplateError> {
    let template: Template = stamped(bytes)?.read().map_err(damaged)?;
    Rules { template: &template }.check()?;
    Ok(template)
}

/// Reads a list of templates: `{"schema": 1, "templates": [card, ...]}`.
///
/// # Errors
/// [`TemplateError`] names the JSON path.
pub fn read_template_list(bytes: &[u8]) -> Result<Vec<TemplateCard>, TemplateError> {
    #[derive(FromJson)]
    #[json(deny_unknown_fields)]
    struct List {
        #[json(rename = "schema")]
        _schema: u32,
        templates: Vec<TemplateCard>,
    }
    let List { templates, .. } = stamped(bytes)?.read().map_err(damaged)?;
    let mut seen = Set::new();
    for (index, card) in templates.iter().enumerate() {
        let path = |field: &str| format!("templates[{index}].{field}");
        check_id(&card.id, || path("id"))?;
        check_share(card.start, || path("start"))?;
        for (name, list) in [
            ("occasions", &card.occasions),
            ("recipients", &card.recipients),
            ("moods", &card.moods),
            ("tags", &card.tags),
            ("motifs", &card.motifs),
        ] {
            check_words(list, &path(name))?;
        }
        if !seen.insert(card.id.as_str()) {
            return Err(rule(path("id"), "is there twice; give each template its own"));
        }
    }
    Ok(templates)
}

/// The text, once its schema is known: looked at first, so that a newer one is told from a damaged file.
fn stamped(bytes: &[u8]) -> Result<Json<'_>, TemplateError> {
    #[derive(FromJson)]
    struct Stamp {
        schema: u32,
    }
    if bytes.len() > MAX_TEMPLATE_BYTES {
        return Err(TemplateError::TooLarge { bytes: bytes.len() });
    }
    let json = Json::new(bytes).map_err(|error| damaged(error.into()))?;
    match json.read::<Stamp>().map_err(damaged)?.schema {
        0 => Err(rule("schema".to_owned(), "is 0, which never was; use 1")),
        found if found > TEMPLATE_SCHEMA => Err(TemplateError::Newer { found }),
        _ => Ok(json),
    }
}

fn damaged(JsonError { path, reason }: JsonError) -> TemplateError {
    TemplateError::Damaged { path, reason }
}

fn rule(path: String, rule: impl Into<String>) -> TemplateError {
    TemplateError::Rule { path, rule: rule.into() }
}

fn is_word(text: &str) -> bool {
    let valid = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !text.is_empty() && text.len() <= 64 && text.bytes().all(valid)
}

fn check_id(id: &TemplateId, path: impl Fn() -> String) -> Result<(), TemplateError> {
    if is_word(id.as_str()) {
        return Ok(());
    }
    Err(rule(path(), "must be 1 to 64 of a-z, 0-9 and `-`"))
}

fn check_words(words: &[String], path: &str) -> Result<(), TemplateError> {
    for (index, word) in words.iter().enumerate() {
        if !is_word(word) {
            return Err(rule(format!("{path}[{index}]"), "must be 1 to 64 of a-z, 0-9 and `-`"));
        }
    }
    Ok(())
}

fn check_share(value: f64, path: impl Fn() -> String) -> Result<(), TemplateError> {
    if (0.0..=1.0).contains(&value) { Ok(()) } else { Err(rule(path(), "must be 0 to 1")) }
}

/// The checks that need to know the whole template.
struct Rules<'a> {
    template: &'a Template,
}

impl Rules<'_> {
    fn check(&self) -> Result<(), TemplateError> {
        let template = self.template;
        check_id(&template.id, || "id".to_owned())?;
        for (name, list) in [
            ("occasions", &template.occasions),
            ("recipients", &template.recipients),
            ("moods", &template.moods),
            ("tags", &template.tags),
            ("motifs", &template.motifs),
        ] {
            check_words(list, name)?;
        }
        check_share(template.start, || "start".to_owned())?;
        for (list, count) in [
            ("products", template.products.len()),
            ("palettes", template.palettes.len()),
            ("layouts", template.layouts.len()),
        ] {
            if count == 0 {
                return Err(rule(list.to_owned(), "is empty; give at least one"));
            }
        }
        self.check_fields()?;
        self.check_roles()?;
        self.check_palettes()?;
        self.check_pairings()?;
        template
            .layouts
            .iter()
            .enumerate()
            .try_for_each(|(index, layout)| self.check_layout(layout, &format!("layouts[{index}]")))
    }

    fn check_fields(&self) -> Result<(), TemplateError> {
        let mut seen = Set::new();
        for (index, field) in self.template.fields.iter().enumerate() {
            let path = |name: &str| format!("fields[{index}].{name}");
            if !is_word(&field.id) || !seen.insert(field.id.as_str()) {
                return Err(rule(path("id"), "must be 1 to 64 of a-z, 0-9 and `-`, and only once"));
            }
            if field.max == 0 || field.max > MAX_FIELD {
                return Err(rule(path("max"), format!("must be 1 to {MAX_FIELD}")));
            }
            if field.default.chars().count() > field.max {
                return Err(rule(path("default"), "is longer than `max`"));
            }
        }
        Ok(())
    }

    fn check_roles(&self) -> Result<(), TemplateError> {
        let mut above = Set::new();
        above.insert(GROUND);
        for (index, role) in self.template.roles.iter().enumerate() {
            let path = |name: &str| format!("roles[{index}].{name}");
            for on in &role.on {
                if !above.contains(on.as_str()) {
                    return Err(rule(
                        path("on"),
                        format!("names `{on}`, which is not `{GROUND}` or a role above"),
                    ));
                }
            }
            if !(1.0..=21.0).contains(&role.contrast) {
                return Err(rule(path("contrast"), "must be 1 to 21"));
            }
            if !is_word(&role.id) || !above.insert(&role.id) {
                return Err(rule(path("id"), "must be 1 to 64 of a-z, 0-9 and `-`, and only once"));
            }
        }
        Ok(())
    }

    fn check_palettes(&self) -> Result<(), TemplateError> {
        for (index, palette) in self.template.palettes.iter().enumerate() {
            let path = format!("palettes[{index}].colours");
            for role in &self.template.roles {
                if !palette.colours.contains_key(&role.id) {
                    return Err(rule(path, format!("has no `{}`", role.id)));
                }
            }
            if let Some(unknown) = palette.colours.keys().find(|colour| !self.has_role(colour)) {
                return Err(rule(format!("{path}.{unknown}"), "is not a role of the template"));
            }
        }
        Ok(())
    }

    fn check_pairings(&self) -> Result<(), TemplateError> {
        let Some(first) = self.template.pairings.first() else { return Ok(()) };
        for (index, pairing) in self.template.pairings.iter().enumerate() {
            let path = format!("pairings[{index}].faces");
            if !pairing.faces.keys().eq(first.faces.keys()) {
                return Err(rule(path, "must have the same faces as the first pairing"));
            }
            for (face, paired) in &pairing.faces {
                let path = format!("{path}.{face}");
                if !is_word(face) || !is_word(paired.font.as_str()) {
                    return Err(rule(path, "must be 1 to 64 of a-z, 0-9 and `-`, as its font"));
                }
                check_range(paired.scale, 0.2, 3.0, || format!("{path}.scale"))?;
                check_range(paired.down, -2.0, 2.0, || format!("{path}.down"))?;
            }
        }
        Ok(())
    }

    fn has_role(&self, id: &str) -> bool {
        self.template.roles.iter().any(|role| role.id == id)
    }

    fn check_layout(&self, layout: &TemplateLayout, path: &str) -> Result<(), TemplateError> {
        for (name, value) in [("width", layout.width), ("height", layout.height)] {
            check_measure(value, 1.0, || format!("{path}.{name}"))?;
        }
        check_range(layout.stretch, 1.0, 10.0, || format!("{path}.stretch"))?;
        let count = self.check_layers(&layout.layers, path, 0)?;
        if count == 0 || count > MAX_TEMPLATE_LAYERS {
            let rule_text = format!("must have 1 to {MAX_TEMPLATE_LAYERS} layers, copies counted");
            return Err(rule(format!("{path}.layers"), rule_text));
        }
        Ok(())
    }

    /// Checks layers and counts them with copies.
    fn check_layers(
        &self,
        layers: &[TemplateLayer],
        path: &str,
        depth: usize,
    ) -> Result<usize, TemplateError> {
        if depth > MAX_DEPTH {
            return Err(rule(path.to_owned(), format!("is nested deeper than {MAX_DEPTH} groups")));
        }
        let mut count = 0_usize;
        for (index, layer) in layers.iter().enumerate() {
            let path = format!("{path}.layers[{index}]");
            count = count.saturating_add(match layer {
                TemplateLayer::Text(text) => {
                    self.check_text(text, &format!("{path}.text")).map(|()| 1)?
                }
                TemplateLayer::Shape(shape) => {
                    self.check_shape(shape, &format!("{path}.shape")).map(|()| 1)?
                }
                TemplateLayer::Group(group) => {
                    self.check_group(group, &format!("{path}.group"), depth)?
                }
            });
        }
        Ok(count)
    }

    fn check_text(&self, text: &TemplateText, path: &str) -> Result<(), TemplateError> {
        self.check_role(&text.colour, || format!("{path}.colour"))?;
        check_place(text.x, text.y, path)?;
        check_measure(text.size, 0.5, || format!("{path}.size"))?;
        if let Some(width) = text.width {
            check_measure(width, 1.0, || format!("{path}.width"))?;
        }
        check_turn_and_opacity(text.rotation, text.opacity, path)?;
        for (name, value, low, high) in [
            ("line_height", text.line_height, 0.5, 4.0),
            ("letter_spacing", text.letter_spacing, -0.5, 2.0),
            ("room", text.room, 1.0, 20.0),
        ] {
            check_range(value, low, high, || format!("{path}.{name}"))?;
        }
        self.check_font(&text.font, || format!("{path}.font"))?;
        self.check_looks(text, path)?;
        match unknown_field(&text.content, self.template) {
            Some(field) => {
                let problem =
                    format!("names the field `{field}`, which the template does not have");
                Err(rule(format!("{path}.content"), problem))
            }
            None => Ok(()),
        }
    }

    fn check_font(&self, font: &FontId, path: impl Fn() -> String) -> Result<(), TemplateError> {
        if is_word(font.as_str()) {
            return Ok(());
        }
        Err(rule(path(), "must be 1 to 64 of a-z, 0-9 and `-`: a face, or a font's id"))
    }

    fn check_looks(&self, text: &TemplateText, path: &str) -> Result<(), TemplateError> {
        if let Some(fill) = &text.fill {
            self.check_fill(fill, &format!("{path}.fill"))?;
        }
        check_count(text.outlines.len(), MAX_OUTLINES, || format!("{path}.outlines"))?;
        for (index, outline) in text.outlines.iter().enumerate() {
            self.check_stroke(outline, &format!("{path}.outlines[{index}]"))?;
        }
        self.check_shadows(&text.shadows, path)?;
        let at = |name: &str| format!("{path}.path.{name}");
        match text.path {
            Some(TextPath::ArcUp { sweep } | TextPath::ArcDown { sweep }) => {
                check_range(sweep, 5.0, 350.0, || at("sweep"))?;
            }
            Some(TextPath::Circle { radius, .. }) => {
                check_measure(radius.mm(), 1.0, || at("radius"))?;
            }
            Some(TextPath::Wave { height, waves }) => {
                check_range(height, -4.0, 4.0, || at("height"))?;
                check_range(waves, 0.25, 8.0, || at("waves"))?;
            }
            None => {}
        }
        if let Some(warp) = text.warp {
            check_range(warp.amount, -1.0, 1.0, || format!("{path}.warp.amount"))?;
        }
        check_count(text.features.len(), MAX_FEATURES, || format!("{path}.features"))?;
        for (index, feature) in text.features.iter().enumerate() {
            let letters = feature.tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if feature.tag.len() != 4 || !letters || feature.value > 99 {
                let path = format!("{path}.features[{index}]");
                return Err(rule(path, "must be a tag of four letters with a value of 0 to 99"));
            }
        }
        Ok(())
    }

    fn check_fill(&self, fill: &TemplateFill, path: &str) -> Result<(), TemplateError> {
        let stops = fill.stops();
        if !(2..=MAX_FILL_STOPS).contains(&stops.len()) || !stops.is_sorted_by(|a, b| a.at <= b.at)
        {
            let text = format!("must have 2 to {MAX_FILL_STOPS} stops, ascending");
            return Err(rule(path.to_owned(), text));
        }
        if let TemplateFill::Linear { angle, .. } = fill {
            check_range(*angle, -360.0, 360.0, || format!("{path}.linear.angle"))?;
        }
        for (index, stop) in stops.iter().enumerate() {
            check_share(stop.at, || format!("{path}.stops[{index}].at"))?;
            self.check_role(&stop.colour, || format!("{path}.stops[{index}].colour"))?;
        }
        Ok(())
    }

    fn check_stroke(&self, stroke: &TemplateStroke, path: &str) -> Result<(), TemplateError> {
        self.check_role(&stroke.colour, || format!("{path}.colour"))?;
        check_measure(stroke.width, 0.05, || format!("{path}.width"))
    }

    fn check_shadows(&self, shadows: &[TemplateShadow], path: &str) -> Result<(), TemplateError> {
        check_count(shadows.len(), MAX_SHADOWS, || format!("{path}.shadows"))?;
        for (index, shadow) in shadows.iter().enumerate() {
            let path = format!("{path}.shadows[{index}]");
            self.check_role(&shadow.colour, || format!("{path}.colour"))?;
            for (name, value, low) in
                [("dx", shadow.dx, -100.0), ("dy", shadow.dy, -100.0), ("blur", shadow.blur, 0.0)]
            {
                let high = if name == "blur" { 20.0 } else { 100.0 };
                check_range(value, low, high, || format!("{path}.{name}"))?;
            }
            check_share(shadow.opacity, || format!("{path}.opacity"))?;
        }
        Ok(())
    }

    fn check_shape(&self, shape: &TemplateShape, path: &str) -> Result<(), TemplateError> {
        check_place(shape.x, shape.y, path)?;
        check_turn_and_opacity(shape.rotation, shape.opacity, path)?;
        for (name, value) in [("width", shape.width), ("height", shape.height)] {
            check_measure(value, 0.05, || format!("{path}.{name}"))?;
        }
        let kind = || format!("{path}.kind");
        match shape.kind {
            ShapeKind::RoundedRectangle { radius } => {
                check_range(radius.mm(), 0.0, MAX_MEASURE, kind)?
            }
            ShapeKind::Star { points, inner } => {
                check_range(f64::from(points), 3.0, 64.0, kind)?;
                check_range(inner, 0.05, 0.95, kind)?;
            }
            ShapeKind::Polygon { corners } => check_range(f64::from(corners), 3.0, 64.0, kind)?,
            ShapeKind::Rectangle | ShapeKind::Ellipse | ShapeKind::Line | ShapeKind::Heart => {}
        }
        if let Some(fill) = &shape.fill {
            self.check_role(fill, || format!("{path}.fill"))?;
        }
        if let Some(stroke) = &shape.stroke {
            self.check_stroke(stroke, &format!("{path}.stroke"))?;
        }
        if let Some(paint) = &shape.paint {
            self.check_fill(paint, &format!("{path}.paint"))?;
        }
        self.check_shadows(&shape.shadows, path)?;
        if shape.fill.is_none() && shape.paint.is_none() && shape.stroke.is_none() {
            return Err(rule(
                path.to_owned(),
                "has neither `fill` nor `paint` nor `stroke`, so nobody sees it",
            ));
        }
        Ok(())
    }

    fn check_group(
        &self,
        group: &TemplateGroup,
        path: &str,
        depth: usize,
    ) -> Result<usize, TemplateError> {
        check_place(group.x, group.y, path)?;
        check_turn_and_opacity(group.rotation, 1.0, path)?;
        if !(0.01..=100.0).contains(&group.scale) {
            return Err(rule(format!("{path}.scale"), "must be 0.01 to 100"));
        }
        let mut times = 1;
        if let Some(copies) = &group.copies {
            times = copies.count;
            if times == 0 || times > MAX_TEMPLATE_LAYERS {
                let range = format!("must be 1 to {MAX_TEMPLATE_LAYERS}");
                return Err(rule(format!("{path}.copies.count"), range));
            }
            check_place(copies.x, copies.y, &format!("{path}.copies"))?;
            check_turn_and_opacity(copies.turn, 1.0, &format!("{path}.copies"))?;
        }
        Ok(self.check_layers(&group.layers, path, depth + 1)?.saturating_mul(times))
    }

    fn check_role(&self, id: &str, path: impl Fn() -> String) -> Result<(), TemplateError> {
        if self.has_role(id) {
            return Ok(());
        }
        Err(rule(path(), format!("names `{id}`, which is not a role of the template")))
    }
}

fn check_range(
    value: f64,
    low: f64,
    high: f64,
    path: impl Fn() -> String,
) -> Result<(), TemplateError> {
    if (low..=high).contains(&value) {
        return Ok(());
    }
    Err(rule(path(), format!("must be {low} to {high}")))
}

fn check_count(count: usize, most: usize, path: impl Fn() -> String) -> Result<(), TemplateError> {
    if count <= most { Ok(()) } else { Err(rule(path(), format!("has {count}; at most {most}"))) }
}

fn check_measure(value: f64, low: f64, path: impl Fn() -> String) -> Result<(), TemplateError> {
    if (low..=MAX_MEASURE).contains(&value) {
        return Ok(());
    }
    Err(rule(path(), format!("must be {low} to {MAX_MEASURE}")))
}

fn check_place(x: f64, y: f64, path: &str) -> Result<(), TemplateError> {
    for (name, value) in [("x", x), ("y", y)] {
        if !(-MAX_MEASURE..=MAX_MEASURE).contains(&value) {
            let range = format!("must be -{MAX_MEASURE} to {MAX_MEASURE}");
            return Err(rule(format!("{path}.{name}"), range));
        }
    }
    Ok(())
}

fn check_turn_and_opacity(turn: f64, opacity: f64, path: &str) -> Result<(), TemplateError> {
    if !(-360.0..=360.0).contains(&turn) {
        return Err(rule(format!("{path}.rotation"), "must be -360 to 360 degrees"));
    }
    check_share(opacity, || format!("{path}.opacity"))
}

/// The first `{field}` of a text that the template does not have.
fn unknown_field<'t>(content: &'t str, template: &Template) -> Option<&'t str> {
    content
        .split('{')
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or(rest))
        .find(|id| template.fields.iter().all(|field| field.id != *id))
}
