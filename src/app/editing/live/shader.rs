//! The shaders of the live picture: the formula of `mockup::compose`, and the recipe of the print's levels that is told
//! in `mockup::Planes`. Whoever changes one changes both; a test compares them pixel by pixel.

/// Lays a run of art over what is there: premultiplied sRGB, as rasters mix.
pub(super) const RUN: &str = "uniform sampler2D run;
uniform vec2 size;
uniform vec3 across, down;
out vec4 texel;
void main() {
    vec3 at = vec3(gl_FragCoord.xy, 1.0);
    vec2 from = vec2(dot(across, at), dot(down, at));
    if (any(lessThan(from, vec2(0.0))) || any(greaterThan(from, size))) discard;
    texel = texture(run, from / size);
}";

/// [`RUN`] for up to three runs and [`LINEAR`] at once: what a drag needs in each frame, in one pass over a small part.
pub(super) const DRAGGED: &str = "uniform sampler2D below, held, above;
uniform vec2 below_size, held_size, above_size;
uniform vec3 below_across, below_down, held_across, held_down, above_across, above_down;
out vec4 texel;
vec4 over(vec4 under, sampler2D run, vec2 size, vec3 across, vec3 down) {
    vec3 at = vec3(gl_FragCoord.xy, 1.0);
    vec2 from = vec2(dot(across, at), dot(down, at));
    if (any(lessThan(from, vec2(0.0))) || any(greaterThan(from, size))) return under;
    vec4 art = textureLod(run, from / size, 0.0);
    // As what blends into eight bits a channel rounds.
    return floor((art + (1.0 - art.a) * under) * 255.0 + 0.5) / 255.0;
}
void main() {
    vec4 art = over(vec4(0.0), below, below_size, below_across, below_down);
    art = over(art, held, held_size, held_across, held_down);
    art = over(art, above, above_size, above_across, above_down);
    vec3 straight = art.a > 0.0 ? floor(min(art.rgb / art.a, 1.0) * 255.0 + 0.5) / 255.0 : vec3(0.0);
    vec3 low = straight / 12.92;
    vec3 high = pow((straight + 0.055) / 1.055, vec3(2.4));
    texel = vec4(mix(high, low, lessThanEqual(straight, vec3(0.04045))) * art.a, art.a);
}";
/// Uniforms of [`DRAGGED`], four of each run: its texture, size, and its texels from those of the art.
pub(super) const DRAGGED_NAMES: [&str; 12] = [
    "below",
    "below_size",
    "below_across",
    "below_down",
    "held",
    "held_size",
    "held_across",
    "held_down",
    "above",
    "above_size",
    "above_across",
    "above_down",
];

/// Premultiplied sRGB becomes premultiplied linear light.
pub(super) const LINEAR: &str = "uniform sampler2D flat_art;
out vec4 texel;
void main() {
    vec4 art = texelFetch(flat_art, ivec2(gl_FragCoord.xy), 0);
    vec3 straight = art.a > 0.0 ? floor(min(art.rgb / art.a, 1.0) * 255.0 + 0.5) / 255.0 : vec3(0.0);
    vec3 low = straight / 12.92;
    vec3 high = pow((straight + 0.055) / 1.055, vec3(2.4));
    texel = vec4(mix(high, low, lessThanEqual(straight, vec3(0.04045))) * art.a, art.a);
}";

/// A level becomes the next one. `room` is the level's texture, `size` what of it holds the print.
pub(super) const HALF: &str = "uniform sampler2D level;
uniform vec2 room, size;
out vec4 texel;
vec4 at(vec2 place) {
    return textureLod(level, (min(place, size - 1.0) + 0.5) / room, 0.0);
}
void main() {
    vec2 first = floor(gl_FragCoord.xy) * 2.0;
    vec4 sum = at(first) + at(first + vec2(1.0, 0.0)) + at(first + vec2(0.0, 1.0)) + at(first + 1.0);
    texel = sum / 4.0;
}";

/// The product with its print.
///
/// `view` is the picture's place of the output's top left corner, picture pixels in an output pixel, and the output's
/// height. `art` is the size of the whole print area in texels and the place of the texture's first one in it; `art_size`
/// is what the texture holds, `art_room` how large it is. `bend` is 1 where the mesh takes back what the product bends.
pub(super) const PICTURE: &str = "precision highp int;
precision highp sampler2D;
uniform sampler2D light, parts, places, steps, sway, print_art;
uniform vec4 view, window, trim, art;
uniform vec2 size, art_size, art_room;
uniform vec3 body, inner, handle;
uniform float bend;
uniform int levels;
out vec4 pixel;

const float NODES = 25.0;
const float MOST_TAPS = 8.0;
const float SLACK = 0.25;
const float SHADOW_FADE = 0.15;

vec3 encoded(vec3 linear) {
    vec3 light = clamp(linear, 0.0, 1.0);
    vec3 high = 1.055 * pow(light, vec3(1.0 / 2.4)) - 0.055;
    vec3 value = mix(high, light * 12.92, lessThanEqual(light, vec3(0.0031308)));
    return floor(value * 255.0 + 0.5) / 255.0;
}

// Where the product has what a plain box has here; the difference fades around the box.
vec2 bent(vec2 at) {
    vec2 place = (at - trim.xy) / trim.zw;
    vec2 inside = clamp(place, 0.0, 1.0);
    float beside = length((place - inside) * trim.zw / trim.z);
    vec2 by = textureLod(sway, (inside * (NODES - 1.0) + 0.5) / NODES, 0.0).xy;
    return at + by * bend * (1.0 - smoothstep(0.0, 0.75, beside));
}

vec4 printed(vec2 place, vec4 change) {
    vec2 across = change.xz * art.xy;
    vec2 down = change.yw * art.xy;
    vec2 texels = vec2(length(across), length(down));
    float near = min(texels.x, texels.y), far = max(texels.x, texels.y);
    float scale = 1.0;
    vec2 last = art_size, room = art_room;
    int level = 0;
    while (level + 1 < levels && (near * scale >= 2.0 || far * scale > MOST_TAPS)) {
        level += 1;
        scale *= 0.5;
        last = ceil(last * 0.5);
        room *= 0.5;
    }
    vec2 centre = place * art.xy - art.zw;
    // What was not rasterised is not there; a little beyond its edge the edge goes on.
    if (any(lessThan(centre, vec2(-4.0))) || any(greaterThan(centre, art_size + 4.0))) return vec4(0.0);
    vec2 taps = clamp(ceil(texels * scale - SLACK), 1.0, MOST_TAPS);
    vec4 sum = vec4(0.0);
    for (float row = 0.5; row < taps.y; row += 1.0) {
        for (float column = 0.5; column < taps.x; column += 1.0) {
            vec2 part = vec2(column, row) / taps - 0.5;
            vec2 at = (centre + part.x * across + part.y * down) * scale;
            sum += textureLod(print_art, clamp(at, vec2(0.5), last - 0.5) / room, float(level));
        }
    }
    return sum / (taps.x * taps.y);
}

// The place in the print area, from the planes of the pixels around; their change is per output pixel.
bool placed(vec2 at, out vec2 place, out vec4 change) {
    vec2 within = at - 0.5 - window.xy;
    vec2 corner = floor(within);
    float total = 0.0;
    place = vec2(0.0);
    change = vec4(0.0);
    for (int index = 0; index < 4; index += 1) {
        vec2 beside = corner + vec2(float(index & 1), float(index >> 1));
        vec2 off = within - beside;
        vec2 near = 1.0 - abs(off);
        float weight = near.x * near.y;
        if (weight <= 0.0 || any(lessThan(beside, vec2(0.0))) || any(greaterThanEqual(beside, window.zw))) continue;
        vec2 there = texelFetch(places, ivec2(beside), 0).xy;
        if (there.x < -4.0) continue;
        vec4 step = texelFetch(steps, ivec2(beside), 0);
        place += weight * (there + vec2(dot(step.xy, off), dot(step.zw, off)));
        change += weight * step;
        total += weight;
    }
    if (total < 1e-3) return false;
    place /= total;
    change *= view.z / total;
    return true;
}

void main() {
    vec2 at = bent(view.xy + vec2(gl_FragCoord.x, view.w - gl_FragCoord.y) * view.z);
    if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, size))) {
        pixel = vec4(0.0);
        return;
    }
    vec4 lit = textureLod(light, at / size, 0.0);
    vec3 shares = textureLod(parts, at / size, 0.0).xyz;
    // Edges that are enlarged are made a pixel wide again.
    float sharp = max(1.0, 1.0 / view.z);
    float product = clamp((shares.x - 0.5) * sharp + 0.5, 0.0, 1.0);
    float cover = clamp((lit.w - 0.5) * sharp + 0.5, 0.0, 1.0);
    vec3 albedo = body * (1.0 - shares.y - shares.z) + inner * shares.y + handle * shares.z;
    vec2 place;
    vec4 change;
    if (levels > 0 && product > 0.0 && cover > 0.0 && placed(at, place, change)) {
        vec4 ink = printed(place, change) * cover;
        albedo = ink.rgb + (1.0 - ink.a) * albedo;
    }
    vec3 colour = encoded(albedo * lit.x + lit.y);
    vec2 edge = min(at, size - at) - 0.5;
    float share = clamp(min(edge.x, edge.y) / (SHADOW_FADE * size.x), 0.0, 1.0);
    share *= share * (3.0 - 2.0 * share);
    float shadow = product < 1.0 ? 1.0 - encoded(vec3(1.0 - share * lit.z)).x : 0.0;
    pixel = vec4(colour * product, product + (1.0 - product) * shadow);
}";
/// Uniforms of [`PICTURE`] that read a view's planes, in the planes' order.
pub(super) const PLANE_NAMES: [&str; 5] = ["light", "parts", "places", "steps", "sway"];
