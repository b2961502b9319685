//! Text from this tab to every other one of the same origin, in order. What the text means is the editor's.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel between tabs; without effect where the browser has none.
pub(crate) struct Tabs {
    open: Option<Open>,
}

struct Open {
    channel: BroadcastChannel,
    /// Lives as long as the channel calls it.
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Tabs {
    /// Joins the channel of this name. Messages of this tab do not come back to it.
    pub(crate) fn open(channel: &str, on_message: impl Fn(String) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(channel) else { return Self { open: None } };
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Anything but text is not from Atelier.
            if let Some(text) = event.data().as_string() {
                on_message(text);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Self { open: Some(Open { channel, _listener: listener }) }
    }

    /// Sends a text to all other tabs.
    pub(crate) fn send(&self, message: &str) {
        if let Some(Open { channel, .. }) = &self.open {
            // Text can always be sent; a closed channel reaches nobody, as it should.
            let _ = channel.post_message(&message.into());
        }
    }

    /// Whether other tabs can be heard at all.
    #[cfg_attr(not(test), expect(dead_code, reason = "for tests"))]
    pub(crate) fn connected(&self) -> bool {
        self.open.is_some()
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(Open { channel, .. }) = &self.open {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
