#!/usr/bin/env bash
# Translates template.yaml as CloudFormation would, lints both forms, and checks what no linter
# does: rights, dead-letter queues, schedules, timeouts. Needs Python 3.9 or later with venv.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=target/template-lint
installed=$venv/installed.txt
if ! cmp -s infra/requirements.txt "$installed"; then
    echo "template lint: installing the linters (once)"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r infra/requirements.txt
    cp infra/requirements.txt "$installed"
fi

# The rule that docs/hosts offers to copy.
"$venv/bin/cfn-lint" --template docs/hosts/bell.yaml

cd infra
PYTHONDONTWRITEBYTECODE=1 exec "../$venv/bin/python" -m template_lint ../template.yaml ../target/template.json
