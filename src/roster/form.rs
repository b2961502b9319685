//! What a design has to fill in, and the design filled in with a row's words. How words look is not known here.
//!
//! A text is filled in where it has `{name}` in it, or where it says which field of a template it shows. Any other text can
//! be filled in too, but only if a column is given to it. Parts of a template are filled in by the template itself, as the
//! editor's form does it, so that a row's design is the one that a shopper would have made by hand.

use std::sync::Arc;

use catalog::Product;
use design::{Content, Design, Filling, Layer, LayerId, Template, Text};
use geom::order;
use geom::{Rgb, Table};

use crate::Meaning;
use crate::vocabulary::key;

/// Longest name of a placeholder.
const LONGEST_PLACEHOLDER: usize = 40;

/// How a field is bound to texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A field of the design's template, or of a shopper's own.
    Template,
    /// `{name}` in a text.
    Placeholder,
    /// A text that is nobody's field: filled in only where it is asked for.
    Free,
}

/// A thing to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its id: what is mapped.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// How it is bound.
    pub kind: FieldKind,
    /// What the design says now.
    pub sample: String,
    /// Most characters, where the template states it.
    pub max: Option<usize>,
    /// The layers that show it, bottom first.
    pub layers: Vec<LayerId>,
    /// What it is about, as far as its name or its sample tell.
    pub meaning: Option<Meaning>,
}

/// What a design has to fill in.
#[derive(Clone, Debug)]
pub struct Form {
    design: Design,
    /// The template, what its parts are filled in with now, and what they lie on.
    template: Option<(Arc<Template>, Filling, Rgb)>,
    product: Product,
    /// In the order in which they are shown: as the template has them, then from the bottom layer up.
    fields: Vec<Field>,
}

impl Form {
    /// The fields of a design. `template` is the one that the design names, where it is at hand; without it a text that
    /// shows a template's field is replaced as a whole.
    pub fn new(design: &Design, product: &Product, template: Option<Arc<Template>>) -> Self {
        let colour = product.colour(&design.head.colour).or(product.colours.first());
        let ground = colour.map_or(Rgb::WHITE, |colour| colour.parts.body);
        let layers: Vec<Arc<Layer>> = design.layers.values().cloned().collect();
        let named = template.filter(|template| Some(&template.id) == design.head.template.as_ref());
        let template = named.map(|template| {
            let filling = template.filling_of(&layers, product, ground, &Table::new());
            (template, filling, ground)
        });
        let mut form =
            Self { design: design.clone(), template, product: product.clone(), fields: Vec::new() };
        form.fields = form.found();
        form
    }

    /// The fields.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field of an id, or else of a label, however that is written.
    pub fn field(&self, asked: &str) -> Option<&Field> {
        let by = |name: fn(&Field) -> &str| {
            self.fields.iter().find(move |field| key(name(field)) == key(asked))
        };
        let exact = self.fields.iter().find(|field| field.id == asked);
        exact.or_else(|| by(|field| &field.id)).or_else(|| by(|field| &field.label))
    }

    /// The design that is filled in.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The product that it is on.
    pub fn product(&self) -> &Product {
        &self.product
    }

    /// Whether a text is a part that the template fills in.
    fn is_part(&self, layer: &Layer) -> bool {
        self.template.is_some() && layer.part.is_some()
    }

    /// The layers of all sides, side by side as the product has them, each from the bottom.
    fn texts(&self) -> Vec<(&Layer, &Text)> {
        let sides = self.product.sides.iter();
        let stacks = sides.flat_map(|side| self.design.stack(&side.id));
        stacks
            .filter(|layer| !layer.hidden)
            .filter_map(|layer| Some((layer.as_ref(), text_of(layer)?)))
            .collect()
    }

    fn found(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        let texts = self.texts();
        if let Some((template, filling, _)) = &self.template {
            for meant in &template.fields {
                let shows = |(layer, text): &&(&Layer, &Text)| {
                    self.is_part(layer) && self.shows(layer, text, &meant.id)
                };
                let layers: Vec<LayerId> =
                    texts.iter().filter(shows).map(|(layer, _)| layer.id).collect();
                if layers.is_empty() {
                    continue;
                }
                let sample = filling.words.get(&meant.id).unwrap_or(&meant.default).clone();
                let meaning = Meaning::of(&meant.id).or_else(|| Meaning::of(&meant.label));
                fields.push(Field {
                    id: meant.id.clone(),
                    label: meant.label.clone(),
                    kind: FieldKind::Template,
                    sample,
                    max: Some(meant.max),
                    layers,
                    meaning,
                });
            }
        }
        for (layer, text) in texts {
            if self.is_part(layer) && (text.field.is_some() || layer.keep.content) {
                continue;
            }
            let named = placeholders(&text.content);
            if named.is_empty() {
                let id = match &text.field {
                    Some(id) => id.clone(),
                    None => free_id(&fields, layer, text),
                };
                let kind = if text.field.is_some() { FieldKind::Template } else { FieldKind::Free };
                add(&mut fields, layer.id, id, kind, text);
            }
            for id in named {
                add(&mut fields, layer.id, id, FieldKind::Placeholder, text);
            }
        }
        fields
    }

    /// Whether a part of the template changes with a field.
    fn shows(&self, layer: &Layer, text: &Text, id: &str) -> bool {
        if text.field.as_deref() == Some(id) {
            return true;
        }
        // A text of several fields names only the first: it is tried out.
        let Some((template, filling, ground)) = &self.template else { return false };
        let mut other = filling.clone();
        let word = filling.words.get(id).map_or("", String::as_str);
        other.words.insert(id.to_owned(), format!("{word}x"));
        let layers = [Arc::new(layer.clone())];
        !template.refilled(&layers, &self.product, *ground, filling, &other).is_empty()
    }

    /// The design filled in with words by field. Fields that are not named stay as they are.
    pub fn filled(&self, words: &Table<String, String>) -> Design {
        let mut design = self.design.clone();
        if let Some((template, before, ground)) = &self.template {
            let mut after = before.clone();
            for (id, word) in words {
                if template.fields.iter().any(|field| field.id == *id) {
                    after.words.insert(id.clone(), word.clone());
                }
            }
            let parts: Vec<Arc<Layer>> =
                design.layers.values().filter(|layer| layer.part.is_some()).cloned().collect();
            for layer in template.refilled(&parts, &self.product, *ground, before, &after) {
                design.layers.insert(layer.id, Arc::new(layer));
            }
        }
        for field in self.fields.iter().filter(|field| field.kind != FieldKind::Placeholder) {
            let Some(word) = words.get(&field.id) else { continue };
            self.rewrite(&mut design, field, &|_| word.clone());
        }
        for field in self.fields.iter().filter(|field| field.kind == FieldKind::Placeholder) {
            // All of a text's placeholders at once, from the text as it was: a word that looks like a placeholder stays a
            // word.
            self.rewrite(&mut design, field, &|content| with_words(content, words));
        }
        design
    }

    /// Puts words into the layers of a field, but for parts that the template has filled in. They are made from what the
    /// design says before anything is filled in.
    fn rewrite(&self, design: &mut Design, field: &Field, made: &dyn Fn(&str) -> String) {
        for id in &field.layers {
            let (Some(before), Some(layer)) =
                (self.design.layers.get(id), design.layers.get_mut(id))
            else {
                continue;
            };
            if self.is_part(before) && field.kind == FieldKind::Template {
                continue;
            }
            let Some(content) = text_of(before).map(|text| made(&text.content)) else { continue };
            if let Content::Text(text) = &mut Arc::make_mut(layer).content
                && text.content != content
            {
                text.rewrite(content);
            }
        }
    }
}

/// The text of a layer, if it is one.
pub(crate) fn text_of(layer: &Layer) -> Option<&Text> {
    match &layer.content {
        Content::Text(text) => Some(text),
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}

/// Adds a field, or a layer to the field that is there.
fn add(fields: &mut Vec<Field>, layer: LayerId, id: String, kind: FieldKind, text: &Text) {
    if let Some(known) = fields.iter_mut().find(|field| field.id == id) {
        if !known.layers.contains(&layer) {
            known.layers.push(layer);
        }
        return;
    }
    let max = text.limits.and_then(|limits| limits.characters).map(usize::from);
    let is_number = |text: &str| {
        !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit() || letter == '#')
    };
    let by_sample = (kind != FieldKind::Placeholder && is_number(text.content.trim()))
        .then_some(Meaning::Number);
    fields.push(Field {
        label: id.clone(),
        meaning: Meaning::of(&id).or(by_sample),
        sample: if kind == FieldKind::Placeholder {
            format!("{{{id}}}")
        } else {
            text.content.clone()
        },
        // A placeholder is only a part of what the limit counts.
        max: if kind == FieldKind::Placeholder { None } else { max },
        layers: vec![layer],
        id,
        kind,
    });
}

/// A name for a text that is nobody's field: the layer's, or its first words. Unlike all others.
fn free_id(fields: &[Field], layer: &Layer, text: &Text) -> String {
    /// Characters of a text that name it.
    const SHOWN: usize = 24;
    let line: String = text.content.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = if layer.name.is_empty() { &line } else { &layer.name };
    let name: String = named.chars().take(SHOWN).collect();
    let name = if name.is_empty() { "Text".to_owned() } else { name };
    let is_free = |id: &String| !fields.iter().any(|field| field.id == *id);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    [name.clone()].into_iter().chain(numbered).find(is_free).unwrap_or(name)
}

/// The names of the `{name}`s of a text, each once.
fn placeholders(content: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in content.split('{').skip(1) {
        let Some((name, _)) = piece.split_once('}') else { continue };
        let name = name.trim();
        let is_name =
            !name.is_empty() && name.chars().count() <= LONGEST_PLACEHOLDER && !name.contains('\n');
        if is_name && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// A text with its placeholders filled in, those of no word as they are.
fn with_words(content: &str, words: &Table<String, String>) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let named = after[1..].split_once('}');
        match named.and_then(|(name, behind)| Some((words.get(name.trim())?, behind))) {
            Some((word, behind)) => {
                out.push_str(word);
                rest = behind;
            }
            None => {
                out.push('{');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Fields in the order in which people read them, for messages.
pub(crate) fn listed(form: &Form) -> String {
    let mut names: Vec<&str> = form.fields().iter().map(|field| field.id.as_str()).collect();
    order::sort(&mut names);
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
