"""Keeps by whose links a visitor came, until they sign up: the first touch and the latest."""
import re

TOKEN = re.compile(r"[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}", re.ASCII)


def tokens(text):
    return [it for it in (text or "").split("..") if TOKEN.fullmatch(it)][:2]


def capture(get_response, name="ref", days=90, domain=None, consent=lambda request: True):
    def middleware(request):
        response = get_response(request)
        touch, kept = request.GET.get(name, ""), tokens(request.COOKIES.get("gw_ref"))
        is_new = request.method == "GET" and TOKEN.fullmatch(touch) and touch not in kept
        if is_new and consent(request):
            value, guarded = "..".join([*kept[:1], touch]), dict(httponly=True, secure=True, samesite="Lax")
            response.set_cookie("gw_ref", value, max_age=days * 86_400, domain=domain, **guarded)
            response["Cache-Control"] = "private"  # no cache between hands it to others
        return response
    return middleware
