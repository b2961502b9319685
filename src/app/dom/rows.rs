//! Lists whose rows keep their elements while their keys stay.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

use super::built::client_only;
use super::value::live;

/// A row that may have to be made: its key, and what makes it.
pub(crate) type NewRow = (String, Box<dyn FnOnce() -> AnyView>);

/// A list. `ask` gives its rows whenever a signal in it changes; a row whose key was there before is not made again.
pub(crate) fn rows(ask: Box<dyn Fn() -> Vec<NewRow> + Send>) -> AnyView {
    // What a row makes lives as long as the row; what the asking makes, until it is asked again.
    let owner = Owner::current().unwrap_or_default();
    live(Box::new(move || {
        Rows(SendWrapper::new(Wanted { owner: owner.clone(), rows: ask() })).into_any()
    }))
}

struct Wanted {
    owner: Owner,
    rows: Vec<NewRow>,
}

struct Rows(SendWrapper<Wanted>);

struct Row {
    key: String,
    view: AnyViewState,
    /// Ends what the row made when the row goes; after its view.
    _owner: Owner,
}

/// The rows that are there, and the node behind them.
struct Shown {
    rows: Vec<Row>,
    end: Node,
}

impl Wanted {
    /// The wanted rows, each with the place that it had in `before`.
    fn made(self, before: Vec<Row>) -> (Vec<(Row, Option<usize>)>, Vec<Row>) {
        let mut before: Vec<Option<Row>> = before.into_iter().map(Some).collect();
        let mut next = 0;
        let rows = self.rows.into_iter().map(|(key, make)| {
            let is_it = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.key == key);
            // Most rows stay where they are: looked for first behind the one that was found last.
            let behind = before[next..].iter().position(is_it).map(|at| at + next);
            if let Some(at) = behind.or_else(|| before[..next].iter().position(is_it))
                && let Some(row) = before[at].take()
            {
                next = at + 1;
                return (row, Some(at));
            }
            let owner = self.owner.child();
            let view = owner.with(|| make().build());
            (Row { key, view, _owner: owner }, None)
        });
        let rows = rows.collect();
        (rows, before.into_iter().flatten().collect())
    }
}

impl Render for Rows {
    type State = Shown;

    fn build(self) -> Shown {
        let (rows, _) = self.0.take().made(Vec::new());
        let end = document().create_comment("").into();
        Shown { rows: rows.into_iter().map(|(row, _)| row).collect(), end }
    }

    fn rebuild(self, state: &mut Shown) {
        let (rows, gone) = self.0.take().made(std::mem::take(&mut state.rows));
        for mut row in gone {
            row.view.unmount();
        }
        let parent = state.end.parent_element();
        let mut lowest = usize::MAX;
        // From the last to the first: a row that was before those behind it stays where it is.
        let mut placed: Vec<Row> = Vec::with_capacity(rows.len());
        for (mut row, was_at) in rows.into_iter().rev() {
            if let Some(at) = was_at.filter(|at| *at < lowest) {
                lowest = at;
            } else {
                let behind = placed.last();
                let inserted =
                    behind.is_some_and(|behind| behind.view.insert_before_this(&mut row.view));
                if let (false, Some(parent)) = (inserted, &parent) {
                    row.view.mount(parent, Some(&state.end));
                }
            }
            placed.push(row);
        }
        placed.reverse();
        state.rows = placed;
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        for row in &mut self.rows {
            row.view.unmount();
        }
        if let Some(parent) = self.end.parent_node() {
            // Fails only where it is no child, and it is one.
            let _ = parent.remove_child(&self.end);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for row in &mut self.rows {
            row.view.mount(parent, marker);
        }
        // Fails only where the marker has left the parent; then nothing is to be shown there either.
        let _ = parent.insert_before(&self.end, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        if self.rows.iter().any(|row| row.view.insert_before_this(child)) {
            return true;
        }
        let parent = self.end.parent_element();
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.end));
            true
        })
    }

    fn elements(&self) -> Vec<Element> {
        self.rows.iter().flat_map(|row| row.view.elements()).collect()
    }
}

client_only!(Rows, Shown);
