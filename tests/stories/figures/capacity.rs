//! P12: what a whole referral costs the table, step by step.

use std::collections::BTreeMap;

use super::documented::{Row, rows};
use super::{FRIENDS, key, with_ana};
use crate::harness::calls::{Cost, tenths};
use crate::harness::program::Program;
use crate::harness::stack::Stack;

/// Functions that work by the clock alone, whoever refers whom.
const BY_THE_CLOCK: [&str; 5] = [
    "find-stuck",
    "reconcile",
    "report-health",
    "run-due",
    "send-reminders",
];

/// One referral, told step by step.
struct Tale<'a> {
    stack: &'a Stack,
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    cost: Cost,
    /// What each function had of it.
    of_functions: BTreeMap<String, Cost>,
}

impl Tale<'_> {
    /// What everything that came of `done` cost.
    #[track_caller]
    fn step<T>(&mut self, name: &'static str, done: impl FnOnce() -> T) -> T {
        let mut result = None;
        let mut of_functions = self.stack.calls().during(|| result = Some(done()));
        of_functions.retain(|function, _| !BY_THE_CLOCK.contains(&function.as_str()));
        if let Some(published) = of_functions.get_mut("publish-events") {
            // The stream brings announcements without a read; only the sweep reads.
            published.read_tenths = 0;
        }
        let cost = of_functions.values().copied();
        self.steps.push(Step {
            name,
            cost: cost.fold(Cost::default(), Cost::plus),
            of_functions,
        });
        result.unwrap()
    }
}

/// Prints the least that each step cost for any friend, and holds it to the table below `heading`.
#[track_caller]
fn holds(heading: &str, stack: &Stack, referral: impl Fn(&mut Tale<'_>, &str)) {
    let tales = FRIENDS.map(|friend| {
        let steps = Vec::new();
        let mut tale = Tale { stack, steps };
        referral(&mut tale, friend);
        tale.steps
    });
    println!("\n{heading:<36} WRU    RRU");
    let (mut all, mut counted) = (Cost::default(), Vec::new());
    for place in 0..tales[0].len() {
        let step = tales.iter().map(|steps| &steps[place]);
        let least = step.clone().map(|step| step.cost).reduce(Cost::least);
        let (least, step) = (least.unwrap(), step.min_by_key(|step| step.cost).unwrap());
        line(step.name, least);
        for (function, cost) in &step.of_functions {
            line(&format!("  {function}"), *cost);
        }
        all = all.plus(least);
        counted.push((step.name, least));
    }
    line("all", all);
    counted.push(("all", all));
    as_documented(heading, &counted);
}

#[track_caller]
fn as_documented(heading: &str, counted: &[(&str, Cost)]) {
    let documented = rows(heading);
    let names: Vec<_> = documented.iter().map(Row::name).collect();
    let steps: Vec<_> = counted.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, steps, "docs/performance.md, {heading}");
    let rows = documented.iter().zip(counted);
    let dearer = rows.filter(|(row, (_, cost))| {
        cost.write_tenths > tenths(row.cell(1)) || cost.read_tenths > tenths(row.cell(2))
    });
    let dearer: Vec<_> = dearer.map(|(row, (name, _))| (name, row)).collect();
    assert!(
        dearer.is_empty(),
        "these cost more than docs/performance.md says, see above: {dearer:#?}"
    );
}

fn line(name: &str, cost: Cost) {
    let (write, read) = (units(cost.write_tenths), units(cost.read_tenths));
    println!("  {name:<30} {write} {read}  {} calls", cost.round_trips);
}

fn units(tenths: u64) -> String {
    format!("{:>4}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
}

/// One side earns, and the credit comes off the next bill by itself.
#[test]
fn p12_a_referral_of_the_contactually_program_costs_what_is_documented() {
    let stack = with_ana(&Program::contactually());
    let key = key(&stack);
    holds("### Contactually", &stack, |tale, friend| {
        let stack = tale.stack;
        let address = stack.participant(friend).person.email();
        tale.step("invite", || {
            stack.participant("ana").invites(&[&address]).sent();
        });
        let accept_url = stack.mailbox().only_one_to(friend).accept_url();
        let token = tale.step("accept", || stack.friend().accept_of(&accept_url));
        let customer = stack.stripe().customer(friend);
        tale.step("signup", || {
            let host = stack.host().with_key(&key);
            let signup = host.signs_up(friend).with_accept(&token);
            signup.paying_as(&customer).told();
        });
        tale.step("payment", || {
            stack.stripe().subscribes(friend).monthly("29 USD");
        });
    });
    assert_eq!(stack.stripe().credits("ana").len(), FRIENDS.len());
}

/// Both sides earn at the signup, and both redeem.
#[test]
fn p12_a_referral_of_the_clientjoy_program_costs_what_is_documented() {
    let stack = with_ana(&Program::clientjoy());
    let key = key(&stack);
    holds("### Clientjoy", &stack, |tale, friend| {
        let stack = tale.stack;
        let colleague = format!("{friend}s@ana");
        let link = tale.step("link", || stack.participant(&colleague).link());
        tale.step("ten clicks", || {
            for _ in 0..10 {
                stack.friend().follows(&link);
            }
        });
        let address = stack.participant(friend).person.email();
        tale.step("invite", || {
            stack.participant(&colleague).invites(&[&address]).sent();
        });
        let touch = stack.friend().touch_of(&link);
        let customer = stack.stripe().customer(friend);
        tale.step("signup", || {
            let host = stack.host().with_key(&key);
            let signup = host.signs_up(friend).with_touch(&touch);
            signup.paying_as(&customer).told();
        });
        tale.step("the referrer redeems", || {
            stack.participant("ana").redeems()
        });
        tale.step("the friend redeems", || stack.participant(friend).redeems());
    });
    assert_eq!(stack.stripe().credits("ana").len(), FRIENDS.len());
}
