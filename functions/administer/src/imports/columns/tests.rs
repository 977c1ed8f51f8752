use super::*;

fn now() -> Timestamp {
    "2022-05-25T09:00:00Z".parse().unwrap()
}

fn read(cells: &[(&'static str, &str)]) -> Result<Row, Vec<Fault>> {
    let signer = Signer::from_secret("a secret that is long enough for anyone").unwrap();
    let cells = cells.iter().map(|(name, text)| (*name, (*text).to_owned()));
    let raw = Raw {
        line: 2,
        cells: cells.collect(),
        faults: Vec::new(),
    };
    let reader = Reader {
        signer: &signer,
        now: now(),
    };
    reader.row(&raw)
}

/// Column and value beside a good account id, and what is said of it.
#[track_caller]
fn refused(cells: &[(&'static str, &str)], field: &str, detail: &str) {
    let cells = [&[("account_id", "acme")], cells].concat();
    assert_eq!(read(&cells), Err(vec![Fault::of(field, detail)]));
}

#[test]
fn a_whole_row_is_read() {
    let row = read(&[
        ("account_id", "42"),
        ("signed_up_at", "2021-03-01"),
        ("status", "Open"),
        ("account_name", "Acme Ltd"),
        ("stripe_customer_id", "cus_1"),
        ("currency", "usd"),
        ("participant_id", "ana"),
        ("email", "Ana@Acme.example"),
        ("email_verified_at", "2021-03-01T08:05:00+01:00"),
        ("name", "Ana Ruiz"),
        ("locale", "pt-BR"),
        ("time_zone", "Europe/Madrid"),
    ])
    .unwrap();
    assert_eq!(row.account_id.as_str(), "42");
    assert_eq!(
        row.signed_up_at.unwrap().to_string(),
        "2021-03-01T00:00:00Z"
    );
    assert_eq!(row.standing, Standing::Open);
    let Some(Person::Member(ana)) = row.person else {
        panic!("{:?}", row.person)
    };
    let verified_at = ana.email_verified_at.unwrap();
    assert_eq!(verified_at.to_string(), "2021-03-01T07:05:00Z");
}

#[test]
fn every_column_says_what_it_must_be() {
    let id = domain::id::InvalidId.to_string();
    refused(&[("signed_up_at", "1.3.2021")], "signed_up_at", INSTANT);
    refused(
        &[("signed_up_at", "2023-01-01")],
        "signed_up_at",
        "lies in the future",
    );
    refused(&[("status", "gone")], "status", "must be open or closed");
    refused(
        &[("stripe_customer_id", "cus 1")],
        "stripe_customer_id",
        &id,
    );
    refused(
        &[
            ("locale", "english!"),
            ("participant_id", "ana"),
            ("email", "a@b.example"),
        ],
        "locale",
        LOCALE,
    );
    refused(
        &[
            ("time_zone", "Madrid"),
            ("participant_id", "ana"),
            ("email", "a@b.example"),
        ],
        "time_zone",
        TIME_ZONE,
    );
    let currency = "\"euro\" is not a currency of ISO 4217; write three letters, such as USD";
    refused(&[("currency", "euro")], "currency", currency);
    let email = "has no @: write an address such as bo@example.com";
    refused(&[("email", "ana")], "email", email);
}

#[test]
fn columns_that_belong_together_come_together() {
    let alone = "is kept of a member alone: give the participant_id";
    refused(&[("email", "a@b.example"), ("name", "Ana")], "name", alone);
    let beside = "is required beside participant_id";
    refused(&[("participant_id", "ana")], "email", beside);
    let closed = "goes with the status closed";
    refused(
        &[("status", "open"), ("closed_at", "2021-01-01")],
        "closed_at",
        closed,
    );
    assert_eq!(read(&[]), Err(vec![Fault::of("account_id", "is required")]));
}

#[test]
fn all_mistakes_of_a_row_are_told_at_once() {
    let faults = read(&[("account_id", "a b"), ("email", "ana"), ("status", "gone")]).unwrap_err();
    let fields: Vec<String> = faults.into_iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["account_id", "status", "email"]);
}

#[test]
fn a_former_customer_may_be_a_mere_address() {
    let row = read(&[
        ("account_id", "acme"),
        ("closed_at", "2021-06-30"),
        ("email", "a@b.example"),
        ("name", "Ana"),
    ]);
    let row = row.unwrap();
    assert!(matches!(
        row.standing,
        Standing::Closed { closed_at: Some(_) }
    ));
    assert!(matches!(row.person, Some(Person::Address(_))));
}
