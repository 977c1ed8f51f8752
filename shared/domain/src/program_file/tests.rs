use super::*;
use crate::allowance::caps::CapPeriod;
use crate::preset;
use crate::program::TouchParameter;
use crate::reminder::ReminderSettings;
use crate::terms::{Application, Eligibility, Method, SignupRequires, Trigger};

#[track_caller]
fn then_refused(edit: (&str, &str), line_of: &str, key: &str, says: &str) {
    let text = preset::CLIENTJOY.toml.replacen(edit.0, edit.1, 1);
    assert_ne!(
        text,
        preset::CLIENTJOY.toml,
        "the edit {edit:?} changes nothing"
    );
    let error = parse(&text).unwrap_err();
    let line = text
        .lines()
        .position(|l| l.starts_with(line_of))
        .map(|index| index.saturating_add(1));
    assert_eq!(Some(error.line), line, "{error}");
    assert_eq!(error.key, key, "{error}");
    assert!(error.message.contains(says), "{error}");
}

#[test]
fn the_clientjoy_preset_pays_both_sides_on_signup() {
    let (settings, rules) = parse(preset::CLIENTJOY.toml).unwrap();
    assert_eq!(rules.trigger, Trigger::Signup);
    assert_eq!(rules.signup_requires, SignupRequires::None);
    assert_eq!(rules.hold_days, 0);
    assert_eq!(rules.application, Application::OnRequest);
    assert_eq!(rules.methods, BTreeSet::from([Method::Link]));
    assert_eq!(settings.invites.recipients_per_request, 1);
    assert_eq!(settings.networks.len(), 5);
}

#[test]
fn the_contactually_preset_pays_the_paying_referrer_on_the_first_payment() {
    let (settings, rules) = parse(preset::CONTACTUALLY.toml).unwrap();
    assert_eq!(rules.trigger, Trigger::FirstPayment);
    assert_eq!(rules.eligibility, Eligibility::Paying);
    assert_eq!(rules.on_ineligible, OnIneligible::Forfeit);
    assert_eq!(rules.application, Application::Automatic);
    assert_eq!(rules.methods, BTreeSet::from([Method::Accept]));
    assert_eq!(settings.invites.per_day, 50);
    assert!(settings.networks.is_empty());
}

#[test]
fn a_misspelt_key_is_named_with_its_line_and_the_nearest_right_name() {
    then_refused(
        ("trigger = ", "triger = "),
        "triger",
        "reward.triger",
        "did you mean `trigger`?",
    );
    then_refused(
        ("[sharing]", "[shareing]"),
        "[shareing]",
        "shareing",
        "did you mean `sharing`?",
    );
}

#[test]
fn a_misspelt_value_is_named_with_the_nearest_right_one() {
    then_refused(
        ("trigger = \"signup\"", "trigger = \"singup\""),
        "trigger",
        "reward.trigger",
        "did you mean `signup`?",
    );
}

#[test]
fn values_out_of_range_say_the_range() {
    then_refused(
        (
            "recipients_per_request = 1 ",
            "recipients_per_request = 46 ",
        ),
        "recipients_per_request",
        "invites.recipients_per_request",
        "from 1 to 45",
    );
    then_refused(
        ("open_at_most = 50", "open_at_most = 201"),
        "open_at_most",
        "invites.open_at_most",
        "at most 200",
    );
    then_refused(
        ("window_days = 90", "window_days = 0"),
        "window_days",
        "attribution.window_days",
        "from 1 to 3650 days",
    );
    then_refused(
        ("\"Asia/Kolkata\"", "\"Asia/Calcuta\""),
        "time_zone",
        "time_zone",
        "IANA name",
    );
}

#[test]
fn amounts_and_dates_say_how_to_write_them() {
    then_refused(
        ("\"50 USD\"", "\"50\""),
        "referrer",
        "schedule.referrer",
        "such as \"50 USD\"",
    );
    then_refused(
        ("\"50 USD\"", "\"-5 USD\""),
        "referrer",
        "schedule.referrer",
        "not an amount",
    );
    then_refused(
        ("until = 2022-06-01T00:00:00", "until = 2022-05-31"),
        "until",
        "schedule.until",
        "2022-06-01T00:00:00",
    );
    then_refused(
        ("from = 2022-06-01T00:00:00", "from = 2022-13-02T00:00:00"),
        "from",
        "schedule.from",
        "",
    );
}

#[test]
fn a_gap_is_shown_where_the_next_period_begins() {
    let text = preset::CLIENTJOY
        .toml
        .replace("from = 2022-06-01", "from = 2022-06-02");
    let error = parse(&text).unwrap_err();
    let line = text
        .lines()
        .collect::<Vec<_>>()
        .iter()
        .rposition(|l| l.starts_with("[[schedule"));
    assert_eq!(
        (Some(error.line), error.key.as_str()),
        (line.map(|l| l + 1), "schedule")
    );
    assert!(error.message.contains("without a gap"), "{error}");
}

#[test]
fn a_server_that_invites_must_say_where_it_lives() {
    then_refused(
        (
            "postal_address = \"1 Example Street, Example City\"",
            "postal_address = \"\"",
        ),
        "postal_address",
        "invites.postal_address",
        "is needed",
    );
}

#[test]
fn invites_by_mail_need_a_message_of_the_programs_own() {
    let (_, own) = preset::CLIENTJOY.toml.split_once("message =").unwrap();
    then_refused((own, " ''"), "message", "invites.message", "is needed");
    let text = preset::CLIENTJOY.toml.replacen(own, " ''", 1);
    let text = text.replacen("mode = \"server\"", "mode = \"self_send\"", 1);
    assert!(parse(&text).is_ok());
}

#[test]
fn links_lead_only_to_https() {
    for url in [
        "http://example.com",
        "javascript:alert(1)",
        "//evil",
        "https://u@evil",
        "https:\\\\e",
    ] {
        let edit = format!("upgrade_url = '{url}'");
        then_refused(
            ("upgrade_url = \"https://app.example.com/plans\"", &edit),
            "upgrade_url",
            "upgrade_url",
            "https://",
        );
    }
}

#[test]
fn the_draft_obeys_the_rules_of_every_message() {
    then_refused(
        ("Sign up with my link", "Sign up at https://x.example"),
        "text",
        "sharing.text",
        "",
    );
}

#[test]
fn reminders_are_sent_unless_they_are_switched_off() {
    let without = preset::CLIENTJOY.toml.split("[reminders]").next().unwrap();
    let (settings, _) = parse(without).unwrap();
    assert_eq!(settings.reminders, ReminderSettings::default());
    let (settings, _) = parse(&format!("{without}[reminders]\nmonthly_digest = false\n")).unwrap();
    assert!(!settings.reminders.monthly_digest && settings.reminders.unused_link);
}

#[test]
fn a_misspelt_reminder_is_named_with_the_nearest_right_name() {
    then_refused(
        ("monthly_digest = ", "montly_digest = "),
        "montly_digest",
        "reminders.montly_digest",
        "did you mean `monthly_digest`?",
    );
    then_refused(
        ("unused_link = true", "unused_link = \"yes\""),
        "unused_link",
        "reminders.unused_link",
        "expected a boolean",
    );
}

#[test]
fn credit_expires_only_where_the_file_says_so() {
    let (_, rules) = parse(preset::CLIENTJOY.toml).unwrap();
    assert_eq!(rules.expiry_days, None);
    let text = preset::CLIENTJOY
        .toml
        .replace("hold_days = 0", "expiry_days = 365\nhold_days = 0");
    assert_eq!(parse(&text).unwrap().1.expiry_days, Some(365));
    then_refused(
        ("hold_days = 0", "expiry_days = 0\nhold_days = 0"),
        "expiry_days",
        "reward.expiry_days",
        "from 1 to 3650 days",
    );
}

#[test]
fn an_invoice_is_labelled_only_where_the_file_says_so() {
    assert_eq!(parse(preset::CLIENTJOY.toml).unwrap().0.invoice_label, None);
    let labelled = |label: &str| {
        let edited = format!("invoice_label = \"{label}\"\nstatus = ");
        parse(&preset::CLIENTJOY.toml.replacen("status = ", &edited, 1))
    };
    let (settings, _) = labelled(" Referral credit ").unwrap();
    assert_eq!(settings.invoice_label.as_deref(), Some("Referral credit"));
    for wrong in [" ".to_owned(), "x".repeat(41)] {
        let error = labelled(&wrong).unwrap_err();
        assert_eq!(error.key, "invoice_label");
        assert!(error.message.contains("1 to 40"), "{error}");
    }
}

#[test]
fn a_program_names_what_its_links_append() {
    let named = |parameter: &str| {
        let edited = format!("model = \"first_touch\"\nparameter = \"{parameter}\"");
        parse(
            &preset::CLIENTJOY
                .toml
                .replacen("model = \"first_touch\"", &edited, 1),
        )
    };
    let (settings, _) = parse(preset::CLIENTJOY.toml).unwrap();
    assert_eq!(settings.touch_parameter, TouchParameter::Ref);
    for (name, parameter) in [("via", TouchParameter::Via), ("r", TouchParameter::R)] {
        let (settings, _) = named(name).unwrap();
        assert_eq!(settings.touch_parameter, parameter);
        assert_eq!(settings.touch_parameter.as_str(), name);
    }
    let error = named("rf").unwrap_err();
    assert!(error.message.contains("did you mean `ref`?"), "{error}");
}

#[test]
fn a_program_that_reviews_says_how_many_signups_it_expects() {
    let reviewed = |review: &str| parse(&format!("{}[review]\n{review}\n", preset::CLIENTJOY.toml));
    let (settings, _) = parse(preset::CLIENTJOY.toml).unwrap();
    assert_eq!(settings.review, crate::review::ReviewSettings::default());
    let (settings, _) = reviewed("signups_per_day = 20").unwrap();
    assert_eq!(settings.review.signups_per_day, Some(20));
    let error = reviewed("signups_per_day = 0").unwrap_err();
    assert_eq!(error.key, "review.signups_per_day");
    let error = reviewed("approval = \"manul\"").unwrap_err();
    assert!(error.message.contains("did you mean `manual`?"), "{error}");
}

#[test]
fn a_program_includes_every_plan_unless_it_names_some() {
    assert!(
        parse(preset::CONTACTUALLY.toml)
            .unwrap()
            .1
            .prices
            .is_empty()
    );
    let naming = |prices: &str| {
        let edit = format!("hold_days = 0\nprices = {prices}");
        let text = preset::CONTACTUALLY
            .toml
            .replacen("hold_days = 0", &edit, 1);
        parse(&text).map(|(_, rules)| rules.prices)
    };
    let prices = naming("[\"price_1OaB\", \"prod_P7cD\", \"gold-monthly\"]").unwrap();
    assert_eq!(prices.len(), 3);
    for (wrong, says) in [
        ("[\"29 USD\"]", "no price or product of Stripe's"),
        ("[\"sub_1\"]", "write ids such as \"price_1OaB\""),
        ("[\"\"]", "leave it out"),
        ("[\"price_1\", \"price_1\"]", "names price_1 twice"),
    ] {
        let error = naming(wrong).unwrap_err();
        assert_eq!(error.key, "reward.prices", "{error}");
        assert!(error.message.contains(says), "{error}");
    }
    let many: Vec<String> = (0..101).map(|nth| format!("price_{nth}")).collect();
    let error = naming(&format!("{many:?}")).unwrap_err();
    assert!(error.message.contains("at most 100"), "{error}");
}

#[test]
fn e55_a_friend_has_to_stay_for_no_longer_than_the_credit_is_held() {
    let (_, rules) = parse(preset::CONTACTUALLY.toml).unwrap();
    assert_eq!(rules.require_retention_days, None);
    let asking = |preset: preset::Preset, reward: &str| {
        let text = preset.toml.replacen("hold_days = 0", reward, 1);
        parse(&text).map(|(_, rules)| rules.require_retention_days)
    };
    let paid = preset::CONTACTUALLY;
    for days in [14, 30] {
        let reward = format!("hold_days = 30\nrequire_retention_days = {days}");
        assert_eq!(asking(paid, &reward).unwrap(), Some(days));
    }
    for (preset, reward, says) in [
        (
            paid,
            "hold_days = 14\nrequire_retention_days = 30",
            "reward.hold_days is 14: credit must be held for as long as the friend has to stay; \
             set hold_days = 30, or ask for at most 14 days",
        ),
        (
            paid,
            "hold_days = 14\nrequire_retention_days = 0",
            "from 1 to 3650 days",
        ),
        (
            preset::CLIENTJOY,
            "hold_days = 14\nrequire_retention_days = 14",
            "needs trigger = \"first_payment\"",
        ),
    ] {
        let error = asking(preset, reward).unwrap_err();
        assert_eq!(error.key, "reward.require_retention_days", "{error}");
        assert!(error.message.contains(says), "{error}");
    }
}

#[test]
fn e33_credit_ends_with_the_referrers_subscription_only_where_the_file_says_so() {
    let (_, rules) = parse(preset::CONTACTUALLY.toml).unwrap();
    assert!(!rules.void_on_cancel);
    let table = "[referrer]\nvoid_on_cancel = true";
    let text = preset::CONTACTUALLY.toml.replacen("[referrer]", table, 1);
    assert!(parse(&text).unwrap().1.void_on_cancel);
}

#[test]
fn limits_hold_only_where_the_file_sets_them() {
    let (settings, rules) = parse(preset::CLIENTJOY.toml).unwrap();
    assert!(settings.budget.is_empty() && rules.caps.is_none());
    let limited = |limits: &str| format!("{}[limits]\n{limits}\n", preset::CLIENTJOY.toml);
    let text = limited(
        "budget = [\"1000 USD\"]\nrewards_per_referrer = 50\nrewards_per_period = 5\nperiod = \"year\"",
    );
    let (settings, rules) = parse(&text).unwrap();
    assert_eq!(settings.budget.all().count(), 1);
    assert_eq!(rules.caps.in_all, Some(50));
    let per_period = rules.caps.per_period.unwrap();
    assert_eq!(
        (per_period.at_most, per_period.period),
        (5, CapPeriod::Year)
    );
    for (wrong, key, says) in [
        ("budget = [\"1000 EUR\"]", "limits.budget", "names no USD"),
        ("budget = [\"1000\"]", "limits.budget", "not an amount"),
        (
            "rewards_per_referrer = 0",
            "limits.rewards_per_referrer",
            "from 1 to",
        ),
        (
            "rewards_per_period = 5",
            "limits.rewards_per_period",
            "needs limits.period",
        ),
        (
            "period = \"day\"",
            "limits.period",
            "needs limits.rewards_per_period",
        ),
        ("period = \"dya\"", "limits.period", "did you mean `day`?"),
    ] {
        let text = limited(wrong);
        let error = parse(&text).unwrap_err();
        assert_eq!(error.key, key, "{error}");
        assert!(error.message.contains(says), "{error}");
        assert_eq!(text.lines().nth(error.line - 1), Some(wrong), "{error}");
    }
}

#[test]
fn a_page_says_which_of_its_settings_is_wrong_and_what_would_be_right() {
    let with =
        |page: &str| parse(&format!("{}\n{page}", preset::CLIENTJOY.toml)).map(|(it, _)| it.page);
    let page = with("[page]\nradius = 4\n[page.light]\nbrand = \"#7a2048\"").unwrap();
    assert_eq!(page.radius, Some(4));
    for (page, key, said) in [
        ("[page]\nradius = 25", "page.radius", "from 0 to 24"),
        (
            "[page]\nlogo = \"http://a.example\"",
            "page.logo",
            "https://",
        ),
        (
            "[page]\nembed_origins = [\"a.example\"]",
            "page.embed_origins",
            "whole origins",
        ),
        (
            "[page.light]\nbrand = \"#ff8800\"",
            "page.light.brand",
            "the nearest that passes",
        ),
        (
            "[page.dark]\nbrand = \"blue\"",
            "page.dark.brand",
            "six digits",
        ),
        (
            "[page.dark]\nbrnad = \"#ffffff\"",
            "page.dark.brnad",
            "did you mean `brand`",
        ),
    ] {
        let refused = with(page).unwrap_err();
        assert_eq!(refused.key, key, "{refused}");
        assert!(refused.message.contains(said), "{refused}");
    }
}
