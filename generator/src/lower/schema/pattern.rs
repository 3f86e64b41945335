//! Can a pattern be checked without an expression engine? (Schema Object, `pattern`; ECMA-262.)
//!
//! A pattern is translated when it is anchored at both ends and a plain sequence of repeated
//! character sets in which it is always clear where one ends and the next begins, so that one
//! pass decides. Anything else stays text with a documented pattern: the server decides.

use crate::ir::{Pattern, Piece};
use regex_syntax::ast::{
    AssertionKind, Ast, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, RepetitionKind,
    RepetitionRange, parse::ParserBuilder,
};

/// Longer sequences are no longer readable as a type.
const MAX_PIECES: usize = 64;

/// Inclusive ranges of characters.
type Ranges = Vec<(char, char)>;

/// Translates a pattern, if it is of the simple kind.
pub(super) fn pattern(expression: &str) -> Option<Pattern> {
    // POSIX classes exist in no ECMAScript, and mean something else there.
    if expression.contains("[:") {
        return None;
    }
    let mut parser = ParserBuilder::new().nest_limit(16).build();
    let ast = parser.parse(expression).ok()?;
    let Ast::Concat(sequence) = &ast else {
        return None;
    };
    let [first, middle @ .., last] = sequence.asts.as_slice() else {
        return None;
    };
    if !is_anchor(first, &AssertionKind::StartLine) || !is_anchor(last, &AssertionKind::EndLine) {
        return None;
    }
    let mut pieces = Vec::new();
    for part in middle {
        add(part, &mut pieces)?;
    }
    let pieces = joined(pieces);
    let useful = !pieces.is_empty() && pieces.len() <= MAX_PIECES && decidable(&pieces);
    // `^.*$` and `^[^/]+$` allow nearly everything: not worth a type.
    let distinctive = pieces.iter().any(|piece| is_narrow(&piece.ranges));
    (useful && distinctive).then(|| Pattern {
        expression: expression.into(),
        pieces,
    })
}

fn is_anchor(ast: &Ast, kind: &AssertionKind) -> bool {
    matches!(ast, Ast::Assertion(assertion) if assertion.kind == *kind)
}

/// Appends the pieces of a part.
fn add(part: &Ast, pieces: &mut Vec<Piece>) -> Option<()> {
    if let Some(ranges) = set(part) {
        pieces.push(Piece {
            ranges,
            min: 1,
            max: Some(1),
        });
        return Some(());
    }
    match part {
        Ast::Empty(_) => Some(()),
        Ast::Group(group) if group.flags().is_none() => add(&group.ast, pieces),
        Ast::Concat(sequence) => sequence.asts.iter().try_for_each(|part| add(part, pieces)),
        Ast::Repetition(repetition) if repetition.greedy => {
            let (min, max) = match &repetition.op.kind {
                RepetitionKind::ZeroOrOne => (0, Some(1)),
                RepetitionKind::ZeroOrMore => (0, None),
                RepetitionKind::OneOrMore => (1, None),
                RepetitionKind::Range(RepetitionRange::Exactly(n)) => (*n, Some(*n)),
                RepetitionKind::Range(RepetitionRange::AtLeast(n)) => (*n, None),
                RepetitionKind::Range(RepetitionRange::Bounded(n, m)) => (*n, Some(*m)),
            };
            let mut inner = Vec::new();
            add(&repetition.ast, &mut inner)?;
            match (inner.as_slice(), max) {
                ([one], _) if one.min == 1 && one.max == Some(1) => {
                    pieces.push(Piece {
                        ranges: one.ranges.clone(),
                        min,
                        max,
                    });
                }
                (several, Some(max)) if min == max && (max as usize) <= MAX_PIECES => {
                    for _ in 0..max {
                        pieces.extend_from_slice(several);
                    }
                }
                _ => return None,
            }
            (pieces.len() <= MAX_PIECES * 4).then_some(())
        }
        _ => None,
    }
}

/// The characters of a part that stands for exactly one.
fn set(part: &Ast) -> Option<Ranges> {
    match part {
        Ast::Literal(literal) => Some(vec![(literal.c, literal.c)]),
        Ast::Dot(_) => Some(negated(&sorted(vec![
            ('\n', '\n'),
            ('\r', '\r'),
            ('\u{2028}', '\u{2029}'),
        ]))),
        Ast::ClassPerl(class) => Some(perl(class)),
        Ast::ClassBracketed(class) => {
            let ClassSet::Item(item) = &class.kind else {
                return None;
            };
            let ranges = sorted(properties(item)?);
            let ranges = if class.negated {
                negated(&ranges)
            } else {
                ranges
            };
            (!ranges.is_empty()).then_some(ranges)
        }
        _ => None,
    }
}

fn properties(item: &ClassSetItem) -> Option<Ranges> {
    match item {
        ClassSetItem::Empty(_) => Some(Vec::new()),
        ClassSetItem::Literal(literal) => Some(vec![(literal.c, literal.c)]),
        ClassSetItem::Range(range) => Some(vec![(range.start.c, range.end.c)]),
        ClassSetItem::Perl(class) => Some(perl(class)),
        ClassSetItem::Union(union) => {
            let mut ranges = Vec::new();
            for item in &union.items {
                ranges.extend(properties(item)?);
            }
            Some(ranges)
        }
        // A bracket inside brackets is a character for ECMAScript and a class for this parser.
        ClassSetItem::Ascii(_) | ClassSetItem::Unicode(_) | ClassSetItem::Bracketed(_) => None,
    }
}

/// `\d`, `\w` and `\s` as ECMA-262 defines them: ASCII but for the spaces.
fn perl(class: &ClassPerl) -> Ranges {
    let ranges = match class.kind {
        ClassPerlKind::Digit => vec![('0', '9')],
        ClassPerlKind::Word => vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        ClassPerlKind::Space => vec![
            ('\t', '\r'),
            (' ', ' '),
            ('\u{a0}', '\u{a0}'),
            ('\u{1680}', '\u{1680}'),
            ('\u{2000}', '\u{200a}'),
            ('\u{2028}', '\u{2029}'),
            ('\u{202f}', '\u{202f}'),
            ('\u{205f}', '\u{205f}'),
            ('\u{3000}', '\u{3000}'),
            ('\u{feff}', '\u{feff}'),
        ],
    };
    if class.negated {
        negated(&ranges)
    } else {
        ranges
    }
}

/// In order, without overlap, neighbours joined.
fn sorted(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut sorted: Ranges = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match sorted.last_mut() {
            Some((_, last)) if low <= *last || after(*last) == Some(low) => {
                *last = high.max(*last);
            }
            _ => sorted.push((low, high)),
        }
    }
    sorted
}

/// Every character that is not in these sorted ranges.
fn negated(ranges: &[(char, char)]) -> Ranges {
    let mut others = Vec::with_capacity(ranges.len() + 1);
    let mut next = Some('\0');
    for (low, high) in ranges {
        if let (Some(from), Some(to)) = (next, before(*low))
            && from <= to
        {
            others.push((from, to));
        }
        next = after(*high);
    }
    if let Some(from) = next {
        others.push((from, char::MAX));
    }
    others
}

fn after(character: char) -> Option<char> {
    (character..=char::MAX).nth(1)
}

fn before(character: char) -> Option<char> {
    ('\0'..character).next_back()
}

/// Neighbours with one set become one piece.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.into_iter().filter(|piece| piece.max != Some(0)) {
        match joined.last_mut() {
            Some(last) if last.ranges == piece.ranges => {
                last.min = last.min.saturating_add(piece.min);
                last.max = match (last.max, piece.max) {
                    (Some(one), Some(other)) => one.checked_add(other),
                    _ => None,
                };
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// Whether a set leaves most characters out.
fn is_narrow(ranges: &[(char, char)]) -> bool {
    let widths = ranges
        .iter()
        .map(|(low, high)| u32::from(*high) - u32::from(*low) + 1);
    widths.sum::<u32>() < 0x8000
}

/// Whether taking as much as fits is always right: what may follow a piece of no fixed length has
/// no character in common with it.
fn decidable(pieces: &[Piece]) -> bool {
    let mut rest = pieces;
    while let [piece, following @ ..] = rest {
        if piece.max != Some(piece.min) {
            for next in following {
                if overlap(&piece.ranges, &next.ranges) {
                    return false;
                }
                if next.min > 0 {
                    break;
                }
            }
        }
        rest = following;
    }
    true
}

fn overlap(one: &[(char, char)], other: &[(char, char)]) -> bool {
    one.iter()
        .any(|(low, high)| other.iter().any(|(from, to)| low <= to && from <= high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(expression: &str) -> Option<Vec<(String, u32, Option<u32>)>> {
        let spelled = |(low, high): &(char, char)| format!("{low}{high}");
        Some(
            pattern(expression)?
                .pieces
                .iter()
                .map(|p| (p.ranges.iter().map(spelled).collect(), p.min, p.max))
                .collect(),
        )
    }

    fn piece(ranges: &str, min: u32, max: Option<u32>) -> (String, u32, Option<u32>) {
        (ranges.to_owned(), min, max)
    }

    #[test]
    fn sequences_of_sets_are_translated() {
        assert_eq!(
            pieces("^KS[0-9a-fA-F]{32}$"),
            Some(vec![
                piece("KK", 1, Some(1)),
                piece("SS", 1, Some(1)),
                piece("09AFaf", 32, Some(32))
            ])
        );
        assert_eq!(
            pieces(r"^\d{1,3}(\.\d+)?$"),
            None,
            "an optional group of several pieces"
        );
        assert_eq!(
            pieces(r"^([a-z])+-\w?$"),
            Some(vec![
                piece("az", 1, None),
                piece("--", 1, Some(1)),
                piece("09AZ__az", 0, Some(1))
            ])
        );
        assert_eq!(pieces("^[a-z][a-z]*$"), Some(vec![piece("az", 1, None)]));
        assert_eq!(
            pieces("^(ab){2}$").map(|pieces| pieces.len()),
            Some(4),
            "a fixed repeat count is expanded"
        );
    }

    #[test]
    fn everything_else_stays_text() {
        for expression in [
            "KS[0-9]{32}",
            "^KS",
            "^a|b$",
            "^(a|b)$",
            "^(?=a)b$",
            r"^\p{L}+$",
            "^[[:alpha:]]+$",
            "^[a-z]*[a-z0-9]$",
            "^[a-z]([-a-z0-9]*[a-z0-9])?$",
            "^(?i)abc$",
            r"^\bfoo$",
            "^.*$",
            r"^[\s\S]*$",
            "^$",
            "^a*?a$",
            "^[",
            "",
            "^((((((((((((((((((a))))))))))))))))))$",
        ] {
            assert_eq!(pieces(expression), None, "{expression}");
        }
    }

    #[test]
    fn sets_follow_ecma_script() {
        assert_eq!(
            pieces(r"^a\D$"),
            Some(vec![
                piece("aa", 1, Some(1)),
                piece("\0/:\u{10ffff}", 1, Some(1))
            ])
        );
        let space = pattern(r"^\s?$").unwrap();
        assert!(space.pieces[0].ranges.contains(&('\u{feff}', '\u{feff}')));
        assert_eq!(before('\u{e000}'), Some('\u{d7ff}'));
        assert_eq!(after(char::MAX), None);
    }
}
