// Keeps by whose links a visitor came, until they sign up: the first touch and the latest.
const TOKEN = /^[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}$/;
export const isToken = (text) => typeof text === "string" && TOKEN.test(text);
export const tokens = (text) => String(text ?? "").split("..").filter(isToken).slice(0, 2);
export const touches = (req) => tokens(/(?:^|; *)gw_ref=([^;]*)/.exec(req.headers.cookie)?.[1]);

export function capture({ name = "ref", days = 90, domain, consent = () => true } = {}) {
  return (req, res, next) => {
    const [touch, kept] = [req.query[name], touches(req)];
    if (req.method === "GET" && isToken(touch) && !kept.includes(touch) && consent(req)) {
      const value = [...kept.slice(0, 1), touch].join("..");
      const guarded = { httpOnly: true, secure: true, sameSite: "lax" };
      res.cookie("gw_ref", value, { ...guarded, domain, maxAge: days * 86_400_000 });
      res.set("Cache-Control", "private"); // no cache between hands it to other visitors
    }
    next();
  };
}
