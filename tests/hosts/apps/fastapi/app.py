"""A host in FastAPI, as docs/hosts describes it."""
import os

import httpx
import uvicorn
from fastapi import FastAPI, Request, Response

from capture import capture
from signup import referral, tell

options = {"name": os.environ.get("CAPTURE_NAME"), "domain": os.environ.get("CAPTURE_DOMAIN")}
options = {name: value for name, value in options.items() if value}
if "CAPTURE_DAYS" in os.environ:
    options["days"] = int(os.environ["CAPTURE_DAYS"])
if "ON_CONSENT" in os.environ:
    options["consent"] = lambda request: request.cookies.get("consent") == "yes"

app = FastAPI()
capture(app, **options)


@app.post("/signup")
async def signup(request: Request, response: Response):
    form = await request.form()
    account = {
        "account_id": form["account_id"],
        "member": {"id": form["member_id"], "email": form["email"]},
        "signed_up_at": form["signed_up_at"],
        **referral(request, form),
    }
    response.delete_cookie("gw_ref")
    try:
        return {"told": True, "outcome": await tell(account)}
    except httpx.HTTPError as error:
        return {"told": False, "error": str(error)}


@app.get("/{path:path}")
async def page(request: Request):
    return {"path": request.url.path, "query": request.url.query}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="error")
