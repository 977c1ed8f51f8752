"""Starts a stack with the story told, and has schemathesis call it, as each kind of caller.

Arguments: examples per operation, and the seed. Ends with 1 on a finding.
"""

import os
import pathlib
import re
import subprocess
import sys
import time

from api_test.stack import Stack

DESCRIPTION = pathlib.Path("docs/openapi.json").resolve()

# What is not asked, and why.
NOT_CHECKED = [
    # API Gateway answers 404, not 405, for a method that no route declares.
    "unsupported_method",
    "allow_header_conformance",
    # A schema cannot say all that makes an address or a message acceptable, nor whether a program
    # takes part; the refusal is described and held to its schema.
    "positive_data_acceptance",
    # A code is taken from a pasted URL, and friends' pages answer whatever the address.
    "negative_data_rejection",
    # Calls without a key are made by tests/stories; here every call has one.
    "ignored_auth",
    "missing_required_header",
]

# Here nothing fails for good, so there is no dead letter; no refund follows a used credit, so there
# is no remainder; what could be denied may be decided before, by another call; and a claim has to
# name one of the story's two programs, which its example, of a host with one, does not. The
# examples in tests/stories/description do what each is for.
NOTHING_THERE = re.compile(
    r"/dead-letters/\{id\}|/reviews/\{id\}/(deny|waive|net|debit)$|POST /v1/admin/referrals$"
)

# Stripe's signature is over the body, which only Stripe can sign: tests/stories does.
OF_STRIPE = "receiveStripeEvent"


def main() -> int:
    examples, seed = sys.argv[1], sys.argv[2]
    started = time.monotonic()
    with Stack() as stack:
        findings = [
            name
            for name, tokens, filters in [
                ("the host's server", [stack.admin_key], ["--exclude-operation-id", OF_STRIPE]),
                ("participants", stack.participant_tokens, ["--exclude-tag", "Administration",
                                                            "--exclude-tag", "Friends",
                                                            "--exclude-tag", "Stripe"]),
            ]
            if not conforms(stack.url, name, tokens, filters + ["-n", examples, "--seed", seed])
        ]
        errors = stack.errors()
        statuses = stack.statuses()
    for route, counts in sorted(statuses.items()):
        told = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
        print(f"{route:45} {told}")
    # Where all calls were refused, nothing was tried.
    idle = [route for route, counts in statuses.items()
            if " /v1/" in route and not NOTHING_THERE.search(route) and min(counts) >= 400]
    for route in idle:
        print(f"never did what it is for: {route}")
    for line in errors:
        print(f"logged: {line}")
    print(f"api: {len(findings)} callers with findings, {len(errors)} errors logged, "
          f"after {time.monotonic() - started:.0f} s")
    return 1 if findings or errors or idle or not statuses else 0


def conforms(url: str, name: str, tokens: list[str], options: list[str]) -> bool:
    print(f"\napi: as {name}", flush=True)
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", str(DESCRIPTION),
        "--url", url,
        "--exclude-checks", ",".join(NOT_CHECKED),
        "--phases", "examples,coverage,fuzzing",
        "--generation-database", "none",
        "--continue-on-failure",
        "--suppress-health-check", "all",
        "--max-redirects", "0",
        "--warnings", "off",
        "--no-color",
        *options,
    ]
    # What is sent names nobody: no proxy may see it, none is needed.
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1",
                   "SCHEMATHESIS_HOOKS": "api_test.hooks",
                   "API_TEST_TOKENS": ",".join(tokens),
                   "PYTHONPATH": str(pathlib.Path("infra").resolve())}
    # It leaves what it learned where it runs.
    return subprocess.run(command, env=environment, cwd="target", check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
