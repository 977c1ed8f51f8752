# Sourced from the root: the tools that read docs/openapi.json, in $api_tools, installed once.
api_tools=target/api-tools
if ! cmp -s infra/api-requirements.txt "$api_tools/installed.txt"; then
    echo "api: installing the tools (once)"
    rm -rf "$api_tools"
    python3 -m venv "$api_tools"
    "$api_tools/bin/pip" install --quiet --disable-pip-version-check -r infra/api-requirements.txt
    cp infra/api-requirements.txt "$api_tools/installed.txt"
fi
