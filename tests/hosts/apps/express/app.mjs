// A host in Express, as docs/hosts describes it.
import express from "express";
import { capture } from "./capture.mjs";
import { referral, tell } from "./signup.mjs";

const { PORT, CAPTURE_NAME: name, CAPTURE_DAYS, CAPTURE_DOMAIN: domain, ON_CONSENT } = process.env;
const days = CAPTURE_DAYS && Number(CAPTURE_DAYS);
const consent = ON_CONSENT ? (req) => /(^|; )consent=yes/.test(req.headers.cookie) : undefined;

const app = express();
app.use(capture({ name, days, domain, consent }));
app.use(express.urlencoded());

app.post("/signup", async (req, res) => {
  const { account_id, member_id: id, email, signed_up_at } = req.body;
  const account = { account_id, member: { id, email }, signed_up_at, ...referral(req) };
  res.clearCookie("gw_ref", { domain });
  try {
    res.json({ told: true, outcome: await tell(account) });
  } catch (error) {
    res.json({ told: false, error: String(error) });
  }
});

app.get(/.*/, (req, res) => res.json({ path: req.path, query: req.url.split("?")[1] ?? "" }));
app.listen(PORT, "127.0.0.1");
