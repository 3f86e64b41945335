//! The files of the runtime as text: one constant for each file, with the name of its module.
#![allow(non_upper_case_globals, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn each_file_is_listed_with_its_text() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/runtime");
        let files = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(super::ALL.len(), files - 1, "all but mod.rs");
        let listed = super::ALL.iter().find(|(name, _)| *name == "retry");
        assert_eq!(listed, Some(&("retry", super::retry)));
        let path = format!("{folder}/retry.rs");
        assert_eq!(super::retry, std::fs::read_to_string(path).unwrap());
    }
}
