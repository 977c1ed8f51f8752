//! What an invoice bills: the prices and products of its lines.

use std::collections::BTreeSet;

use domain::id::PlanId;
use domain::program::Program;
use stripe::client::Session;
use stripe::error::StripeError;
use stripe::invoice::Invoice;
use stripe::line_item::LineItem;

/// What `invoice` bills. It carries its first ten lines: the others are asked for only where one
/// of `wanted` may be among them.
pub(crate) async fn billed(
    stripe: &Session<'_>,
    invoice: &Invoice,
    wanted: &BTreeSet<PlanId>,
) -> Result<BTreeSet<PlanId>, StripeError> {
    let first = of_lines(&invoice.lines.data);
    if wanted.is_empty() || !invoice.lines.has_more || !wanted.is_disjoint(&first) {
        return Ok(first);
    }
    Ok(of_lines(&stripe.list_invoice_lines(&invoice.id).await?))
}

/// All prices and products that any terms of any program name.
pub(crate) fn named(programs: &[Program]) -> BTreeSet<PlanId> {
    let terms = programs.iter().flat_map(|program| &program.terms);
    terms
        .flat_map(|terms| terms.rules.prices.iter().cloned())
        .collect()
}

fn of_lines(lines: &[LineItem]) -> BTreeSet<PlanId> {
    let ids = lines.iter().flat_map(LineItem::billed_ids);
    // An id that is none by our rule can be named by no program either.
    ids.filter_map(|id| id.parse().ok()).collect()
}
