"""What schemathesis cannot know: how a program file is sent."""

import schemathesis


@schemathesis.serializer("application/toml")
def toml(_context: object, value: object) -> bytes:
    """As the text that it is: good ones come from the examples."""
    return value if isinstance(value, bytes) else str(value).encode()
