#!/usr/bin/env bash
# Builds functions as they ship: arm64, release profile, one `bootstrap` each below target/lambda.
# Without arguments all of them: infra/build.sh [function…]
# `sam build` does the same for a deployment, given the two tools that this script installs.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=target/cargo-lambda
if ! "$tools/bin/cargo-lambda" lambda --version 2>/dev/null | grep -q ' 1\.9\.2'; then
    echo "build: installing cargo-lambda with zig (once)"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check cargo-lambda==1.9.2
fi
rustup target add aarch64-unknown-linux-gnu
export PATH="$PWD/$tools/bin:$PATH"

if (($# == 0)); then
    mapfile -t names < <(cd functions && ls)
    set -- "${names[@]}"
fi
packages=()
for name in "$@"; do
    packages+=(--package "$name")
done
echo "build: $*"
cargo lambda build --release --arm64 --locked "${packages[@]}"

for name in "$@"; do
    printf '%9d bytes  %s\n' "$(stat -c %s "target/lambda/$name/bootstrap")" "$name"
done
