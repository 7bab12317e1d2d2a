#!/usr/bin/env bash
# Makes the machine ready: system packages, .venv and the locked Python packages. Quick when nothing has changed.
#   tools/setup.sh program       what is needed to run the program
#   tools/setup.sh development   that, and what tests and linters need
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# ldconfig lies outside the search path of an ordinary Debian user.
PATH="$PATH:/usr/sbin:/sbin"
readonly purpose="${1:?program eller development}"
readonly venv=.venv
readonly old_python_needed="Röda tråden behöver Python 3.11 eller senare."

# What the program needs and the Debian package that brings it; a library is asked for, never a package,
# since package names differ between releases.
readonly libraries="
libglib-2.0.so.0       libglib2.0-0
libGL.so.1             libgl1
libEGL.so.1            libegl1
libfontconfig.so.1     libfontconfig1
libxkbcommon.so.0      libxkbcommon0
libdbus-1.so.3         libdbus-1-3
libxcb-cursor.so.0     libxcb-cursor0
libxcb-icccm.so.4      libxcb-icccm4
libxcb-keysyms.so.1    libxcb-keysyms1
libxcb-shape.so.0      libxcb-shape0
libxcb-xkb.so.1        libxcb-xkb1
libxkbcommon-x11.so.0  libxkbcommon-x11-0
"

say() { printf '%s\n' "$*"; }

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

missing_packages() {
    local known library package python
    if [ "$(uname -s)" = Linux ]; then
        known="$(ldconfig -p 2>/dev/null || true)"
        while read -r library package; do
            [ -z "$library" ] || [[ "$known" == *"$library "* ]] || printf '%s ' "$package"
        done <<<"$libraries"
    fi
    if [ ! -x "$venv/bin/python" ]; then
        python="$(find_python)"
        [ -n "$python" ] || printf 'python3 '
        [ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv '
    fi
    if [ "$purpose" = development ]; then
        command -v javac >/dev/null || printf 'default-jdk-headless '
        command -v pdftoppm >/dev/null || printf 'poppler-utils '
    fi
}

install_packages() {
    local missing
    missing="$(missing_packages)"
    missing="${missing% }"
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "Det här saknas på datorn (Debians paketnamn): $missing. Installera det och försök igen." >&2
        exit 1
    fi
    if [ "$(id -u)" != 0 ]; then
        say "Kör detta en gång och försök sedan igen: sudo apt-get update && sudo apt-get install --no-install-recommends $missing" >&2
        exit 1
    fi
    say "Installerar systempaket: $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # one word for each package
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

make_venv() {
    local python
    [ ! -x "$venv/bin/python" ] || return 0
    python="$(find_python)"
    if [ -z "$python" ]; then
        say "$old_python_needed" >&2
        exit 1
    fi
    "$python" -m venv --clear "$venv"
}

fingerprint() {
    cat "$@" pyproject.toml tools/setup.sh | sha256sum
    "$venv/bin/python" -V
}

install_locked() {
    say "Installerar Python-paket …"
    "$venv/bin/python" -m pip install --quiet --require-hashes -r "$1"
    [ "$purpose" = program ] ||
        "$venv/bin/python" -m pip install --quiet --require-hashes --no-deps -r locks/validator.lock
    "$venv/bin/python" -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
}

install_python_packages() {
    local stamp now
    # The development lock holds everything in the program's, so its stamp is good for both.
    now="$(fingerprint locks/development.lock locks/validator.lock)"
    [ "$now" != "$(cat "$venv/ready-development" 2>/dev/null)" ] || return 0
    if [ "$purpose" = program ]; then
        now="$(fingerprint locks/program.lock)"
        [ "$now" != "$(cat "$venv/ready-program" 2>/dev/null)" ] || return 0
    fi
    stamp="$venv/ready-$purpose"
    rm -f "$venv/ready-program" "$venv/ready-development"
    install_locked "locks/$purpose.lock"
    printf '%s\n' "$now" >"$stamp"
}

install_packages
make_venv
install_python_packages
