#!/usr/bin/env bash
# Tries the local stack against docs/openapi.json: schemathesis makes up requests, good and bad,
# and fails on a 5xx and on any answer that is not described.
# infra/test-api.sh [examples per operation, 12 unless told] [seed]
set -euo pipefail
cd "$(dirname "$0")/.."
source infra/api-tools.sh

if [[ -z ${STORIES_LOCAL:-} ]]; then
    cargo build --quiet --locked --package local
    STORIES_LOCAL=${CARGO_TARGET_DIR:-target}/debug/local
fi
export STORIES_LOCAL
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=infra exec "$api_tools/bin/python" -m api_test "${1:-12}" "${2:-1}"
