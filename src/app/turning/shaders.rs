//! The programs of the graphics card: a product in a soft studio. A large light from the left and above, a strip on the right, a rim
//! behind, all of them also in the mirror of glazes; ambient light that is baked into the model; a floor that takes shadows.

/// A body's vertices; `place` is before the lens, `home` in the model.
pub(super) const BODY_VERTEX: &str = r"
layout(location=0) in vec3 a_place;
layout(location=1) in vec3 a_normal;
layout(location=2) in vec2 a_spot;
layout(location=3) in float a_open;
uniform mat4 u_turn, u_lens, u_light;
out vec3 place, normal, home, facing;
out vec4 lit;
out vec2 spot;
out float open;
void main() {
  vec4 at = u_turn * vec4(a_place, 1.0);
  place = at.xyz;
  normal = mat3(u_turn) * a_normal;
  home = a_place;
  facing = a_normal;
  spot = a_spot;
  open = a_open;
  lit = u_light * vec4(a_place + a_normal * 0.002, 1.0);
  gl_Position = u_lens * at;
}";

/// Light on a body. All directions are the studio's: x right, y up, z towards the lens, whatever the tilt.
pub(super) const BODY_FRAGMENT: &str = r"
in vec3 place, normal, home, facing;
in vec4 lit;
in vec2 spot;
in float open;
uniform mat4 u_level;
uniform vec3 u_colour;
uniform vec4 u_kind;
uniform float u_printed, u_span;
uniform sampler2D u_print;
uniform highp sampler2DShadow u_shadow;
out vec4 colour;

vec3 linear(vec3 c) { return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c)); }
vec3 encoded(vec3 c) { return mix(c * 12.92, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c)); }

float noise(vec3 p) { return fract(sin(dot(p, vec3(12.9898, 78.233, 37.719))) * 43758.5453); }

// Light that reaches here from the large light: soft, by a ring of samples that is turned from pixel to pixel.
float reached() {
  vec3 at = lit.xyz / lit.w * 0.5 + 0.5;
  if (at.z >= 1.0 || any(lessThan(at.xy, vec2(0.0))) || any(greaterThan(at.xy, vec2(1.0)))) return 1.0;
  float turn = noise(vec3(gl_FragCoord.xy, 1.0)) * 6.2832;
  float sum = 0.0;
  for (int i = 0; i < 12; i++) {
    float r = sqrt((float(i) + 0.5) / 12.0) * 0.016;
    float a = float(i) * 2.39996 + turn;
    sum += texture(u_shadow, vec3(at.xy + r * vec2(cos(a), sin(a)), at.z - 0.004));
  }
  return sum / 12.0;
}

// A lamp with a cloth before it, as a rough mirror sees it: how much of a direction looks into it.
float lamp(vec3 ray, vec3 to, vec3 across, vec2 size, float blur) {
  float ahead = dot(ray, to);
  if (ahead <= 0.02) return 0.0;
  vec3 up = cross(to, across);
  vec2 at = abs(vec2(dot(ray, across), dot(ray, up)) / ahead);
  vec2 edge = 1.0 - smoothstep(size - blur * 0.7, size + blur, at);
  vec2 share = size / (size + 0.4 * blur);
  return edge.x * edge.y * share.x * share.y;
}

vec3 mirrored(vec3 ray, float rough) {
  float blur = 0.03 + rough * 1.5;
  float key = lamp(ray, normalize(vec3(-0.62, 0.52, 0.58)), normalize(vec3(0.68, 0.0, 0.73)), vec2(0.42, 0.62), blur);
  float strip = lamp(ray, normalize(vec3(0.86, 0.22, 0.46)), normalize(vec3(-0.47, 0.0, 0.88)), vec2(0.13, 0.85), blur);
  float rim = lamp(ray, normalize(vec3(0.35, 0.55, -0.76)), vec3(1.0, 0.0, 0.0), vec2(0.9, 0.3), blur);
  float sky = smoothstep(-0.45, 0.9, ray.y);
  return vec3(5.2) * key + vec3(3.0) * strip + vec3(2.4) * rim + mix(vec3(0.16), vec3(0.62), sky);
}

void main() {
  bool inside = !gl_FrontFacing;
  vec3 n = normalize(normal) * (inside ? -1.0 : 1.0);
  vec3 eye = normalize(-place);
  vec3 level = mat3(u_level) * n;
  vec3 base = u_colour;
  if (u_printed > 0.5) {
    vec4 ink = texture(u_print, spot);
    if (ink.a > 0.001) base = mix(base, linear(clamp(ink.rgb / ink.a, 0.0, 1.0)), ink.a);
  }
  float rough = u_kind.x, metal = u_kind.y, cloth = u_kind.z, shine = u_kind.w;
  float facing_eye = clamp(dot(n, eye), 0.0, 1.0);
  float shut = open * (inside ? 0.55 : 1.0);

  // Cloth seen from near: stitches, gone before they could flicker.
  if (cloth > 0.5) {
    vec3 w = abs(facing);
    vec2 at = (w.z > max(w.x, w.y) ? home.xy : w.x > w.y ? home.zy : home.xz) * 1250.0;
    float fine = 1.0 - smoothstep(0.35, 1.1, max(fwidth(at.x), fwidth(at.y)));
    float row = at.y * 1.25 + abs(fract(at.x) - 0.5) * 1.1;
    float knit = 0.5 + 0.5 * cos(6.2832 * row);
    knit *= 0.6 + 0.4 * cos(6.2832 * at.x);
    base *= 1.0 + (knit - 0.35) * 0.11 * fine;
  }

  float light = reached();
  vec3 to_key = normalize(vec3(-0.55, 0.62, 0.56));
  float soft = mix(0.10, 0.24, cloth);
  float key = clamp((dot(level, to_key) + soft) / (1.0 + soft), 0.0, 1.0);
  float strip = clamp((dot(level, normalize(vec3(0.86, 0.12, 0.5))) + 0.25) / 1.25, 0.0, 1.0);
  float front = clamp(level.z, 0.0, 1.0);
  float ambient = 0.36 + 0.13 * level.y + 0.12 * front;
  // Light that bounces within folds takes on the colour.
  vec3 bounce = shut / (1.0 - base * (1.0 - shut) * 0.8);
  vec3 seen = bounce * ambient + (key * 0.62 * mix(0.35, 1.0, light)) * mix(0.6, 1.0, shut) + strip * 0.10 * shut;
  vec3 result = base * seen * (1.0 - metal);

  // Fibres that stand off catch light where they are seen from the side.
  float grazing = pow(1.0 - facing_eye, 3.2);
  result += cloth * grazing * (0.035 + base * 0.16) * (0.35 + 0.65 * key * light) * shut;

  vec3 ray = mat3(u_level) * reflect(-eye, n);
  vec3 f0 = mix(vec3(0.04), base, metal);
  vec3 fresnel = f0 + (max(vec3(1.0 - rough), f0) - f0) * pow(1.0 - max(facing_eye, 0.12), 5.0);
  float seen_out = clamp(mix(1.0, shut * shut, 0.85), 0.0, 1.0);
  result += fresnel * mirrored(ray, rough) * shine * seen_out * (inside ? 0.1 : 1.0);

  // What is brighter than paper white rolls off instead of breaking.
  vec3 over = max(result - 0.82, 0.0);
  result = min(result, 0.82) + over / (1.0 + over / 0.19);
  vec3 shown = encoded(clamp(result, 0.0, 1.0));
  colour = vec4(shown + (noise(vec3(gl_FragCoord.xy, 0.0)) - 0.5) / 255.0, 1.0);
}";

/// Only depth, as the large light sees it.
pub(super) const DEPTH_VERTEX: &str = r"
layout(location=0) in vec3 a_place;
uniform mat4 u_light;
void main() { gl_Position = u_light * vec4(a_place, 1.0); }";

/// Nothing but depth.
pub(super) const DEPTH_FRAGMENT: &str = "void main() {}";

/// The product from below, for what touches the floor.
pub(super) const TOUCH_VERTEX: &str = r"
layout(location=0) in vec3 a_place;
uniform mat4 u_light;
out float height;
void main() {
  gl_Position = u_light * vec4(a_place, 1.0);
  height = gl_Position.z * 0.5 + 0.5;
}";

/// The nearer the floor, the darker.
pub(super) const TOUCH_FRAGMENT: &str = r"
in float height;
out vec4 colour;
void main() {
  float near = exp(-height * 5.0);
  colour = vec4(near);
}";

/// A picture from edge to edge.
pub(super) const SHEET_VERTEX: &str = r"
out vec2 at;
void main() {
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
  gl_Position = vec4(at * 2.0 - 1.0, 0.9999, 1.0);
}";

/// A picture made softer along one direction.
pub(super) const BLUR_FRAGMENT: &str = r"
in vec2 at;
uniform sampler2D u_picture;
uniform vec2 u_way;
out vec4 colour;
void main() {
  float sum = 0.0, all = 0.0;
  for (int i = -12; i <= 12; i++) {
    float w = exp(-float(i * i) / 60.0);
    sum += texture(u_picture, at + u_way * float(i)).r * w;
    all += w;
  }
  colour = vec4(sum / all);
}";

/// The studio's wall: brightest behind the product.
pub(super) const WALL_FRAGMENT: &str = r"
in vec2 at;
uniform vec3 u_ground;
uniform vec4 u_glow;
out vec4 colour;
float noise(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
void main() {
  vec2 off = (at - vec2(0.5, u_glow.y)) * vec2(u_glow.z, 1.0);
  float far = smoothstep(0.0, 0.95, length(off));
  float floor_line = smoothstep(0.42, 0.0, at.y);
  vec3 c = u_ground * (1.0 - u_glow.x * far) + u_glow.w * (1.0 - far);
  c *= 1.0 - 0.035 * floor_line;
  colour = vec4(c + (noise(gl_FragCoord.xy) - 0.5) / 255.0, 1.0);
}";

/// The floor's vertices: a square around the product.
pub(super) const FLOOR_VERTEX: &str = r"
uniform mat4 u_turn, u_lens, u_light;
uniform vec4 u_floor;
out vec2 at;
out vec4 lit;
void main() {
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  vec4 place = vec4(u_floor.x + at.x * u_floor.w, u_floor.y, u_floor.z + at.y * u_floor.w, 1.0);
  lit = u_light * place;
  gl_Position = u_lens * u_turn * place;
}";

/// Shadows on the floor: what touches it, and what the large light does not reach.
pub(super) const FLOOR_FRAGMENT: &str = r"
in vec2 at;
in vec4 lit;
uniform sampler2D u_touch;
uniform highp sampler2DShadow u_shadow;
uniform vec2 u_dark;
out vec4 colour;
float noise(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
void main() {
  float touch = texture(u_touch, at * 0.5 + 0.5).r;
  vec3 place = lit.xyz / lit.w * 0.5 + 0.5;
  float turn = noise(gl_FragCoord.xy) * 6.2832;
  float sum = 0.0;
  for (int i = 0; i < 16; i++) {
    float r = sqrt((float(i) + 0.5) / 16.0) * 0.045;
    float a = float(i) * 2.39996 + turn;
    vec2 to = place.xy + r * vec2(cos(a), sin(a));
    bool out_of_it = any(lessThan(to, vec2(0.0))) || any(greaterThan(to, vec2(1.0)));
    sum += out_of_it ? 1.0 : texture(u_shadow, vec3(to, min(place.z - 0.004, 0.999)));
  }
  float edge = 1.0 - smoothstep(0.55, 1.0, length(at));
  float dark = 1.0 - (1.0 - u_dark.x * touch) * (1.0 - u_dark.y * (1.0 - sum / 16.0));
  colour = vec4(0.0, 0.0, 0.0, dark * edge);
}";
