//! The cart of the project's own page: designs with size and number of pieces, kept on the device. On a merchant's page
//! the cart is theirs and this one stays empty. Prices are the catalogue's; print files the press's.

use catalog::{Money, SizeId, TechniqueId};
use design::{DesignId, IdSource};
use json::{FromJson, ToJson};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds};
use crate::dom::effect;
use crate::words::{fill, shop_words};

/// The name that it is kept under.
const NAME: &str = "cart";
/// The name that a cart is set aside under that cannot be read.
const UNREAD: &str = "cart-unread";
/// Most lines that a cart holds.
const MOST_LINES: usize = 200;

/// A line of the cart. The design is the stored one, so what is changed in it is changed here.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub(crate) struct Line {
    /// Tells it from other lines.
    pub id: u64,
    /// What is printed.
    pub design: DesignId,
    /// The design's name at the time; shown where the design is gone.
    pub name: String,
    /// In which size.
    pub size: SizeId,
    /// How many pieces.
    pub quantity: u32,
    /// How it is printed; the product's usual technique where nothing is said.
    #[json(optional)]
    pub technique: Option<TechniqueId>,
    /// The price of all pieces where inks were counted: it holds for this number of pieces only.
    #[json(optional)]
    pub inked: Option<Money>,
}

#[derive(ToJson, FromJson)]
struct Kept {
    lines: Vec<Line>,
}

/// The cart, as this tab knows it.
#[derive(Clone, Copy)]
pub(crate) struct Cart {
    atelier: Atelier,
    /// Its lines, oldest first; `None` until they are read.
    pub lines: RwSignal<Option<Vec<Line>>>,
    /// Whether an unreadable cart was set aside.
    pub was_unread: RwSignal<bool>,
}

impl Cart {
    /// A cart whose lines are yet to be read.
    pub(crate) fn new(atelier: Atelier) -> Self {
        Self { atelier, lines: RwSignal::new(None), was_unread: RwSignal::new(false) }
    }

    /// A cart that reads its lines as soon as storage is open.
    pub(crate) fn open(atelier: Atelier) -> Self {
        let cart = Self::new(atelier);
        effect(move || {
            if atelier.storage.with(Option::is_some) {
                spawn_local(cart.read());
            }
        });
        cart
    }

    /// Reads the lines. What cannot be read is set aside, and the cart begins anew.
    pub(crate) async fn read(self) {
        let Some(storage) = self.atelier.storage.get_untracked() else { return };
        let kept = storage.pref(NAME).await.ok().flatten();
        let lines = match kept.as_deref().map(read_lines) {
            None => Vec::new(),
            Some(Ok(lines)) => lines,
            Some(Err(())) => {
                let text = kept.unwrap_or_default();
                // Where it cannot be set aside it is left as it was, and not written over.
                if storage.put_pref(UNREAD, &text).await.is_ok() {
                    let _ = storage.remove_pref(NAME).await;
                }
                let _ = self.was_unread.try_set(true);
                Vec::new()
            }
        };
        // The page may have been left since.
        let _ = self.lines.try_set(Some(lines));
    }

    /// Adds a line to what is kept. The same design in the same size and technique is one line, unless inks were counted.
    ///
    /// # Errors
    /// A sentence for the shopper.
    pub(crate) async fn add(
        self,
        design: &design::Design,
        (size, quantity): (SizeId, u32),
        (technique, inked): (Option<TechniqueId>, Option<Money>),
    ) -> Result<(), String> {
        self.read().await;
        let mut lines = self.lines.try_get_untracked().flatten().unwrap_or_default();
        let alike = |line: &&mut Line| {
            line.design == design.id
                && line.size == size
                && line.technique == technique
                && line.inked.is_none()
                && inked.is_none()
        };
        match lines.iter_mut().find(alike) {
            Some(line) => line.quantity = (line.quantity + quantity).min(catalog::MOST_PIECES),
            None => {
                let (id, name) = (RandomIds.next(), design.head.name.clone());
                lines.push(Line { id, design: design.id, name, size, quantity, technique, inked });
                let surplus = lines.len().saturating_sub(MOST_LINES);
                lines.drain(..surplus);
            }
        }
        self.keep(lines).await
    }

    /// Changes the lines and keeps them.
    pub(crate) fn change(self, change: impl FnOnce(&mut Vec<Line>)) {
        let mut lines = self.lines.get_untracked().unwrap_or_default();
        change(&mut lines);
        spawn_local(async move {
            if let Err(problem) = self.keep(lines).await {
                self.atelier.toast(&problem, None);
            }
        });
    }

    async fn keep(self, lines: Vec<Line>) -> Result<(), String> {
        let text = json::write_text(&Kept { lines: lines.clone() });
        let _ = self.lines.try_set(Some(lines));
        let failed = |reason: &str| fill(shop_words().not_kept, &[reason]);
        let storage = self.atelier.storage.get_untracked();
        let storage = storage.ok_or_else(|| failed(crate::words::words().loading))?;
        storage.put_pref(NAME, &text).await.map_err(|error| failed(&error.to_string()))
    }
}

fn read_lines(text: &str) -> Result<Vec<Line>, ()> {
    let kept: Kept = json::read(text.as_bytes()).map_err(|_| ())?;
    let sold = |line: &Line| (1..=catalog::MOST_PIECES).contains(&line.quantity);
    let lines: Vec<_> = kept.lines.into_iter().filter(sold).collect();
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_and_impossible_ones_are_left_out() {
        let line = |quantity| Line {
            id: 7,
            design: DesignId(9),
            name: "For Mum".into(),
            size: "m".parse().unwrap(),
            quantity,
            technique: TechniqueId::new("dtf").ok(),
            inked: Some(Money::minor(1990)),
        };
        let kept = json::write_text(&Kept { lines: vec![line(2), line(0), line(20_000)] });
        assert_eq!(read_lines(&kept), Ok(vec![line(2)]));
        assert_eq!(read_lines("{\"lines\":[{\"id\":1}]}"), Err(()));
    }
}
