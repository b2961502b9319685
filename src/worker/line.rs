//! The worker's end of the line to the app: hears requests, says replies. What jobs mean is the binaries'.

use std::future::Future;
use std::rc::Rc;

use jobs::{JobError, Reply, Request, Response};
use js_sys::{Array, Uint8Array};
use json::FromJson;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What came of a job: a reply and the byte buffers that follow it.
pub(crate) type Outcome = Result<(Reply, Vec<Vec<u8>>), JobError>;

/// Says something about a running job.
#[derive(Clone, Copy)]
pub(crate) struct Speaker {
    id: u32,
}

impl Speaker {
    /// How far the job is, 0 to 1.
    #[allow(dead_code, reason = "only press and reader have jobs that take long")]
    pub(crate) fn progress(self, done: f32) {
        say(self.id, Reply::Progress { done }, Vec::new());
    }
}

/// Takes jobs for ever. Each is answered exactly once, in whatever order they are done.
pub(crate) fn listen<J, F>(work: impl Fn(J, Vec<Uint8Array>, Speaker) -> F + 'static)
where
    J: FromJson + 'static,
    F: Future<Output = Outcome> + 'static,
{
    let work = Rc::new(work);
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let work = work.clone();
        spawn_local(async move {
            let (id, outcome) = match read::<J>(&event.data()) {
                Ok((Request { id, job }, buffers)) => {
                    (id, work(job, buffers, Speaker { id }).await)
                }
                Err((id, error)) => (id, Err(error)),
            };
            let (reply, buffers) =
                outcome.unwrap_or_else(|error| (Reply::Failed { error }, Vec::new()));
            say(id, reply, buffers);
        });
    });
    scope().set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // The worker hears as long as it lives.
    hear.forget();
    say(0, Reply::Ready, Vec::new());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn read<J: FromJson>(data: &JsValue) -> Result<(Request<J>, Vec<Uint8Array>), (u32, JobError)> {
    #[derive(FromJson)]
    struct Numbered {
        id: u32,
    }
    let message: Array = data.clone().unchecked_into();
    let json = message.get(0).as_string().unwrap_or_default();
    let request = json::read(json.as_bytes()).map_err(|error| {
        let id = json::read::<Numbered>(json.as_bytes()).map_or(0, |numbered| numbered.id);
        (id, JobError::Protocol { reason: error.to_string() })
    })?;
    Ok((request, message.iter().skip(1).filter_map(|part| part.dyn_into().ok()).collect()))
}

fn say(id: u32, reply: Reply, buffers: Vec<Vec<u8>>) {
    // Plain data always serialises.
    let json = json::write_text(&Response { id, reply });
    let (message, transfer) = (Array::of1(&json.into()), Array::new());
    for buffer in buffers {
        let array = Uint8Array::from(&buffer[..]);
        transfer.push(&array.buffer());
        message.push(&array);
    }
    // Fails only for what cannot be cloned; a message is text and buffers.
    let _ = scope().post_message_with_transfer(&message, &transfer);
}
