"""What schemathesis cannot know: how a program file is sent, and which participant calls next."""

import itertools
import os

import schemathesis

# A participant may call so many times a minute: each of these takes its turn.
TOKENS = itertools.cycle(os.environ.get("API_TEST_TOKENS", "").split(","))
CALLS_EACH = 20
_calls = itertools.count()
_current = ""


@schemathesis.serializer("application/toml")
def toml(_context: object, value: object) -> bytes:
    """As the text that it is: good ones come from the examples."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_call(_context: object, case: schemathesis.Case, _kwargs: dict) -> None:
    """The key, or the token of the participant whose turn it is."""
    global _current
    if next(_calls) % CALLS_EACH == 0:
        _current = next(TOKENS)
    case.headers["Authorization"] = f"Bearer {_current}"
