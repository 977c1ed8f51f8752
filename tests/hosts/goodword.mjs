// Goodword as its hosts see it: the local stack, with two programs and who refers in them.
const ready = JSON.parse(process.env.STACK);
export const url = ready.url;
const { secrets } = await (await fetch(`${url}/_local/secrets`)).json();
export const key = secrets["admin-api-key"];

async function call(method, path, body, type = "application/json") {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": type },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

const local = (path, body) =>
  fetch(`${url}/_local/${path}`, body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const now = async () => (await (await local("clock")).json()).now;
export const pass = (span) => local("clock", { advance: span });
export const settle = () => local("settle", {});

export async function program(id, toml) {
  await call("PUT", `/v1/admin/programs/${id}`, toml, "application/toml");
  await pass("PT2M");
}

// Somebody with an account since long ago.
export async function customer(id) {
  const member = { id, email: `${id}@${id}.example`, name: `${id} Ruiz`, email_verified_at: "2022-05-01T00:00:00Z" };
  await call("PUT", `/v1/accounts/${id}-co`, { signed_up_at: "2021-01-01T00:00:00Z", name: `${id} Co`, members: [member] });
  return { account_id: `${id}-co`, participant_id: id };
}

// A customer's code, and what the signup page is opened with when a friend follows their link.
export async function followed(who, program_id, parameter = "ref") {
  const link = await call("POST", "/v1/links", { ...who, program_id });
  const led = await fetch(link.url, { redirect: "manual" });
  const ref = new URL(led.headers.get("location")).searchParams.get(parameter);
  return { ref, code: link.code };
}

// What the signup page is opened with when a friend accepts an invite.
export async function accepted(who, program_id, email) {
  await call("POST", "/v1/invites", { ...who, program_id, recipients: [{ email }] });
  await settle();
  const { mail } = await (await local(`mail?to=${encodeURIComponent(email)}`)).json();
  const link = mail[0].text.split(/\s+/).find((word) => word.startsWith(`${url}/i/`));
  const led = await fetch(link, { method: "POST", redirect: "manual" });
  return new URL(led.headers.get("location")).searchParams.get("accept_token");
}
