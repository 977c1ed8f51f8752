//! The business in numbers: every announcement passes here, so here each is counted.

use runtime::metrics::{Metric, count};
use serde_json::Value;
use store::Announced;

/// Counts what the bus has accepted. One that is published twice counts twice, which is rare.
pub(crate) fn note(announced: &Announced) {
    metrics(announced).into_iter().for_each(count);
}

fn metrics(event: &Announced) -> Vec<Metric> {
    match event.detail_type.as_str() {
        "referral.attributed" => vec![Metric::Signups],
        "referral.qualified" => vec![Metric::Qualified],
        "stripe_event.accepted" => vec![Metric::StripeEvents],
        "reward.granted" if is_pending(&event.detail) => {
            vec![Metric::RewardsGranted, Metric::RewardsHeld]
        }
        "reward.granted" => vec![Metric::RewardsGranted],
        _ => Vec::new(),
    }
}

fn is_pending(detail: &str) -> bool {
    let detail: Option<Value> = serde_json::from_str(detail).ok();
    detail.is_some_and(|detail| detail["data"]["pending"] == true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(detail_type: &str, detail: &str) -> Vec<Metric> {
        metrics(&Announced {
            detail_type: detail_type.to_owned(),
            detail: detail.to_owned(),
        })
    }

    #[test]
    fn a_credit_that_waits_counts_as_granted_and_as_held() {
        let held = counted("reward.granted", r#"{"data":{"pending":true}}"#);
        assert_eq!(held, [Metric::RewardsGranted, Metric::RewardsHeld]);
        let free = counted("reward.granted", r#"{"data":{"pending":false}}"#);
        assert_eq!(free, [Metric::RewardsGranted]);
        assert_eq!(counted("reward.granted", "{}"), [Metric::RewardsGranted]);
    }

    #[test]
    fn the_other_steps_of_the_funnel_count_once() {
        assert_eq!(counted("referral.attributed", "{}"), [Metric::Signups]);
        assert_eq!(counted("referral.qualified", "{}"), [Metric::Qualified]);
        assert_eq!(
            counted("stripe_event.accepted", "{}"),
            [Metric::StripeEvents]
        );
        assert!(counted("credit.posted", "{}").is_empty());
    }
}
