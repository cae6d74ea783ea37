#!/bin/sh
# Debian's Chromium for the browser tests is there, or this fails and says what to type.
set -eu
line="apt-get install --yes --no-install-recommends chromium"
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Instaluję Chromium do testów przeglądarkowych…"
    apt-get update -q >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive $line >/dev/null 2>&1 && command -v chromium >/dev/null && exit 0
fi
printf 'Testy przeglądarkowe potrzebują Chromium, a nie ma go na tym komputerze.\n  Naprawa: sudo %s\n' "$line" >&2
exit 1
