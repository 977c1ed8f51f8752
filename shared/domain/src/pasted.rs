//! Addresses as people paste them: one box, many friends (K2, C13).

use crate::invite_request::Recipient;

/// Between two addresses: commas, semicolons, tabs and new lines.
const BETWEEN: [char; 4] = [',', ';', '\n', '\t'];

/// `Bo Kim <bo@example.com>, cy@example.com` as recipients with and without a name, in their order.
///
/// Whatever is left over stays as an address of its own, for the check to say what is wrong with
/// it: nothing that was typed is passed over.
pub fn recipients(text: &str) -> Vec<Recipient> {
    let mut found = Vec::new();
    let mut entry = String::new();
    let mut in_quotes = false;
    for letter in text.chars() {
        match letter {
            '"' => in_quotes = !in_quotes,
            // Quotes that are not closed end with their line.
            letter if BETWEEN.contains(&letter) && (!in_quotes || letter == '\n') => {
                found.extend(recipient(&entry));
                entry.clear();
                in_quotes = false;
            }
            letter => entry.push(letter),
        }
    }
    found.extend(recipient(&entry));
    found
}

fn recipient(entry: &str) -> Option<Recipient> {
    let entry = entry.trim();
    if entry.is_empty() {
        return None;
    }
    let Some((name, rest)) = entry.split_once('<') else {
        return Some(Recipient {
            email: entry.to_owned(),
            name: None,
        });
    };
    let name = name.trim();
    Some(Recipient {
        email: rest.trim_end().trim_end_matches('>').trim().to_owned(),
        name: (!name.is_empty()).then(|| name.to_owned()),
    })
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
    fn what_is_no_address_is_kept_to_be_complained_about() {
        assert_eq!(read("bo at a.example"), [of("bo at a.example", None)]);
        assert_eq!(
            read("\"open quote\ncy@b.example")[1],
            of("cy@b.example", None)
        );
        assert_eq!(read(" ,; \n"), []);
    }
}
