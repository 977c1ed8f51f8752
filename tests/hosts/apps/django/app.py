"""A host in Django, as docs/hosts describes it."""
import os
import sys
from functools import partial

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import JsonResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from capture import capture
from signup import referral, tell

options = {"name": os.environ.get("CAPTURE_NAME"), "domain": os.environ.get("CAPTURE_DOMAIN")}
options = {name: value for name, value in options.items() if value}
if "CAPTURE_DAYS" in os.environ:
    options["days"] = int(os.environ["CAPTURE_DAYS"])
if "ON_CONSENT" in os.environ:
    options["consent"] = lambda request: request.COOKIES.get("consent") == "yes"
capture_referral = partial(capture, **options)

settings.configure(
    DEBUG=False,
    SECRET_KEY="a secret of this test alone",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware", f"{__name__}.capture_referral"],
    LOGGING_CONFIG=None,
)


@csrf_exempt
def signup(request):
    form = request.POST
    account = {
        "account_id": form["account_id"],
        "member": {"id": form["member_id"], "email": form["email"]},
        "signed_up_at": form["signed_up_at"],
        **referral(request),
    }
    try:
        response = JsonResponse({"told": True, "outcome": tell(account)})
    except OSError as error:
        response = JsonResponse({"told": False, "error": str(error)})
    response.delete_cookie("gw_ref")
    return response


def page(request):
    return JsonResponse({"path": request.path, "query": request.META["QUERY_STRING"]})


urlpatterns = [re_path("^signup$", signup), re_path("", page)]

if __name__ == "__main__":
    execute_from_command_line([sys.argv[0], "runserver", "--noreload", f"127.0.0.1:{os.environ['PORT']}"])
