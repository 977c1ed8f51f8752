//! Six messages of three senders, in every order: the end is the same (F17).

use super::*;

use crate::ledger::EntryId;
use crate::registration::link_customer;
use crate::reward::RewardState;
use crate::statement::Balance;
use crate::time::after;
use jiff::SignedDuration;

/// What the functions hear of, long after all of it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Message {
    /// The host tells that Bo signed up by Ana's invite on 25 May.
    Signup,
    /// Stripe has a customer for Ana's account.
    CustomerOfReferrer,
    /// Ana has been paying since long before.
    ReferrerPays,
    /// Bo's trial began with an invoice of nothing.
    Trial,
    /// Bo paid on 26 May.
    FirstPayment,
    /// Bo paid again on 27 May.
    SecondPayment,
}

const ALL: [Message; 6] = [
    Message::Signup,
    Message::CustomerOfReferrer,
    Message::ReferrerPays,
    Message::Trial,
    Message::FirstPayment,
    Message::SecondPayment,
];

/// Every order of `messages`.
fn orders(messages: &[Message]) -> Vec<Vec<Message>> {
    let [_, _, ..] = messages else {
        return vec![messages.to_vec()];
    };
    let mut found = Vec::new();
    for first in messages {
        let rest: Vec<Message> = messages.iter().filter(|m| *m != first).copied().collect();
        for mut order in orders(&rest) {
            order.insert(0, *first);
            found.push(order);
        }
    }
    found
}

/// What each function does on its message, and on those that follow from it.
fn hears(mut story: Story, message: Message, now: Timestamp) -> Story {
    match message {
        Message::Signup => story = story.signup_is_told("2022-05-25", &now.to_string()),
        Message::CustomerOfReferrer => story.twice(|story| {
            let acme = story.world.household(&account_id(REFERRER));
            link_customer(&acme, &account_id(REFERRER), &"cus_acme".parse().unwrap())
        }),
        Message::ReferrerPays => {
            story = story.referrer_pays(&[("2021-01-01", None)]);
            story.learn_of_referrer(now);
        }
        Message::Trial => story = sees(story, 1),
        Message::FirstPayment => story = sees(story, 2),
        Message::SecondPayment => story = sees(story, 3),
    }
    // A payment is settled when it is heard of, and again when its account is known.
    story = story.settles(&now.to_string());
    story.learn_of_referrer(now);
    if story.friend_household().reward(Side::Referrer).is_some() {
        story = story.posts(Side::Referrer, &now.to_string());
    }
    story
}

/// Stripe shows these first of Bo's invoices at least: a message of one comes after all before it
/// were paid.
fn sees(mut story: Story, count: usize) -> Story {
    let paid = [
        ("in_trial", "0 USD", "2022-05-25T00:05"),
        ("in_1", "29 USD", "2022-05-26"),
        ("in_2", "29 USD", "2022-05-27"),
    ];
    let known = story.payments.len();
    for (invoice, net_paid, paid_at) in paid.into_iter().take(count).skip(known) {
        story = story.pays(invoice, net_paid, paid_at);
    }
    story
}

/// What counts in the end, without the instants at which it was heard of.
#[derive(Debug, PartialEq)]
struct End {
    status: ReferralStatus,
    is_posted: bool,
    attempts: u32,
    reason: Option<Reason>,
    entries: Vec<EntryId>,
    balance: Balance,
}

fn end(order: &[Message]) -> End {
    let mut story = Story::of(CONTACTUALLY).accepted("2022-05-20");
    let mut now = at("2022-05-28");
    for message in order {
        story = hears(story, *message, now);
        now = after(now, SignedDuration::from_hours(1));
    }
    let (referral, reward) = (story.referral(), story.reward(Side::Referrer));
    End {
        is_posted: matches!(reward.state, RewardState::Posted { .. }),
        attempts: reward.attempts,
        reason: story.world.summaries[&referral.id].reason,
        entries: story.world.journal.keys().cloned().collect(),
        balance: story.world.balance(&account_id(REFERRER)),
        status: referral.status,
    }
}

#[test]
fn f17_six_messages_in_every_order_end_alike() {
    let orders = orders(&ALL);
    assert_eq!(orders.len(), 720);
    let expected = end(&ALL);
    assert!(expected.is_posted && expected.reason.is_none());
    assert_eq!(expected.balance.at_stripe_minor, 1_000);
    for order in &orders {
        assert_eq!(end(order), expected, "{order:?}");
    }
}
