import os

import httpx

from capture import TOKEN, tokens


def referral(request, form):
    """What a visitor brought along; keep it with the new account."""
    brought = {"touches": tokens(request.cookies.get("gw_ref")) + tokens(form.get("gw_ref"))}
    accept_token, code = str(form.get("accept_token", "")), str(form.get("code", "")).strip()
    if TOKEN.fullmatch(accept_token):
        brought["accept_token"] = accept_token
    return brought | ({"code": code[:100]} if code else {})


async def tell(account):
    """Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once."""
    headers = {"Authorization": f"Bearer {os.environ['GOODWORD_KEY']}"}
    async with httpx.AsyncClient(timeout=3) as client:
        answer = await client.post(f"{os.environ['GOODWORD']}/v1/signups", json=account, headers=headers)
        return answer.raise_for_status().json()
