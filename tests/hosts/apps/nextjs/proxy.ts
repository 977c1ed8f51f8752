// A host in Next.js, as docs/hosts describes it. Before Next.js 16 this file is middleware.ts.
import { capture } from "./capture";

const { CAPTURE_NAME: name, CAPTURE_DAYS, CAPTURE_DOMAIN: domain, ON_CONSENT } = process.env;
const days = CAPTURE_DAYS ? Number(CAPTURE_DAYS) : undefined;

export const proxy = capture({
  name,
  days,
  domain,
  consent: (request) => !ON_CONSENT || request.cookies.get("consent")?.value === "yes",
});
