//! What the screens say, by message key. A locale is one more `Words` value; only English is here so far.

macro_rules! words {
    ($($key:ident: $text:literal),* $(,)?) => {
        /// All messages of one locale, by key. `{}` stands for what a message is about.
        #[derive(Debug)]
        pub(crate) struct Words {
            $(#[doc = $text] pub $key: &'static str,)*
        }

        /// English.
        static ENGLISH: Words = Words { $($key: $text,)* };
    };
}

/// The messages of the shopper's locale.
pub(crate) fn words() -> &'static Words {
    &ENGLISH
}

/// A message with its `{}` filled in, in order.
pub(crate) fn fill(message: &str, values: &[&str]) -> String {
    let mut parts = message.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        filled.push_str(values.get(index).copied().unwrap_or_default());
        filled.push_str(part);
    }
    filled
}

/// A text in small letters. The browser knows how in every script; its tables need not travel with the app.
pub(crate) fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// A number to at most so many decimals, 6 at the most. Rust's formatting to a precision would bring code that nothing else needs.
pub(crate) fn decimals(number: f64, places: usize) -> f64 {
    let scale = [1.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6][places];
    // Adding 0 leaves no minus before a zero.
    (number * scale).round() / scale + 0.0
}

/// A part of one as a whole percentage: `80 %`.
pub(crate) fn percent(part: f64) -> String {
    format!("{} %", decimals(part * 100.0, 0))
}

words! {
    skip_to_content: "Skip to the content",
    shop: "Shop",
    home: "Atelier, to the shop",
    licences: "Licences",
    footer: "Your designs and your style stay on this device. Nothing is fetched from third parties.",
    my_designs: "My designs",
    my_style: "My style",
    theme_dark: "Dark theme",
    theme_light: "Light theme",
    loading: "Loading",
    part_failed: "This part did not load. Check your connection.",
    close: "Close",
    cancel: "Cancel",
    undo: "Undo",
    redo: "Redo",
    undo_what: "Undo: {}",
    redo_what: "Redo: {}",
    dismiss: "Dismiss",
    try_again: "Try again",
    messages: "Messages",
    shop_failed: "The shop did not load",
    no_such_product: "This shop has no product `{}`. It has: {}.",
    no_products: "There is nothing to sell yet. The catalogue has no usable product.",
    products_left_out: "Some products are left out because their catalogue entry is wrong",

    back_to_shop: "Back to the shop",
    design_name: "Name of the design",
    untitled: "Untitled",
    state_saved: "Saved on this device",
    state_saving: "Saving…",
    state_full: "Storage is full: download your design",
    state_memory: "Kept only in this tab",
    state_failed: "Not saved: trying again",
    state_newer: "Open in a newer Atelier: reload to go on",
    tools: "Tools",
    tool_text: "Text",
    tool_image: "Image",
    tool_shapes: "Shapes",
    tool_ideas: "Ideas",
    tool_layers: "Layers",
    add_to_cart: "Add to cart",
    preview: "On the product",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_fit: "Fit to the screen",
    help: "Keyboard shortcuts",
    stage: "Stage: {} of the {}",
    stage_hint: "Add text, a picture or a shape to begin",
    sides: "Side",
    product_colour: "Product colour",
    size: "Size",

    add_heading: "Add a heading",
    add_line: "Add a line of text",
    add_small: "Add small print",
    heading_text: "Your text",
    line_text: "Say something",
    small_text: "Since 2026",
    text: "Text",
    font: "Font",
    font_find: "Find a font",
    font_moods: "Mood",
    font_mood_names: "Bold|Clean|Elegant|Romantic|Playful|Retro|Sporty|Handmade|Techy|Music",
    font_recent: "Used lately",
    font_all: "All fonts",
    font_count: "{} fonts",
    font_none: "No font is called that.",
    font_show_all: "Show all fonts",
    font_size: "Size",
    colour: "Colour",
    any_colour: "Any colour",
    align: "Alignment",
    align_left: "Left",
    align_centre: "Centre",
    align_right: "Right",
    line_height: "Line height",
    letter_spacing: "Letter spacing",
    wrap_width: "Wrap width",

    upload: "Choose a picture",
    upload_hint: "PNG, JPEG or WebP, up to 60 MB. You can also drop a file on the product or paste it.",
    drop_here: "Drop to add your picture",
    reading_picture: "Reading {}",
    picture: "Picture",
    picture_failed: "This picture did not load.",
    dpi_good: "{} DPI: sharp in print",
    dpi_fair: "{} DPI: fine from a distance. {} DPI would be sharp.",
    dpi_poor: "{} DPI: will look blurred. Make it smaller or use a larger picture (at least {} DPI).",

    shape: "Shape",
    rectangle: "Rectangle",
    rounded: "Rounded rectangle",
    ellipse: "Ellipse",
    line: "Line",
    star: "Star",
    heart: "Heart",
    polygon: "Polygon",
    triangle: "Triangle",
    badge: "Badge",
    fill: "Fill",
    stroke: "Outline",
    stroke_width: "Outline width",
    radius: "Corner radius",
    points: "Points",
    corners: "Corners",
    inner_radius: "Depth",

    place: "Position and size",
    x: "X",
    y: "Y",
    width: "W",
    height: "H",
    opacity: "Opacity",
    arrange: "Arrange",
    to_front: "To the front",
    to_back: "To the back",
    duplicate: "Duplicate",
    delete: "Delete",
    lock: "Lock",
    unlock: "Unlock",
    hide: "Hide",
    show: "Show",
    rename: "Rename",
    move_up: "Move {} up",
    move_down: "Move {} down",
    layers_empty: "Nothing on this side yet.",
    nothing_selected: "Nothing is selected",
    nothing_selected_hint: "Click something on the product, or add text, a picture or a shape.",
    drawing: "drawing",
    drawing_of: "Print on the {}, layers: {}",
    artwork: "Artwork",
    several_selected: "{} layers selected",
    resize_handle: "Resize",
    rotate_handle: "Rotate",

    order_title: "Your order",
    quantity: "Quantity",
    price_sides_one: "Printing on 1 side",
    price_sides: "Printing on {} sides",
    price_size: "Size {}",
    price_break: "{} % off from {} pieces",
    price_each: "Each",
    price_total: "Total",
    price_next: "{} more and each costs {} ({} % off)",
    nothing_printed: "Nothing is printed yet. Add something to a side first.",
    lead_time: "Made in {} working days",
    print_files: "Print files",
    print_files_hint: "True to size, in vectors where it can be. Made on this device.",
    side_of: "Side",
    making_file: "Making {}",
    file_cancelled: "Cancelled",
    added_to_cart: "Added to the cart",
    no_cart: "This shop window stands alone: there is no cart here. On a merchant's page the order goes into theirs. The print files below are complete.",
    cart_failed: "The order could not be handed over",
    save_file: "Save to a file",
    open_file: "Open a file",
    picture_gone: "The original of a picture is not on this device any more. Add the picture again.",
    file_saved: "Saved {}",

    inspector: "Settings",
    selection: "Selection",
    edit_text: "Edit the text",
    drop_kinds: "PNG, JPEG or WebP",
    print_area: "Print area {} × {} mm, {}",
    not_opened: "This design cannot be opened",
    design_gone: "It is not on this device. It may have been deleted, or made in another browser.",
    product_gone: "Its product ({}) is not sold here any more. The design is kept; you can save it to a file in My designs.",
    palette_title: "All commands",
    palette_field: "Search for a command",
    palette_none: "Nothing is called that. Try another word.",
    palette_colour: "Product colour: {}",
    palette_panel: "Open panel: {}",
    keys_title: "Keys",
    keys_type: "Edit the selected text",
    keys_leave: "Leave, or cancel a drag",
    keys_pan: "Pan",
    keys_pan_how: "Wheel, or drag with the middle button",
    keys_zoom_how: "Ctrl + wheel, or pinch",
    keys_through: "Select what lies below",
    keys_free: "Drag without snapping",

    set_aside: "A damaged part was set aside ({}). Everything else is here.",
    offer_download: "This design cannot be saved here. Keep it as a file.",

    ideas_colours: "Colours that go with it",
    ideas_designs: "Whole designs",
    use_colour: "Use {}",
    why: "Why?",
    why_this: "Why this?",
    less_of_this: "Less of this",
    less_done: "You will see less of this",
    quiz_question: "Who is it for?",
    quiz_why: "We ask so that ideas fit. It stays on this device and you can change it in My style.",
    quiz_thanks: "Thank you. The ideas fit that now.",
    quiz_skip: "Skip",

    hero_title_1: "One",
    hero_title_2: "of one.",
    hero_lede: "Type a word and see it on the real thing.",
    hero_lede_2: "Keep it, or change everything.",
    hero_field: "Your words",
    hero_placeholder: "Type a word",
    hero_word: "hello",
    hero_make: "Make it",
    all_designs: "All designs",
    continue_button: "Continue",
    suggested: "Suggested for you",
    suggested_personal: "From what you picked, and only on this device.",
    suggested_first: "A first round. It gets closer with everything you pick.",
    start_good: "Start from something good",
    from: "from",
    swatch_count: "{} colours",

    designs_hint: "Kept on this device. Save a file to take one with you.",
    designs_none: "Nothing here yet.",
    designs_empty_title: "Your first one is waiting",
    designs_empty: "Everything you make is saved here as you go. No account needed.",
    design_something: "Design something",
    new_design: "New design",
    more_for: "More for {}",
    deleted_design: "Deleted “{}”",
    copy_of: "{}, a copy",
    set_aside_title: "Something could not be read and was set aside",

    style_hint: "What Atelier noticed, and from what. It never leaves this device.",
    style_empty_title: "Nothing noticed yet",
    style_empty: "Pick a colour, try a font, open an idea. Suggestions grow from that, and you can correct every one.",
    look_around: "Look around",
    remember_title: "Remember my style on this device?",
    remember_text: "Right now it is forgotten when you close this tab. Your designs are kept either way.",
    remember_yes: "Remember",
    remember_no: "Forget it when I leave",
    remembered_text: "Your style is kept on this device. Some browsers clear it after a week without a visit; export a file to be safe.",
    pause: "Pause noticing",
    resume: "Go on noticing",
    paused: "Noticing is paused: nothing new is learnt.",
    export: "Export",
    import: "Import",
    erase: "Erase everything",
    erased: "Everything that was noticed is erased",
    pin: "Always suggest {}",
    ban: "Never suggest {}",
    forget: "Forget {}",
    family_colours: "Colours",
    family_letters: "Letters",
    family_motifs: "Motifs and moods",
    family_things: "Products and templates",

    continue_design: "Continue your design",
}
