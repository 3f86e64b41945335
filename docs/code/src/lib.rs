include!(concat!(env!("OUT_DIR"), "/bindery/src/included.rs"));

/// The pages of the guide, so that their examples are compiled and run as doctests.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../../../README.md")]
    mod readme {}
    #[doc = include_str!("../../recipes.md")]
    mod recipes {}
    #[doc = include_str!("../../getting-started/vendored-crate.md")]
    mod vendored_crate {}
    #[doc = include_str!("../../getting-started/new-workspace.md")]
    mod new_workspace {}
    #[doc = include_str!("../../getting-started/existing-workspace.md")]
    mod existing_workspace {}
    #[doc = include_str!("../../getting-started/build-script.md")]
    mod build_script {}
    #[doc = include_str!("../../getting-started/offline.md")]
    mod offline {}
    #[doc = include_str!("../../concepts/requests.md")]
    mod requests {}
    #[doc = include_str!("../../concepts/errors.md")]
    mod errors {}
    #[doc = include_str!("../../concepts/retries.md")]
    mod retries {}
    #[doc = include_str!("../../concepts/pagination.md")]
    mod pagination {}
    #[doc = include_str!("../../concepts/credentials.md")]
    mod credentials {}
    #[doc = include_str!("../../concepts/streaming.md")]
    mod streaming {}
    #[doc = include_str!("../../concepts/testing.md")]
    mod testing {}
    #[doc = include_str!("../../documents/changing.md")]
    mod changing {}
    #[doc = include_str!("../../documents/wrong.md")]
    mod wrong {}
}
