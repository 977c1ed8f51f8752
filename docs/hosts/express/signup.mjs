import { isToken, tokens, touches } from "./capture.mjs";

// What a visitor brought along; keep it with the new account.
export function referral(req) {
  const { gw_ref, accept_token, code } = req.body;
  const brought = { touches: [...touches(req), ...tokens(gw_ref)] };
  if (isToken(accept_token)) brought.accept_token = accept_token;
  if (typeof code === "string" && code.trim()) brought.code = code.trim().slice(0, 100);
  return brought;
}

// Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once.
export async function tell(account) {
  const { GOODWORD, GOODWORD_KEY } = process.env;
  const headers = { Authorization: `Bearer ${GOODWORD_KEY}`, "Content-Type": "application/json" };
  const [body, signal] = [JSON.stringify(account), AbortSignal.timeout(3_000)];
  const answer = await fetch(`${GOODWORD}/v1/signups`, { method: "POST", headers, body, signal });
  if (!answer.ok) throw new Error(`Goodword answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
