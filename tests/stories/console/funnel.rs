//! The funnel: counted from the referrals themselves.

use super::with_ana_and_bo;
use crate::harness::console::Console;

#[test]
fn the_funnel_counts_by_the_way_that_friends_came_and_by_period() {
    let stack = with_ana_and_bo();
    let jo = Console::of(&stack, "viewer");
    let html = jo.shows("/admin/funnel");
    let row = |way: &str, cells: [&str; 5]| {
        let names = ["Signed up", "Qualified", "Rewarded", "Ended", "Credit"];
        let cells = names.iter().zip(cells);
        let cells = cells.map(|(name, cell)| format!("<td data-of=\"{name}\">{cell}</td>"));
        format!("<th scope=\"row\">{way}</th>{}", cells.collect::<String>())
    };
    for expected in [
        row("Personal link", ["1", "1", "1", "0", "$100"]),
        row("Invite", ["0", "0", "0", "0", "–"]),
        row("All", ["1", "1", "1", "0", "$100"]),
    ] {
        assert!(html.contains(&expected), "{expected}: {html}");
    }
    let before = jo.shows("/admin/funnel?from=2021-01-01&to=2021-12-31");
    let none = row("All", ["0", "0", "0", "0", "–"]);
    assert!(before.contains(&none), "{before}");
    let other = jo.shows("/admin/funnel?program=contactually");
    assert!(other.contains(&none), "{other}");
}
