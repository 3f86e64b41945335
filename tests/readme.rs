//! Do the programs that the README shows compile?
//!
//! They are examples too, so cargo compiles them; here they are held equal to what is shown.

#[test]
fn the_first_programs_are_the_examples() {
    let readme = include_str!("../README.md");
    for example in [
        include_str!("../examples/twilio.rs"),
        include_str!("../examples/bandwidth.rs"),
        include_str!("../examples/mock.rs"),
    ] {
        let (_, program) = example
            .split_once("\n\n")
            .expect("a program below its heading");
        assert!(
            readme.contains(&format!("```rust\n{program}```\n")),
            "not in the README as it stands:\n{program}"
        );
    }
}
