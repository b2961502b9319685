//! The line to a worker: sends jobs, hands out replies, starts the worker again when it died. What the jobs mean is `jobs`'.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;
use geom::Table;
use jobs::{JobError, Reply, Request, Response};
use js_sys::{Array, Uint8Array};
use json::ToJson;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// A reply with its byte buffers, or why there is none.
pub(crate) type Answer = Result<(Reply, Vec<Uint8Array>), JobError>;

struct Waiting {
    answer: oneshot::Sender<Answer>,
    progress: Option<Box<dyn Fn(f32)>>,
}

/// A worker that is started at its first job and again after it died.
pub(crate) struct Link {
    script: String,
    running: RefCell<Option<Running>>,
    waiting: Rc<RefCell<Table<u32, Waiting>>>,
    next_id: Cell<u32>,
    started: Box<dyn Fn(&Link)>,
}

struct Running {
    worker: Worker,
    blob_url: String,
    alive: Rc<Cell<bool>>,
    ready: Rc<RefCell<Ready>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(web_sys::Event)>,
}

/// Messages wait here until the worker said that it listens.
#[derive(Default)]
struct Ready {
    listening: bool,
    queue: Vec<(Array, Array)>,
}

impl Link {
    /// A line to the worker whose module lies at the absolute URL `script`. `started` runs at every start, before any
    /// other job, and may send the jobs that a fresh worker needs.
    pub(crate) fn new(script: String, started: impl Fn(&Self) + 'static) -> Self {
        Self {
            script,
            running: RefCell::default(),
            waiting: Rc::default(),
            next_id: Cell::new(1),
            started: Box::new(started),
        }
    }

    /// Sends a job and waits for its answer.
    ///
    /// # Errors
    /// What the worker says, or [`JobError::WorkerGone`] when it died or was ended.
    pub(crate) async fn ask(&self, job: &dyn ToJson, buffers: &[Uint8Array]) -> Answer {
        self.ask_with_progress(job, buffers, None).await
    }

    /// Sends a job; `progress` hears how far it is, 0 to 1.
    ///
    /// # Errors
    /// As [`Link::ask`].
    pub(crate) async fn ask_with_progress(
        &self,
        job: &dyn ToJson,
        buffers: &[Uint8Array],
        progress: Option<Box<dyn Fn(f32)>>,
    ) -> Answer {
        let answer = self.send(job, buffers, progress)?;
        answer.await.unwrap_or(Err(JobError::WorkerGone))
    }

    /// Sends a job whose answer nobody waits for.
    pub(crate) fn tell(&self, job: &dyn ToJson) {
        // What goes wrong shows at the jobs that follow and that somebody waits for.
        let _ = self.send(job, &[], None);
    }

    /// Ends the worker; whoever waits for it hears [`JobError::WorkerGone`].
    pub(crate) fn end(&self) {
        if let Some(running) = self.running.borrow_mut().take() {
            running.stop();
        }
        fail_all(&self.waiting);
    }

    fn send(
        &self,
        job: &dyn ToJson,
        buffers: &[Uint8Array],
        progress: Option<Box<dyn Fn(f32)>>,
    ) -> Result<oneshot::Receiver<Answer>, JobError> {
        self.start_if_needed()?;
        let id = self.next_id.replace(self.next_id.get().wrapping_add(1).max(1));
        let (sender, receiver) = oneshot::channel();
        let message = pack(&Request { id, job }, buffers);
        self.waiting.borrow_mut().insert(id, Waiting { answer: sender, progress });
        if let Some(running) = &*self.running.borrow() {
            running.post(message);
        }
        Ok(receiver)
    }

    fn start_if_needed(&self) -> Result<(), JobError> {
        let dead = self.running.borrow().as_ref().is_none_or(|running| !running.alive.get());
        if !dead {
            return Ok(());
        }
        if let Some(running) = self.running.borrow_mut().take() {
            running.stop();
        }
        let running = Running::start(&self.script, self.waiting.clone())
            .map_err(|error| JobError::Protocol { reason: format!("{error:?}") })?;
        *self.running.borrow_mut() = Some(running);
        (self.started)(self);
        Ok(())
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.end();
    }
}

impl Running {
    /// A worker of another origin (a merchant's page) cannot be started by URL, but a blob that imports it can.
    fn start(script: &str, waiting: Rc<RefCell<Table<u32, Waiting>>>) -> Result<Self, JsValue> {
        let source = format!("import init from {};init();", js_string(script));
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&source.into()), &kind)?;
        let blob_url = Url::create_object_url_with_blob(&blob)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&blob_url, &options)?;
        let (alive, ready) = (Rc::new(Cell::new(true)), Rc::new(RefCell::new(Ready::default())));

        let on_message = {
            let (worker, ready, waiting) = (worker.clone(), ready.clone(), waiting.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                receive(&event, &worker, &ready, &waiting);
            })
        };
        let on_error = {
            let (alive, waiting) = (alive.clone(), waiting);
            Closure::<dyn Fn(web_sys::Event)>::new(move |_| {
                alive.set(false);
                fail_all(&waiting);
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, blob_url, alive, ready, _on_message: on_message, _on_error: on_error })
    }

    fn post(&self, (message, transfer): (Array, Array)) {
        let mut ready = self.ready.borrow_mut();
        if ready.listening {
            post(&self.worker, &message, &transfer);
        } else {
            ready.queue.push((message, transfer));
        }
    }

    fn stop(&self) {
        self.alive.set(false);
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // Nothing is left to do where the URL was released already.
        let _ = Url::revoke_object_url(&self.blob_url);
    }
}

fn post(worker: &Worker, message: &Array, transfer: &Array) {
    // Fails only for what cannot be cloned; a message is text and buffers.
    let _ = worker.post_message_with_transfer(message, transfer);
}

fn receive(
    event: &MessageEvent,
    worker: &Worker,
    ready: &RefCell<Ready>,
    waiting: &RefCell<Table<u32, Waiting>>,
) {
    let Some((response, buffers)) = unpack(&event.data()) else { return };
    match response.reply {
        Reply::Ready => {
            let queue = {
                let mut ready = ready.borrow_mut();
                ready.listening = true;
                std::mem::take(&mut ready.queue)
            };
            queue.iter().for_each(|(message, transfer)| post(worker, message, transfer));
        }
        Reply::Progress { done } => {
            if let Some(progress) =
                waiting.borrow().get(&response.id).and_then(|waiting| waiting.progress.as_ref())
            {
                progress(done);
            }
        }
        reply => {
            let Some(waiting) = waiting.borrow_mut().remove(&response.id) else { return };
            let answer = match reply {
                Reply::Failed { error } => Err(error),
                reply => Ok((reply, buffers)),
            };
            // The asker may have gone away; then nobody needs the answer.
            let _ = waiting.answer.send(answer);
        }
    }
}

fn fail_all(waiting: &RefCell<Table<u32, Waiting>>) {
    for (_, waiting) in std::mem::take(&mut *waiting.borrow_mut()) {
        let _ = waiting.answer.send(Err(JobError::WorkerGone));
    }
}

fn pack(request: &Request<&dyn ToJson>, buffers: &[Uint8Array]) -> (Array, Array) {
    let json = json::write_text(request);
    let (message, transfer) = (Array::of1(&json.into()), Array::new());
    for buffer in buffers {
        message.push(buffer);
        transfer.push(&buffer.buffer());
    }
    (message, transfer)
}

fn unpack(data: &JsValue) -> Option<(Response, Vec<Uint8Array>)> {
    let message: &Array = data.dyn_ref()?;
    let response = json::read(message.get(0).as_string()?.as_bytes()).ok()?;
    let buffers = message.iter().skip(1).filter_map(|part| part.dyn_into().ok()).collect();
    Some((response, buffers))
}

fn js_string(text: &str) -> String {
    json::write_text(text)
}
