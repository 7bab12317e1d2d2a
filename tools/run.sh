#!/usr/bin/env bash
# Opens the window on the example municipality, or names the command line where there is no screen.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly program=.venv/bin/rodatraden

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "Här finns ingen skärm att öppna fönstret på. Kommandoraden fungerar ändå: $program --help"
    exit 0
fi
exec "$program" --exempel
