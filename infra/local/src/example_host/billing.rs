//! Stripe's public API, as a host's server calls it: customers, prices, subscriptions, invoices.

use anyhow::{Context, Result, bail};
use reqwest::{Client, Method};
use serde::Deserialize;
use serde_json::Value;

use super::accounts::{Account, Member};
use super::plan::Plan;

/// The one product on sale.
const PRODUCT: &str = "acme";

/// What a host needs to call Stripe.
pub(super) struct Billing {
    client: Client,
    url: String,
    key: String,
}

/// A subscription, as far as the host looks.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Subscription {
    pub(super) id: String,
    pub(super) status: String,
    pub(super) trial_end: Option<i64>,
    items: Items,
}

#[derive(Debug, Clone, Deserialize)]
struct Items {
    data: Vec<Item>,
}

#[derive(Debug, Clone, Deserialize)]
struct Item {
    current_period_end: i64,
    price: Price,
}

#[derive(Debug, Clone, Deserialize)]
struct Price {
    id: String,
    unit_amount: i64,
    recurring: Option<Recurring>,
}

#[derive(Debug, Clone, Deserialize)]
struct Recurring {
    interval: String,
}

/// An invoice, as far as the host looks; amounts in the minor unit.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Invoice {
    pub(super) number: Option<String>,
    pub(super) status: String,
    pub(super) created: i64,
    pub(super) total: i64,
    pub(super) starting_balance: i64,
    pub(super) ending_balance: Option<i64>,
    pub(super) amount_due: i64,
    pub(super) amount_paid: i64,
    pub(super) lines: Lines,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Lines {
    pub(super) data: Vec<Line>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Line {
    pub(super) description: Option<String>,
    pub(super) amount: i64,
}

#[derive(Deserialize)]
struct List<T> {
    data: Vec<T>,
}

impl Billing {
    pub(super) fn new((url, key): (&str, &str)) -> Result<Self> {
        Ok(Self {
            client: Client::builder().no_proxy().build()?,
            url: url.to_owned(),
            key: key.to_owned(),
        })
    }

    /// Makes the account's customer. Its metadata tells Goodword whose it is.
    pub(super) async fn create_customer(
        &self,
        account: &Account,
        owner: &Member,
    ) -> Result<String> {
        let form = [
            ("name", account.business.as_str()),
            ("email", &owner.email),
            ("metadata[goodword_account_id]", &account.id),
        ];
        let made = self.post("customers", &form).await?;
        let id = made["id"].as_str().context("a customer has an id")?;
        Ok(id.to_owned())
    }

    /// Begins a subscription; nothing is due before `trial_end`, if there is one.
    pub(super) async fn subscribe(
        &self,
        customer: &str,
        plan: Plan,
        trial_end: Option<i64>,
    ) -> Result<()> {
        let price = self.price(plan).await?;
        let mut form = vec![
            ("customer", customer.to_owned()),
            ("items[0][price]", price),
        ];
        form.extend(trial_end.map(|second| ("trial_end", second.to_string())));
        self.post("subscriptions", &form).await.map(drop)
    }

    pub(super) async fn cancel(&self, subscription: &str) -> Result<()> {
        let path = format!("subscriptions/{subscription}");
        self.call(self.request(Method::DELETE, &path))
            .await
            .map(drop)
    }

    /// The customer's subscription that has not ended, if there is one.
    pub(super) async fn subscription(&self, customer: &str) -> Result<Option<Subscription>> {
        let listed: List<Subscription> = self.list("subscriptions", customer).await?;
        Ok(listed.data.into_iter().next())
    }

    /// The customer's invoices, newest first.
    pub(super) async fn invoices(&self, customer: &str) -> Result<Vec<Invoice>> {
        let listed: List<Invoice> = self.list("invoices", customer).await?;
        Ok(listed.data)
    }

    /// What the customer has left: below zero is credit.
    pub(super) async fn balance(&self, customer: &str) -> Result<i64> {
        let path = format!("customers/{customer}");
        let found = self.call(self.request(Method::GET, &path)).await?;
        Ok(found["balance"].as_i64().unwrap_or_default())
    }

    /// The plan's price; made when it is first sold.
    async fn price(&self, plan: Plan) -> Result<String> {
        let query = [("product", PRODUCT), ("limit", "100")];
        let listed = self.request(Method::GET, "prices").query(&query);
        let listed: List<Price> = serde_json::from_value(self.call(listed).await?)?;
        let found = listed.data.into_iter().find(|price| price.is_of(plan));
        if let Some(price) = found {
            return Ok(price.id);
        }
        let product = [("id", PRODUCT), ("name", "Acme")];
        if self.get(&format!("products/{PRODUCT}")).await.is_err() {
            self.post("products", &product).await?;
        }
        let form = [
            ("product", PRODUCT),
            ("currency", "usd"),
            ("unit_amount", &plan.amount_minor().to_string()),
            ("recurring[interval]", plan.interval()),
        ];
        let made = self.post("prices", &form).await?;
        let id = made["id"].as_str().context("a price has an id")?;
        Ok(id.to_owned())
    }

    async fn list<T: serde::de::DeserializeOwned>(&self, path: &str, of: &str) -> Result<T> {
        let query = [("customer", of), ("limit", "100")];
        let request = self.request(Method::GET, path).query(&query);
        Ok(serde_json::from_value(self.call(request).await?)?)
    }

    async fn get(&self, path: &str) -> Result<Value> {
        self.call(self.request(Method::GET, path)).await
    }

    async fn post(&self, path: &str, form: &(impl serde::Serialize + ?Sized)) -> Result<Value> {
        self.call(self.request(Method::POST, path).form(form)).await
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/v1/{path}", self.url);
        self.client.request(method, url).bearer_auth(&self.key)
    }

    async fn call(&self, request: reqwest::RequestBuilder) -> Result<Value> {
        let response = request.send().await.context("Stripe does not answer")?;
        let status = response.status();
        let json: Value = response.json().await.unwrap_or_default();
        if !status.is_success() {
            let message = json["error"]["message"].as_str().unwrap_or_default();
            bail!("Stripe answered {}: {message}", status.as_u16());
        }
        Ok(json)
    }
}

impl Price {
    fn is_of(&self, plan: Plan) -> bool {
        let interval = self.recurring.as_ref().map(|it| it.interval.as_str());
        interval == Some(plan.interval()) && self.unit_amount == plan.amount_minor()
    }
}

impl Subscription {
    /// The end of what is paid for, or of the trial, in seconds.
    pub(super) fn period_end(&self) -> i64 {
        let first = self.items.data.first();
        first.map_or(0, |item| item.current_period_end)
    }

    pub(super) fn is_yearly(&self) -> bool {
        let first = self.items.data.first();
        let recurring = first.and_then(|item| item.price.recurring.as_ref());
        recurring.is_some_and(|recurring| recurring.interval == "year")
    }

    pub(super) fn amount_minor(&self) -> i64 {
        self.items
            .data
            .first()
            .map_or(0, |item| item.price.unit_amount)
    }
}

impl Invoice {
    /// The part of the balance that this invoice took: the credit on it.
    pub(super) fn applied_minor(&self) -> i64 {
        let ending = self.ending_balance.unwrap_or(self.starting_balance);
        ending.saturating_sub(self.starting_balance).max(0)
    }
}
