// Keeps by whose links a visitor came, until they sign up: the first touch and the latest.
import { NextResponse, type NextRequest } from "next/server";

const TOKEN = /^[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}$/;
export const isToken = (text: unknown): text is string => typeof text === "string" && TOKEN.test(text);
export const tokens = (text: unknown) => String(text ?? "").split("..").filter(isToken).slice(0, 2);

export function capture({ name = "ref", days = 90, domain = undefined as string | undefined, consent = (_: NextRequest): boolean => true } = {}) {
  return (request: NextRequest) => {
    const response = NextResponse.next();
    const touch = request.nextUrl.searchParams.get(name);
    const kept = tokens(request.cookies.get("gw_ref")?.value);
    if (request.method === "GET" && isToken(touch) && !kept.includes(touch) && consent(request)) {
      const value = [...kept.slice(0, 1), touch].join("..");
      const guarded = { path: "/", httpOnly: true, secure: true, sameSite: "lax" } as const;
      response.cookies.set("gw_ref", value, { ...guarded, domain, maxAge: days * 86_400 });
      response.headers.set("Cache-Control", "private"); // no cache between hands it to other visitors
    }
    return response;
  };
}
