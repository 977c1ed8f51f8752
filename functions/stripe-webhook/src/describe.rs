//! What the route is, for the description of the API.

use runtime::body::MAX_WEBHOOK_LENGTH;
use runtime::describe::{Access, Body, Operation};

use crate::{INVALID_EVENT, INVALID_SIGNATURE};

/// The one route.
pub fn operations() -> Vec<Operation> {
    let receive = Operation::new(
        "POST /webhooks/stripe",
        "receiveStripeEvent",
        "Stripe",
        Access::Stripe,
    )
    .says(
        "Receive an event of Stripe’s",
        "For Stripe alone: the endpoint of its webhook. The signature is checked over the raw \
         body; the event is stored once, and its effect follows. An event of the other mode, or \
         one about nothing that can be read again, is acknowledged and left alone.",
    )
    .takes_text(Body {
        media_type: "application/json",
        description: "A Stripe event, byte for byte as Stripe sent it.",
        required: true,
        limit: MAX_WEBHOOK_LENGTH,
        schema: None,
    })
    .answers_nothing(200, "The event is stored, or was before.")
    .refuses(
        INVALID_SIGNATURE,
        "the signature is of another body or secret",
    )
    .refuses(INVALID_EVENT, "the body is not JSON");
    vec![receive]
}
