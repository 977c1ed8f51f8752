//! The lines of an invoice: what it bills.

use jiff::Timestamp;
use serde::Deserialize;

use crate::list::Listed;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LineItem {
    pub id: String,
    pub amount: i64,
    pub pricing: Option<Pricing>,
    #[serde(default)]
    pub parent: Option<LineParent>,
}

/// What a line was made from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LineParent {
    #[serde(default)]
    pub subscription_item_details: Option<LineDetails>,
    #[serde(default)]
    pub invoice_item_details: Option<LineDetails>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct LineDetails {
    /// Whether it settles the change of a subscription within its period.
    #[serde(default)]
    pub proration: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Pricing {
    pub price_details: Option<PriceDetails>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PriceDetails {
    pub price: String,
    /// What the price is of.
    #[serde(default)]
    pub product: Option<String>,
}

impl LineItem {
    pub(crate) fn is_of_subscription(&self) -> bool {
        let parent = self.parent.as_ref();
        let item = parent.and_then(|parent| parent.invoice_item_details);
        parent.is_some_and(|parent| parent.subscription_item_details.is_some())
            || item.is_some_and(|item| item.proration)
    }

    /// The price and the product that it bills; nothing where it gives back, or is of no price.
    pub fn billed_ids(&self) -> impl Iterator<Item = &str> {
        let pricing = self.pricing.as_ref().filter(|_| self.amount > 0);
        let details = pricing.and_then(|pricing| pricing.price_details.as_ref());
        details.into_iter().flat_map(|details| {
            let product = details.product.as_deref();
            std::iter::once(details.price.as_str()).chain(product)
        })
    }
}

impl Listed for LineItem {
    fn id(&self) -> &str {
        &self.id
    }

    /// A line has no time of its own, and so is never too old to be listed.
    fn created(&self) -> Timestamp {
        Timestamp::MAX
    }
}
