//! Who may ask the studio for a product picture: a few at once, in the order in which they came. A stage that asks for something
//! meanwhile does not wait for a whole shelf. What is asked is not known here.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;

/// Pictures that are asked for at once.
const AT_ONCE: u32 = 3;

/// The line of those who wait.
#[derive(Clone, Default)]
pub(super) struct Turns(Rc<RefCell<Line>>);

#[derive(Default)]
struct Line {
    taken: u32,
    waiting: VecDeque<oneshot::Sender<Turn>>,
}

/// Leave to ask; the next in line has it when this is dropped.
pub(crate) struct Turn(Turns);

impl Turns {
    /// Waits for a turn. `None` never comes while this line is there.
    pub(super) async fn take(&self) -> Option<Turn> {
        let wait = {
            let mut line = self.0.borrow_mut();
            if line.taken < AT_ONCE {
                line.taken += 1;
                return Some(Turn(self.clone()));
            }
            let (give, wait) = oneshot::channel();
            line.waiting.push_back(give);
            wait
        };
        wait.await.ok()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Turns(line) = &self.0;
        let next = line.borrow_mut().waiting.pop_front();
        match next {
            // Who does not wait any more gives it on: it is dropped right here then.
            Some(next) => drop(next.send(Self(self.0.clone()))),
            None => line.borrow_mut().taken -= 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use js_sys::Promise;
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    async fn others_run() {
        for _ in 0..4 {
            JsFuture::from(Promise::resolve(&JsValue::NULL)).await.unwrap();
        }
    }

    #[wasm_bindgen_test]
    async fn some_ask_at_once_and_the_others_when_a_turn_is_given_back() {
        let turns = Turns::default();
        let mut held = Vec::new();
        for _ in 0..AT_ONCE {
            held.push(turns.take().await.unwrap());
        }
        let served = Rc::new(Cell::new(0));
        for _ in 0..2 {
            let (turns, served) = (turns.clone(), served.clone());
            spawn_local(async move {
                let turn = turns.take().await;
                served.set(served.get() + 1);
                // Kept for good.
                std::mem::forget(turn);
            });
        }
        others_run().await;
        assert_eq!(served.get(), 0);
        held.pop();
        others_run().await;
        assert_eq!(served.get(), 1);
        held.pop();
        others_run().await;
        assert_eq!(served.get(), 2);
    }

    #[wasm_bindgen_test]
    async fn a_turn_goes_past_those_who_left() {
        let turns = Turns::default();
        let mut held = Vec::new();
        for _ in 0..AT_ONCE {
            held.push(turns.take().await.unwrap());
        }
        let (give, left) = oneshot::channel();
        turns.0.borrow_mut().waiting.push_back(give);
        drop(left);
        held.clear();
        assert_eq!(turns.0.borrow().taken, 0);
        assert!(turns.0.borrow().waiting.is_empty());
    }
}
