//! Numbers of the WebGL 2 specification, under its names; those of an extension under that's.

pub(crate) const TRIANGLES: u32 = 4;
pub(crate) const TRIANGLE_STRIP: u32 = 5;

pub(crate) const DEPTH_BUFFER_BIT: u32 = 0x100;
pub(crate) const COLOR_BUFFER_BIT: u32 = 0x4000;

pub(crate) const CULL_FACE: u32 = 0x0b44;
pub(crate) const DEPTH_TEST: u32 = 0x0b71;
pub(crate) const BLEND: u32 = 0x0be2;
pub(crate) const SCISSOR_TEST: u32 = 0x0c11;
pub(crate) const POLYGON_OFFSET_FILL: u32 = 0x8037;

pub(crate) const LEQUAL: u32 = 0x0203;
pub(crate) const FRONT: u32 = 0x0404;
pub(crate) const BACK: u32 = 0x0405;

pub(crate) const ONE: u32 = 1;
pub(crate) const ONE_MINUS_SRC_ALPHA: u32 = 0x0303;
pub(crate) const FUNC_ADD: u32 = 0x8006;
pub(crate) const MAX: u32 = 0x8008;

pub(crate) const UNSIGNED_BYTE: u32 = 0x1401;
pub(crate) const UNSIGNED_INT: u32 = 0x1405;
pub(crate) const FLOAT: u32 = 0x1406;
pub(crate) const HALF_FLOAT: u32 = 0x140b;

pub(crate) const ARRAY_BUFFER: u32 = 0x8892;
pub(crate) const ELEMENT_ARRAY_BUFFER: u32 = 0x8893;
pub(crate) const STATIC_DRAW: u32 = 0x88e4;

pub(crate) const FRAGMENT_SHADER: u32 = 0x8b30;
pub(crate) const VERTEX_SHADER: u32 = 0x8b31;
pub(crate) const LINK_STATUS: u32 = 0x8b82;

pub(crate) const TEXTURE_2D: u32 = 0x0de1;
pub(crate) const TEXTURE0: u32 = 0x84c0;
pub(crate) const TEXTURE_MAG_FILTER: u32 = 0x2800;
pub(crate) const TEXTURE_MIN_FILTER: u32 = 0x2801;
pub(crate) const TEXTURE_WRAP_S: u32 = 0x2802;
pub(crate) const TEXTURE_WRAP_T: u32 = 0x2803;
pub(crate) const TEXTURE_BASE_LEVEL: u32 = 0x813c;
pub(crate) const TEXTURE_MAX_LEVEL: u32 = 0x813d;
pub(crate) const TEXTURE_MAX_ANISOTROPY_EXT: u32 = 0x84fe;
pub(crate) const TEXTURE_COMPARE_MODE: u32 = 0x884c;
pub(crate) const TEXTURE_COMPARE_FUNC: u32 = 0x884d;
pub(crate) const COMPARE_REF_TO_TEXTURE: u32 = 0x884e;
pub(crate) const CLAMP_TO_EDGE: u32 = 0x812f;
pub(crate) const NEAREST: u32 = 0x2600;
pub(crate) const LINEAR: u32 = 0x2601;
pub(crate) const LINEAR_MIPMAP_NEAREST: u32 = 0x2701;
pub(crate) const LINEAR_MIPMAP_LINEAR: u32 = 0x2703;

pub(crate) const DEPTH_COMPONENT: u32 = 0x1902;
pub(crate) const RGBA: u32 = 0x1908;
pub(crate) const RG: u32 = 0x8227;
pub(crate) const RGBA8: u32 = 0x8058;
pub(crate) const DEPTH_COMPONENT24: u32 = 0x81a6;
pub(crate) const RG16F: u32 = 0x822f;
pub(crate) const RG32F: u32 = 0x8230;
pub(crate) const RGBA32F: u32 = 0x8814;
pub(crate) const RGBA16F: u32 = 0x881a;

pub(crate) const FRAMEBUFFER: u32 = 0x8d40;
pub(crate) const COLOR_ATTACHMENT0: u32 = 0x8ce0;
pub(crate) const DEPTH_ATTACHMENT: u32 = 0x8d00;
pub(crate) const FRAMEBUFFER_COMPLETE: u32 = 0x8cd5;

pub(crate) const UNPACK_ALIGNMENT: u32 = 0x0cf5;
pub(crate) const MAX_TEXTURE_SIZE: u32 = 0x0d33;
