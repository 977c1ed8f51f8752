import { cookies } from "next/headers";
import { isToken, tokens } from "./capture";

// What a visitor brought along; keep it with the new account.
export async function referral(form: FormData) {
  const [kept, accept, code] = [(await cookies()).get("gw_ref")?.value, form.get("accept_token"), form.get("code")];
  return {
    touches: [...tokens(kept), ...tokens(form.get("gw_ref"))],
    ...(isToken(accept) && { accept_token: accept }),
    ...(typeof code === "string" && code.trim() && { code: code.trim().slice(0, 100) }),
  };
}

// Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once.
export async function tell(account: object) {
  const { GOODWORD, GOODWORD_KEY } = process.env;
  const headers = { Authorization: `Bearer ${GOODWORD_KEY}`, "Content-Type": "application/json" };
  const [body, signal] = [JSON.stringify(account), AbortSignal.timeout(3_000)];
  const answer = await fetch(`${GOODWORD}/v1/signups`, { method: "POST", headers, body, signal });
  if (!answer.ok) throw new Error(`Goodword answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
