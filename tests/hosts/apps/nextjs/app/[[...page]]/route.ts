import type { NextRequest } from "next/server";

export function GET(request: NextRequest) {
  const { pathname: path, search } = request.nextUrl;
  return Response.json({ path, query: search.slice(1) });
}
