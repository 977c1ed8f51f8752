//! Payments for plans that a program includes, and for others (`plan_not_included`).

use super::*;

/// For a plan, or anything else that has a price.
fn pays_for(story: Story, (invoice, plan): (&str, &str), paid_at: &str) -> Story {
    let story = story.pays(invoice, "30 USD", paid_at);
    story.with_payment(invoice, |paid| {
        paid.billed = [plan.parse().unwrap(), "prod_1".parse().unwrap()].into();
    })
}

#[test]
fn a_first_payment_counts_for_a_plan_that_the_program_includes_and_a_later_one_still_may() {
    let chosen = |plan: &str| {
        let plan: crate::id::PlanId = plan.parse().unwrap();
        signed_up().with_rules(move |rules| rules.prices = std::iter::once(plan.clone()).collect())
    };
    let story = pays_for(chosen("price_team"), ("in_1", "price_solo"), "2022-06-01");
    let story = story.settles("2022-06-01").then_waits_until("2023-05-25");
    let story = pays_for(story, ("in_2", "price_team"), "2022-07-01");
    story
        .settles("2022-07-01")
        .then_qualified_by("in_2", "2022-07-01");
    // A product stands for all its prices; and who names none includes them all.
    for any in [chosen("prod_1"), signed_up()] {
        pays_for(any, ("in_1", "price_solo"), "2022-06-01")
            .settles("2022-06-01")
            .then_qualified_by("in_1", "2022-06-01");
    }
}

#[test]
fn a_plan_that_is_included_too_late_earns_nothing() {
    let story =
        signed_up().with_rules(|rules| rules.prices = ["price_team".parse().unwrap()].into());
    let story = pays_for(story, ("in_1", "price_solo"), "2022-06-01").settles("2022-06-01");
    pays_for(story, ("in_2", "price_team"), "2023-05-26")
        .settles("2023-05-26")
        .then_expired();
}
