//! Addresses as people paste them: one box, many friends (K2, C13).

use crate::invite_request::Recipient;

/// What a table's heading calls the column of addresses.
const HEADINGS: [&str; 5] = ["email", "e-mail", "mail", "email address", "e-mail address"];

/// `Bo Kim <bo@example.com>, cy@example.com` as recipients with and without a name, in their order.
///
/// Commas, semicolons, tabs and new lines part them. A line with one address and names beside it is
/// a row of a table (`Bo,Kim,bo@example.com`), and its heading is nobody. Whatever else is left
/// over stays as an address of its own, for the check to say what is wrong with it: nothing that
/// was typed is passed over.
pub fn recipients(text: &str) -> Vec<Recipient> {
    text.lines().flat_map(|line| row(fields(line))).collect()
}

/// The texts of a line, without the quotes that keep commas in them; open quotes end with the line.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut in_quotes = false;
    for letter in line.chars() {
        match (letter, fields.last_mut()) {
            ('"', _) => in_quotes = !in_quotes,
            (',' | ';' | '\t', _) if !in_quotes => fields.push(String::new()),
            (letter, Some(field)) => field.push(letter),
            (_, None) => {}
        }
    }
    let trimmed = fields.iter().map(|field| field.trim().to_owned());
    trimmed.filter(|field| !field.is_empty()).collect()
}

fn row(fields: Vec<String>) -> Vec<Recipient> {
    let (addresses, names): (Vec<&String>, Vec<&String>) =
        fields.iter().partition(|field| field.contains('@'));
    match addresses.as_slice() {
        [] if names.iter().any(|name| is_heading(name)) => Vec::new(),
        [address] if is_table(address, &names) => vec![Recipient {
            email: (*address).clone(),
            name: Some(names.into_iter().cloned().collect::<Vec<_>>().join(" ")),
        }],
        _ => fields.iter().map(|field| recipient(field)).collect(),
    }
}

fn is_heading(name: &str) -> bool {
    HEADINGS.contains(&name.to_lowercase().as_str())
}

fn is_table(address: &str, names: &[&String]) -> bool {
    !address.contains('<') && !names.is_empty() && names.iter().all(|name| is_name(name))
}

/// Letters, and what stands between them; a dot only after an initial, so that an address that lost
/// its `@` is no name.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_end = letters.peek().is_none_or(|next| *next == ' ');
        let is_fine = letter.is_alphabetic()
            || matches!(letter, ' ' | ',' | '\'' | '’' | '-')
            || (letter == '.' && is_end);
        if !is_fine {
            return false;
        }
    }
    true
}

fn recipient(field: &str) -> Recipient {
    let Some((name, rest)) = field.split_once('<') else {
        return Recipient {
            email: field.to_owned(),
            name: None,
        };
    };
    let name = name.trim();
    Recipient {
        email: rest.trim_end().trim_end_matches('>').trim().to_owned(),
        name: (!name.is_empty()).then(|| name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        let recipients = recipients(text).into_iter();
        recipients.map(|it| (it.email, it.name)).collect()
    }

    fn of(email: &str, name: Option<&str>) -> (String, Option<String>) {
        (email.to_owned(), name.map(str::to_owned))
    }

    #[test]
    fn k2_addresses_are_read_as_people_paste_them() {
        assert_eq!(
            read("Bo K <bo@a.example>, cy@b.example;\r\n\r\ndi@c.example\n\t<eve@d.example>"),
            [
                of("bo@a.example", Some("Bo K")),
                of("cy@b.example", None),
                of("di@c.example", None),
                of("eve@d.example", None),
            ]
        );
    }

    #[test]
    fn a_comma_in_a_quoted_name_parts_nothing() {
        assert_eq!(
            read("\"Kim, Bo\" <bo@a.example>, cy@b.example"),
            [
                of("bo@a.example", Some("Kim, Bo")),
                of("cy@b.example", None)
            ]
        );
    }

    #[test]
    fn k2_a_table_is_read_by_rows_and_its_heading_is_nobody() {
        let table = "First name,Last name,E-Mail\nBo,Kim,bo@a.example\nJ. D.;;jd@b.example\n\
                     \"O’Neill, Di\"\tdi@c.example\neve@d.example,Eve";
        assert_eq!(
            read(table),
            [
                of("bo@a.example", Some("Bo Kim")),
                of("jd@b.example", Some("J. D.")),
                of("di@c.example", Some("O’Neill, Di")),
                of("eve@d.example", Some("Eve")),
            ]
        );
    }

    #[test]
    fn what_is_no_address_is_kept_to_be_complained_about() {
        assert_eq!(read("bo at a.example"), [of("bo at a.example", None)]);
        assert_eq!(
            read("bo.a.example, cy@b.example"),
            [of("bo.a.example", None), of("cy@b.example", None)]
        );
        assert_eq!(
            read("\"open quote\ncy@b.example")[1],
            of("cy@b.example", None)
        );
        assert_eq!(read(" ,; \n"), []);
    }
}
