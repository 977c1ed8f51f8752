#!/usr/bin/env bash
# Lints docs/openapi.json as OpenAPI 3.1. Needs Python 3.9 or later with venv.
set -euo pipefail
cd "$(dirname "$0")/.."
source infra/api-tools.sh

"$api_tools/bin/openapi-spec-validator" --schema 3.1 --validation-errors all docs/openapi.json
