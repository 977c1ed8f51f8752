"""A local stack that ends with the test, and those who may call it."""

import base64
import hashlib
import hmac
import json
import os
import subprocess
import urllib.request
from collections import Counter, defaultdict
from datetime import datetime

# The account of the story's Ana, who refers: see infra/local/src/story.
ACCOUNT = "lima-studio"
PARTICIPANTS = ["ana", *(f"colleague-{number}" for number in range(60))]


class Stack:
    """Runs while it is entered."""

    def __enter__(self) -> "Stack":
        command = [os.environ["STORIES_LOCAL"], "--ephemeral", "--story", "--port", "0", "--quiet",
                   "--print-ready"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        ready = self._process.stdout.readline()
        if not ready:
            raise RuntimeError("the stack did not start")
        self.url = json.loads(ready)["url"]
        secrets = self._get("/_local/secrets")["secrets"]
        self.admin_key = secrets["admin-api-key"]
        keys = secrets["participant-token-keys"]
        self.participant_tokens = [self._token(keys, who) for who in PARTICIPANTS]
        self._referrals()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def statuses(self) -> dict[str, Counter]:
        """How often each route answered with each status, as the functions logged it."""
        routes: dict[str, Counter] = defaultdict(Counter)
        for line in self._get("/_local/logs")["lines"]:
            try:
                fields = json.loads(line["text"])
            except ValueError:
                continue
            fields = fields.get("fields", fields)
            if isinstance(fields, dict) and "route" in fields and "status" in fields:
                routes[fields["route"]][int(fields["status"])] += 1
        return routes

    def errors(self) -> list[str]:
        """What the functions logged as errors."""
        lines = self._get("/_local/logs")["lines"]
        return [f"{line['function']}: {line['text']}" for line in lines
                if '"ERROR"' in line["text"] or "panicked" in line["text"]]

    def _referrals(self) -> None:
        """What the examples of staff's decisions are about: Bo came by Ana's link, and so did Wes
        and Hal, whose throw-away addresses hold their referrals for review."""
        ana = {"id": "ana", "email": "ana@ana-co.example", "name": "Ana Lima",
               "email_verified_at": "2022-01-01T00:00:00Z"}
        self._host("PUT", "/v1/accounts/ana-co",
                   {"signed_up_at": "2022-01-01T00:00:00Z", "status": "open", "members": [ana]})
        link = self._host("POST", "/v1/links", {"account_id": "ana-co", "participant_id": "ana",
                                                "program_id": "clientjoy"})
        now = self._get("/_local/clock")["now"]
        for name, domain in [("bo", "bo-co.example"), ("wes", "mailinator.com"),
                             ("hal", "mailinator.com")]:
            self._host("POST", "/v1/signups",
                       {"account_id": f"{name}-co", "code": link["code"], "signed_up_at": now,
                        "member": {"id": name, "email": f"{name}@{domain}"}})

    def _host(self, method: str, path: str, body: dict) -> dict:
        """A call of the host's server."""
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), method=method,
            headers={"content-type": "application/json",
                     "authorization": f"Bearer {self.admin_key}"})
        with urllib.request.urlopen(request) as response:
            return json.load(response)

    def _get(self, path: str) -> dict:
        with urllib.request.urlopen(self.url + path) as response:
            return json.load(response)

    def _token(self, keys: str, who: str) -> str:
        """A participant's token for an hour, as the host signs it (RFC 7515)."""
        now = datetime.fromisoformat(self._get("/_local/clock")["now"]).timestamp()
        header = {"alg": "HS256", "typ": "JWT"}
        claims = {"iss": "host", "aud": "goodword-test", "exp": int(now) + 3600,
                  "sub": who, "account_id": ACCOUNT}
        text = f"{_encoded(header)}.{_encoded(claims)}"
        secret = keys.removeprefix("HS256:").encode()
        mac = hmac.new(secret, text.encode(), hashlib.sha256).digest()
        return f"{text}.{_base64url(mac)}"


def _encoded(value: dict) -> str:
    return _base64url(json.dumps(value).encode())


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
