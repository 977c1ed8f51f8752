//! Which piece of evidence counts, of several.

use super::*;

/// Beside Ana of Acme, Carl of Corp refers as well.
fn with_corp(mut story: Story) -> Story {
    let corp = testing::account("corp");
    story.world.accounts.insert(corp.id.clone(), corp);
    story
}

#[track_caller]
fn credited_to(story: &Story) -> String {
    story.referral().referrer_account_id.to_string()
}

fn two_clicks(model: AttributionModel) -> Story {
    let mut story = with_corp(clientjoy().with_rules(|rules| rules.model = model));
    story.found = vec![
        testing::clicked(&story.program, "corp", "2022-05-22"),
        testing::clicked(&story.program, REFERRER, "2022-05-20"),
    ];
    story
}

#[test]
fn e5_of_two_clicks_the_first_counts() {
    let story = two_clicks(AttributionModel::FirstTouch).signs_up("2022-05-25");
    assert_eq!(credited_to(&story), REFERRER);
}

#[test]
fn of_two_clicks_the_last_counts_where_the_program_says_so() {
    let story = two_clicks(AttributionModel::LastTouch).signs_up("2022-05-25");
    assert_eq!(credited_to(&story), "corp");
}

#[test]
fn e5_the_first_click_inside_the_window_counts_where_an_earlier_one_is_too_old() {
    let story = two_clicks(AttributionModel::FirstTouch)
        .with_rules(|rules| rules.attribution_window_days = 4)
        .signs_up("2022-05-25");
    assert_eq!(credited_to(&story), "corp");
}

#[test]
fn e5_an_accepted_invite_beats_an_earlier_click() {
    let mut story = with_corp(any_method());
    story.found = vec![
        testing::clicked(&story.program, REFERRER, "2022-05-20"),
        testing::accepted(&story.program, "corp", "2022-05-22"),
    ];
    assert_eq!(credited_to(&story.signs_up("2022-05-25")), "corp");
}

#[test]
fn e5_of_two_accepted_invites_the_first_counts_whatever_the_model() {
    for model in [AttributionModel::FirstTouch, AttributionModel::LastTouch] {
        let mut story = with_corp(any_method().with_rules(|rules| rules.model = model));
        story.found = vec![
            testing::accepted(&story.program, "corp", "2022-05-22"),
            testing::accepted(&story.program, REFERRER, "2022-05-20"),
        ];
        assert_eq!(credited_to(&story.signs_up("2022-05-25")), REFERRER);
    }
}

#[test]
fn e6_a_code_that_was_typed_in_beats_a_click_that_was_carried() {
    let mut story = with_corp(clientjoy());
    story.found = vec![
        testing::clicked(&story.program, "corp", "2022-05-20"),
        testing::typed(&story.program, REFERRER, "2022-05-25"),
    ];
    assert_eq!(credited_to(&story.signs_up("2022-05-25")), REFERRER);
}

#[test]
fn an_accepted_invite_beats_a_code_that_was_typed_in() {
    let mut story = with_corp(any_method());
    story.found = vec![
        testing::typed(&story.program, "corp", "2022-05-25"),
        testing::accepted(&story.program, REFERRER, "2022-05-20"),
    ];
    assert_eq!(credited_to(&story.signs_up("2022-05-25")), REFERRER);
}

#[test]
fn k9_where_only_accept_counts_an_earlier_click_is_passed_over() {
    let mut story = with_corp(contactually());
    story.found = vec![
        testing::clicked(&story.program, "corp", "2022-05-20"),
        testing::accepted(&story.program, REFERRER, "2022-05-22"),
    ];
    assert_eq!(credited_to(&story.signs_up("2022-05-25")), REFERRER);
}

#[test]
fn the_evidence_that_counted_is_kept_with_the_referral() {
    let story = contactually().accepted("2022-05-20").signs_up("2022-05-25");
    assert_eq!(story.referral().evidence, story.found[0].evidence);
}

#[test]
fn the_attribution_window_is_half_open() {
    let signed_up = |instant| clientjoy().clicked("2022-05-20T12:00").signs_up(instant);
    // 90 days of 24 hours.
    signed_up("2022-08-18T11:59:59Z").then_referred();
    signed_up("2022-08-18T12:00:00Z").then_not_referred(Reason::AttributionWindowPassed);
}

#[test]
fn a_click_of_a_paused_program_does_not_hide_one_of_another() {
    let mut story = clientjoy().clicked("2022-05-20");
    let mut other = testing::clicked(&story.program, REFERRER, "2022-05-19");
    other.program_id = "gone".parse().unwrap();
    story.found.push(other);
    story.signs_up("2022-05-25").then_referred();
}

#[test]
fn the_reason_is_that_of_the_evidence_which_came_nearest_to_counting() {
    // Accept does not count in this program: what matters to the friend is the old click.
    clientjoy()
        .accepted("2022-05-24")
        .clicked("2022-01-01")
        .signs_up("2022-05-25")
        .then_not_referred(Reason::AttributionWindowPassed);
    // Both could count; the better one says why not.
    any_method()
        .accepted("2022-01-01")
        .clicked("2022-05-26")
        .signs_up("2022-05-25")
        .then_not_referred(Reason::AttributionWindowPassed);
}
