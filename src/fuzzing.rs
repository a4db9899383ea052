//! What fuzz targets reach beside the library's own interface.

/// Reads a line of `dixit extract --from jsonl`.
pub fn jsonl_line(line: &[u8]) {
    crate::cli::fuzz_jsonl_line(line);
}

/// Reads a remembered place, and joins it with another one.
pub fn remembered_place(bytes: &[u8]) {
    crate::store::fuzz_position(bytes);
}
