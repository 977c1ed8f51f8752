// The local Stripe, in the part of the host's billing.
import { secret } from "./world.mjs";

const at = JSON.parse(process.env.STACK).stripe_url;

async function call(method, path, form) {
  const answer = await fetch(at + path, {
    method,
    headers: { authorization: `Bearer ${await secret("stripe-secret-key")}` },
    body: form && new URLSearchParams(form),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}

export const stripeCustomer = async (name) => (await call("POST", "/v1/customers", { name })).id;

// Pays this many cents a month, from now on.
export async function subscribe(customer, cents) {
  const product = await call("POST", "/v1/products", { name: "Plan" });
  const price = await call("POST", "/v1/prices", {
    product: product.id,
    currency: "usd",
    unit_amount: `${cents}`,
    "recurring[interval]": "month",
  });
  await call("POST", "/v1/subscriptions", { customer, "items[0][price]": price.id });
}

// The customer's first payment is given back, whole.
export async function refundFirst(customer) {
  const { data: invoices } = await call("GET", `/v1/invoices?customer=${customer}`);
  const invoice = invoices.at(-1);
  const { data: [paid] } = await call("GET", `/v1/invoice_payments?invoice=${invoice.id}`);
  await call("POST", "/v1/refunds", { payment_intent: paid.payment.payment_intent });
}
