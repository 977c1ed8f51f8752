//! Doc comments in the words of somebody who does not know the code.

/// Without references to the requirements in parentheses, and without links into the code.
pub(crate) fn for_strangers(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inside, behind)) = after.split_once(')') else {
            break;
        };
        if is_reference(inside) {
            kept.push_str(before.trim_end());
        } else {
            kept.push_str(before);
            kept.push('(');
            kept.push_str(inside);
            kept.push(')');
        }
        rest = behind;
    }
    kept.push_str(rest);
    let kept = without_links(&kept);
    kept.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// `C21 to C23, K5`, `requirements 3.2`, `design 4`.
fn is_reference(inside: &str) -> bool {
    let first = inside
        .split([' ', ',', ':', ';'])
        .next()
        .unwrap_or_default();
    let mut letters = first.chars();
    let is_number = letters
        .next()
        .is_some_and(|letter| "CEFGKRS".contains(letter))
        && first.len() > 1
        && letters.all(|digit| digit.is_ascii_digit());
    is_number
        || matches!(
            first,
            "design" | "reliability" | "requirements" | "experience"
        )
}

/// `: see [`x`]` goes, and ``[`x`]`` becomes `` `x` ``.
fn without_links(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((inside, behind)) = after.split_once("`]") else {
            break;
        };
        if let Some(before) = before.strip_suffix(": see ") {
            kept.push_str(before);
        } else {
            kept.push_str(before);
            kept.push('`');
            kept.push_str(inside);
            kept.push('`');
        }
        rest = behind;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_reads_no_numbers_of_requirements() {
        for (written, read) in [
            ("Who may rewrite it (C14).", "Who may rewrite it."),
            (
                "From touch to signup (C30, E5), in days.",
                "From touch to signup, in days.",
            ),
            ("Why it came (requirements 3.8).", "Why it came."),
            (
                "One of several (at most 45).",
                "One of several (at most 45).",
            ),
            ("It pays: see [`crate::paying`].", "It pays."),
            ("At most [`LIMIT`].", "At most `LIMIT`."),
            ("One\nline.\n\nAnother (F61).", "One line.\n\nAnother."),
        ] {
            assert_eq!(for_strangers(written), read);
        }
    }
}
