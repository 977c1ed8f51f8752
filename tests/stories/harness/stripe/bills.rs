//! Bills beside those of a subscription.

use super::Stripe;

impl Stripe<'_> {
    /// Bills the account of somebody for something once, in the minor unit of US dollars: what its
    /// balance does not cover stays open. Answers the invoice's id.
    #[track_caller]
    pub(crate) fn bills(&self, name: &str, amount: i64) -> String {
        let customer = self.customer(name);
        let amount = amount.to_string();
        let item = [
            ("customer", customer.as_str()),
            ("amount", &amount),
            ("currency", "usd"),
        ];
        self.post("/v1/invoiceitems", &item);
        let draft = [
            ("customer", customer.as_str()),
            ("pending_invoice_items_behavior", "include"),
        ];
        let invoice = self.post("/v1/invoices", &draft);
        let id = invoice["id"].as_str().unwrap();
        self.post(&format!("/v1/invoices/{id}/finalize"), &[]);
        self.stack.settle();
        id.to_owned()
    }

    /// An open invoice is made void: what it had used of the balance is there again.
    #[track_caller]
    pub(crate) fn voids(&self, invoice: &str) {
        self.post(&format!("/v1/invoices/{invoice}/void"), &[]);
        self.stack.settle();
    }
}
