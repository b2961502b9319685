//! A long session: what a random one of 10,000 commands keeps in memory, and how long undo takes at 1,000 objects. It
//! measures and prints; the limits that it prints beside are the editor's own.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use design::{LayerId, ShapeKind};
use editor::testing::TestEditor;
use editor::{
    AlignEdge, AlignTo, Axis, Command, MAX_STEP_BYTES, MAX_STEPS, OrderTo, Select, ShapeStyle,
    Target, TextStyle, copied, pasted,
};

/// Commands of the random session.
const COMMANDS: usize = 10_000;
/// Objects of the design in which steps are undone.
const OBJECTS: usize = 1_000;
/// Each step is undone so often; what the machine does beside it is left out that way.
const ROUNDS: usize = 5;
/// The random session's own number: the same commands every time.
const SEED: u64 = 20_261_122;

/// Counts what is in use.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator is unsafe by its trait; this one hands on and counts")]
// SAFETY: every call is handed on as it is to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        IN_USE.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the block came from `alloc` above with this layout.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// xorshift64*: enough to choose commands.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    fn mm(&mut self) -> f64 {
        self.roll(400) as f64 - 200.0
    }
}

fn main() {
    session();
    undo();
}

fn session() {
    let mut dice = Dice(SEED);
    let before = IN_USE.load(Ordering::Relaxed);
    let mut editor = TestEditor::new();
    println!("A random session of {COMMANDS} commands (undo, redo and refusals among them):");
    println!("{:>10} {:>8} {:>8} {:>12}", "commands", "layers", "steps", "memory");
    for count in 1..=COMMANDS {
        let command = command(&mut editor, &mut dice);
        // A refusal is a part of a random session.
        let _ = editor.try_run(command);
        // What autosave would take away at once.
        editor.session.take_journal();
        if count % (COMMANDS / 5) == 0 {
            let used = IN_USE.load(Ordering::Relaxed) - before;
            let (layers, steps) =
                (editor.session.design().layers.len(), editor.session.history().len());
            println!("{count:>10} {layers:>8} {steps:>8} {:>9.2} MB", used as f64 / 1e6);
        }
    }
    println!(
        "bounded by {MAX_STEPS} steps and {:.0} MB of them, 400 recorded commands and 4 MB of them\n",
        MAX_STEP_BYTES as f64 / 1e6,
    );
}

fn command(editor: &mut TestEditor, dice: &mut Dice) -> Command {
    let ids: Vec<LayerId> = editor.session.design().layers.keys().copied().collect();
    let one = ids.get(dice.roll(ids.len().max(1))).copied().unwrap_or(LayerId(0));
    let other = ids.get(dice.roll(ids.len().max(1))).copied().unwrap_or(one);
    let both = Target::Layers(vec![one, other]);
    match dice.roll(24) {
        0 | 1 => Command::AddText {
            content: "Something to say ".repeat(dice.roll(6)),
            style: TextStyle::default(),
            at: None,
        },
        2..=4 => Command::AddShape {
            kind: ShapeKind::Heart,
            style: ShapeStyle::default(),
            size: None,
            at: Some((dice.mm(), dice.mm())),
        },
        5 | 6 => Command::Select { select: Select::Set(vec![one, other]) },
        7 => Command::Select { select: Select::All },
        8..=10 => Command::Nudge { dx: dice.mm() / 10.0, dy: 1.0 },
        11 => Command::Turn { degrees: dice.mm() },
        12 => Command::Resize { dx: 2.0, dy: dice.mm() / 20.0 },
        13 => Command::Align { edge: AlignEdge::Left, to: AlignTo::Selection },
        14 => Command::Distribute { axis: Axis::Across },
        15 => Command::Order { target: both, to: OrderTo::Front },
        16 => Command::Duplicate { target: both },
        17 | 18 => Command::Delete { target: both },
        19 => Command::Group,
        20 => Command::Ungroup,
        21 => {
            let Some(copied) = copied(&editor.session) else { return Command::Undo };
            let clipboard = editor::Clipboard { layers: &copied.layers, ..Default::default() };
            match pasted(clipboard) {
                Ok(editor::Pasted::Layers { layers, .. }) if ids.len() < 800 => {
                    Command::Paste { layers }
                }
                _ => Command::Delete { target: Target::Selection },
            }
        }
        22 => Command::Undo,
        _ => Command::Redo,
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is there to look at the clock")]
fn undo() {
    let mut editor = TestEditor::new();
    for object in 0..OBJECTS {
        let at = ((object % 30) as f64 * 10.0, (object / 30) as f64 * 10.0);
        editor.run(Command::AddShape {
            kind: ShapeKind::Heart,
            style: ShapeStyle::default(),
            size: Some((8.0, 8.0)),
            at: Some(at),
        });
    }
    let all: Vec<LayerId> = editor.session.design().layers.keys().copied().collect();
    let mut dice = Dice(SEED);
    // Half of the steps touch one object, the other half all of them.
    for step in 0..MAX_STEPS {
        let one = vec![all[dice.roll(all.len())]];
        let select = Select::Set(if step % 2 == 0 { one } else { all.clone() });
        editor.run(Command::Select { select });
        editor.run(Command::Nudge { dx: 1.0, dy: if step % 3 == 0 { 1.0 } else { -1.0 } });
    }
    let steps = editor.session.history().len();
    let mut times = vec![f64::MAX; steps];
    for _ in 0..ROUNDS {
        for time in &mut times {
            let start = Instant::now();
            editor.run(Command::Undo);
            *time = time.min(start.elapsed().as_secs_f64() * 1e3);
        }
        while editor.session.redo_label().is_some() {
            editor.run(Command::Redo);
        }
    }
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "Undo at {OBJECTS} objects, {steps} steps kept, each the fastest of {ROUNDS} (limit 5 ms):"
    );
    println!("median {median:.3} ms, slowest step {worst:.3} ms");
    editor.run(Command::GoTo { step: 0 });
    let start = Instant::now();
    editor.run(Command::GoTo { step: MAX_STEPS });
    println!("through the whole history at once {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
}
