//! What is sold: products and their prices.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::{Books, Record, Shelf};
use super::calendar::{Interval, Unit};
use super::call::{Call, Verb};
use super::form::Form;
use super::list;
use super::metadata::Metadata;
use super::refusal::{Answer, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Product {
    id: String,
    created: Timestamp,
    name: String,
    description: Option<String>,
    metadata: Metadata,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Price {
    pub(super) id: String,
    pub(super) product: String,
    pub(super) currency: String,
    /// In the minor unit; zero is a free plan.
    pub(super) unit_amount: i64,
    /// Absent on a one-off price.
    pub(super) interval: Option<Interval>,
    created: Timestamp,
    nickname: Option<String>,
    lookup_key: Option<String>,
    metadata: Metadata,
}

impl Record for Product {
    const NAME: &'static str = "product";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        json!({
            "id": self.id,
            "object": "product",
            "active": true,
            "created": self.created.as_second(),
            "default_price": null,
            "description": self.description,
            "images": [],
            "livemode": books.livemode,
            "marketing_features": [],
            "metadata": self.metadata,
            "name": self.name,
            "package_dimensions": null,
            "shippable": null,
            "statement_descriptor": null,
            "tax_code": null,
            "type": "service",
            "unit_label": null,
            "updated": self.created.as_second(),
            "url": null,
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.products
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.products
    }
}

impl Record for Price {
    const NAME: &'static str = "price";

    fn id(&self) -> &str {
        &self.id
    }

    fn json(&self, books: &Books) -> Value {
        let recurring = self.interval.map(|interval| {
            json!({
                "interval": interval.unit,
                "interval_count": interval.count,
                "meter": null,
                "trial_period_days": null,
                "usage_type": "licensed",
            })
        });
        json!({
            "id": self.id,
            "object": "price",
            "active": true,
            "billing_scheme": "per_unit",
            "created": self.created.as_second(),
            "currency": self.currency,
            "custom_unit_amount": null,
            "livemode": books.livemode,
            "lookup_key": self.lookup_key,
            "metadata": self.metadata,
            "nickname": self.nickname,
            "product": self.product,
            "recurring": recurring,
            "tax_behavior": "unspecified",
            "tiers_mode": null,
            "transform_quantity": null,
            "type": if self.interval.is_some() { "recurring" } else { "one_time" },
            "unit_amount": self.unit_amount,
            "unit_amount_decimal": self.unit_amount.to_string(),
        })
    }

    fn shelf(books: &Books) -> &Shelf<Self> {
        &books.prices
    }

    fn shelf_mut(books: &mut Books) -> &mut Shelf<Self> {
        &mut books.prices
    }
}

pub(super) fn route_products(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create_product(books, &call.form),
        (Verb::Get, []) => {
            list::only(&call.form, &[])?;
            books.list::<Product>(&call.path, &call.form, |_| true)
        }
        (Verb::Get, [id]) => books.show::<Product>(id),
        _ => Err(call.unrecognized()),
    }
}

pub(super) fn route_prices(books: &mut Books, call: &Call, rest: &[&str]) -> Answer {
    match (call.verb, rest) {
        (Verb::Post, []) => create_price(books, &call.form),
        (Verb::Get, []) => {
            list::only(&call.form, &["product"])?;
            let product = call.form.filled("product");
            books.list::<Price>(&call.path, &call.form, |price| {
                product
                    .as_ref()
                    .is_none_or(|product| price.product == *product)
            })
        }
        (Verb::Get, [id]) => books.show::<Price>(id),
        _ => Err(call.unrecognized()),
    }
}

fn create_product(books: &mut Books, form: &Form) -> Answer {
    form.only(&["id", "name", "description", "metadata"])?;
    let product = Product {
        name: form.required("name")?.to_owned(),
        metadata: form.metadata()?,
        id: form.filled("id").unwrap_or_else(|| books.next_id("prod")),
        created: books.now,
        description: form.filled("description"),
    };
    let id = product.id.clone();
    books.put(product);
    books.show::<Product>(&id)
}

const PRICE_FIELDS: [&str; 8] = [
    "currency",
    "unit_amount",
    "recurring",
    "product",
    "product_data",
    "nickname",
    "lookup_key",
    "metadata",
];

fn create_price(books: &mut Books, form: &Form) -> Answer {
    form.only(&PRICE_FIELDS)?;
    let currency = form.currency("currency")?;
    let unit_amount = form.required_amount("unit_amount")?;
    if unit_amount < 0 {
        return Err(Refusal::invalid("unit_amount", "Prices are not negative"));
    }
    let interval = interval(form)?;
    let metadata = form.metadata()?;
    let product = if form.has("product_data") {
        let made = create_product(books, &form.group("product_data"))?;
        made.get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    } else {
        books.named::<Product>(form, "product")?.id.clone()
    };
    let price = Price {
        id: books.next_id("price"),
        product,
        currency,
        unit_amount,
        interval,
        created: books.now,
        nickname: form.filled("nickname"),
        lookup_key: form.filled("lookup_key"),
        metadata,
    };
    let id = price.id.clone();
    books.put(price);
    books.show::<Price>(&id)
}

fn interval(form: &Form) -> Result<Option<Interval>, Refusal> {
    if !form.has("recurring") {
        return Ok(None);
    }
    let recurring = form.group("recurring");
    recurring.only(&["interval", "interval_count"])?;
    let unit = match recurring.required("interval")? {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return Err(Refusal::invalid("recurring[interval]", "Not an interval")),
    };
    let count = recurring.integer("interval_count")?.unwrap_or(1);
    if !(1..=36).contains(&count) {
        return Err(Refusal::invalid(
            "recurring[interval_count]",
            "Not from 1 to 36",
        ));
    }
    Ok(Some(Interval { unit, count }))
}
