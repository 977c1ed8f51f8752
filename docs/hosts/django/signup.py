import json
import os
from urllib.request import Request, urlopen

from capture import TOKEN, tokens


def referral(request):
    """What a visitor brought along; keep it with the new account."""
    form = request.POST
    brought = {"touches": tokens(request.COOKIES.get("gw_ref")) + tokens(form.get("gw_ref"))}
    accept_token, code = form.get("accept_token", ""), form.get("code", "").strip()
    if TOKEN.fullmatch(accept_token):
        brought["accept_token"] = accept_token
    return brought | ({"code": code[:100]} if code else {})


def tell(account):
    """Tells Goodword of a new account. Until it succeeds, try it again: the same twice counts once."""
    headers = {"Authorization": f"Bearer {os.environ['GOODWORD_KEY']}", "Content-Type": "application/json"}
    request = Request(f"{os.environ['GOODWORD']}/v1/signups", json.dumps(account).encode(), headers)
    with urlopen(request, timeout=3) as answer:
        return json.load(answer)
