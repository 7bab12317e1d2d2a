#!/usr/bin/env bash
# Writes the locks from pyproject.toml, without addresses. Arguments go to uv, e.g. --upgrade or --upgrade-package reportlab.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export UV_CUSTOM_COMPILE_COMMAND="make lock"

lock() {
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url "$@"
}

lock "$@" --output-file locks/development.lock --group dev pyproject.toml
lock "$@" --output-file locks/program.lock --group build --constraint locks/development.lock pyproject.toml
lock "$@" --output-file locks/validator.lock --no-deps --group pyproject.toml:validator
