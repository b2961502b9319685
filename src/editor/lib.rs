//! Behaviour without a screen: session, commands, changes, history, gestures, snapping, autosave and tab sync, all as
//! pure state machines. Time, ids and text sizes are handed in; there is no DOM, signal, storage or clock.

mod autosave;
mod change;
mod clip;
mod command;
mod crop;
mod error;
mod gesture;
mod groups;
mod history;
mod hit;
mod hold;
mod kept;
mod keys;
mod label;
pub mod limits;
mod mask;
mod menu;
mod message;
mod moving;
mod plan;
mod recorder;
mod recording;
mod refine;
mod said;
mod saved;
mod session;
mod snap;
mod spacing;
mod stamp;
mod state;
mod style;
mod sync;
mod table;
mod way;

pub use autosave::{
    Autosave, Failure, Home, LONGEST_RETRY_MS, LONGEST_WAIT_MS, MOST_DIFF_BYTES, MOST_DIFFS,
    MOST_READS, QUIET_MS, RETRY_MS, STALLED_MS, SaveAction, Status,
};
pub use change::{Change, Edit, LayerEdit};
pub use clip::{
    CLIP_TYPE, Clipboard, Copied, MAX_CLIP_BYTES, PasteError, Pasted, SVG_TYPE, copied, pasted,
};
pub use command::{
    AlignEdge, AlignTo, Arranged, Arrangement, Axis, Command, NewSize, OrderTo, Place, Refill,
    Replace, Select, SizeEdge, Target, Zoom,
};
pub use crop::{CropGrip, WHOLE, crop_in_ratio, crop_moved};
pub use error::{CommandError, Kind};
pub use gesture::{
    Gesture, GestureKind, Handle, Keys, MarqueeMode, Preview, PreviewLayer, Readout,
    offered_handles,
};
pub use groups::{Row, members, outline, selected_group, unit, units};
pub use history::{AMEND_MS, Entry, History, MAX_STEP_BYTES, MAX_STEPS, Step};
pub use hit::{pick_all_at, pick_at, pick_below, pick_in};
pub use keys::{FIND, KeyStroke, Platform, Shortcut, parse_key};
pub use menu::{TOOLBAR, context_menu, offered_tools};
pub use message::{Message, Says, Write, Writes};
pub use moving::{Move, MoveNote, Moved, moved};
pub use recording::{MAX_RECORDING_BYTES, Personal, Played, Recording, ReplayError, Replayed};
pub use refine::Refinement;
pub use said::{Said, Title, step_title, title};
pub use saved::{
    Chosen, LoadError, Loaded, MAX_DIFF_BYTES, MAX_DIFFS, MAX_SNAPSHOT_BYTES, Part, Problem, Saved,
    check_diff, check_snapshot, choose, read_saved, write_diff, write_mirror, write_snapshot,
};
pub use session::{Context, Session};
pub use snap::{Guide, GuideKind, SnapSettings};
pub use stamp::{Revision, Stamp, Stamps, StampsOf, TabId};
pub use state::{SessionState, Tool, View, Viewport};
pub use style::{Paint, Picture, ShapeStyle, StrokeStyle, TextStyle, Wrap};
pub use sync::{Sync, SyncAction};
pub use table::{COMMANDS, CommandId, CommandInfo, Group};
pub use way::Way;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod rules;
