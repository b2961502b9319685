//! The values of a glTF file: accessors read as numbers, whatever they are stored as. What they are for is not known here.

use crate::ModelError;
use crate::glb::{Gltf, component};

/// Values of a file.
pub(crate) struct Values<'a> {
    pub(crate) gltf: &'a Gltf,
    /// The file's data.
    pub(crate) data: &'a [u8],
}

/// Where the values of an accessor lie.
struct Run<'a> {
    bytes: &'a [u8],
    stride: usize,
    component: u32,
    normalized: bool,
    count: usize,
}

impl Values<'_> {
    /// How many values an accessor has.
    pub(crate) fn count(&self, accessor: usize) -> Result<usize, ModelError> {
        let missing = ModelError::Missing { what: "accessor", index: accessor };
        self.gltf.accessors.get(accessor).map(|entry| entry.count).ok_or(missing)
    }

    /// Vectors as floats; whole numbers are made fractions where the file says so.
    pub(crate) fn vectors<const N: usize>(
        &self,
        accessor: usize,
        wanted: &'static str,
    ) -> Result<Vec<[f32; N]>, ModelError> {
        let run = self.run(accessor, &[N], wanted)?;
        let size = component_size(run.component).unwrap_or(1);
        let mut vectors = Vec::with_capacity(run.count);
        for index in 0..run.count {
            let bytes = &run.bytes[index * run.stride..];
            let vector: [f32; N] = std::array::from_fn(|axis| run.float(&bytes[axis * size..]));
            if !vector.iter().all(|value| value.is_finite()) {
                return Err(ModelError::NotFinite { accessor });
            }
            vectors.push(vector);
        }
        Ok(vectors)
    }

    /// The first channel of colours, as bytes.
    pub(crate) fn greys(&self, accessor: usize) -> Result<Vec<u8>, ModelError> {
        let run = self.run(accessor, &[3, 4], "a colour")?;
        let grey = |index: usize| run.float(&run.bytes[index * run.stride..]);
        // What is not a number becomes 0.
        Ok((0..run.count).map(|index| (grey(index) * 255.0 + 0.5) as u8).collect())
    }

    /// Whole numbers.
    pub(crate) fn indices(&self, accessor: usize) -> Result<Vec<u32>, ModelError> {
        let wanted = "a list of whole numbers";
        let run = self.run(accessor, &[1], wanted)?;
        let read = |bytes: &[u8]| match run.component {
            component::U8 => bytes[0].into(),
            component::U16 => u16::from_le_bytes([bytes[0], bytes[1]]).into(),
            _ => u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        };
        if !matches!(run.component, component::U8 | component::U16 | component::U32) {
            return Err(ModelError::Form { accessor, wanted });
        }
        Ok((0..run.count).map(|index| read(&run.bytes[index * run.stride..])).collect())
    }

    /// Finds an accessor's values, after all that it says of them was checked. Every value lies within `bytes`.
    fn run(
        &self,
        accessor: usize,
        widths: &[usize],
        wanted: &'static str,
    ) -> Result<Run<'_>, ModelError> {
        let missing = |what, index| ModelError::Missing { what, index };
        let form = ModelError::Form { accessor, wanted };
        let entry =
            self.gltf.accessors.get(accessor).ok_or_else(|| missing("accessor", accessor))?;
        let width = match entry.form.as_str() {
            "SCALAR" => 1,
            "VEC2" => 2,
            "VEC3" => 3,
            "VEC4" => 4,
            _ => return Err(form),
        };
        let (Some(size), Some(view), true) =
            (component_size(entry.component), entry.buffer_view, entry.sparse.is_none())
        else {
            return Err(form);
        };
        if !widths.contains(&width) {
            return Err(form);
        }
        let view = self.gltf.buffer_views.get(view).ok_or_else(|| missing("view", view))?;
        let buffer = self.gltf.buffers.get(view.buffer);
        // Only the file's own data is read, nothing that lies elsewhere.
        if view.buffer != 0 || buffer.is_none_or(|buffer| !buffer.uri.is_empty()) {
            return Err(missing("data of its own, buffer", view.buffer));
        }
        let reach = || ModelError::Reach { accessor };
        let end = view.offset.checked_add(view.length).ok_or_else(reach)?;
        let bytes = self.data.get(view.offset..end).ok_or_else(reach)?;
        let bytes = bytes.get(entry.offset..).ok_or_else(reach)?;
        let value = width * size;
        let stride = if view.stride == 0 { value } else { view.stride };
        if stride < value {
            return Err(reach());
        }
        let needed = match entry.count.checked_sub(1) {
            None => Some(0),
            Some(steps) => stride.checked_mul(steps).and_then(|last| last.checked_add(value)),
        };
        if needed.is_none_or(|needed| needed > bytes.len()) {
            return Err(reach());
        }
        let (component, normalized) = (entry.component, entry.normalized);
        Ok(Run { bytes, stride, component, normalized, count: entry.count })
    }
}

impl Run<'_> {
    /// The number at the beginning of some bytes.
    fn float(&self, bytes: &[u8]) -> f32 {
        let (value, most) = match self.component {
            component::I8 => (f32::from(bytes[0].cast_signed()), 127.0),
            component::U8 => (f32::from(bytes[0]), 255.0),
            component::I16 => (f32::from(i16::from_le_bytes([bytes[0], bytes[1]])), 32_767.0),
            component::U16 => (f32::from(u16::from_le_bytes([bytes[0], bytes[1]])), 65_535.0),
            component::U32 => {
                (u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as f32, 1.0)
            }
            _ => return f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        };
        // The least of signed numbers is one further away than the most.
        if self.normalized { (value / most).max(-1.0) } else { value }
    }
}

fn component_size(component: u32) -> Option<usize> {
    match component {
        component::I8 | component::U8 => Some(1),
        component::I16 | component::U16 => Some(2),
        component::U32 | component::F32 => Some(4),
        _ => None,
    }
}
