"""Product pictures and models made from scratch: shapes, light, maps, GLB. Started by `cargo dev assets`.

Not here: mixing maps with colours and prints; that is the `mockup` crate's.
"""
