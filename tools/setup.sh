#!/bin/sh
# Makes .venv with the Python that is there and installs by hash. Run by make: tools/setup.sh run|dev
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}

refuse() {
    printf '%s\n  Naprawa: %s\n' "$1" "$2" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if new_enough "$name"; then echo "$name"; return; fi
    done
}

if ! [ -x .venv/bin/python ] || ! new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    [ -n "$python" ] || refuse \
        "Potrzebny Python 3.11 lub nowszy, a jest: $(python3 --version 2>&1 || echo żaden)." \
        "sudo apt-get install python3 python3-venv   (albo: make setup PYTHON=/sciezka/python3.11)"
    rm -rf .venv
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null || ! "$python" -m venv .venv; then
        rm -rf .venv
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        refuse "Ten Python nie umie zrobić środowiska: brakuje pakietu python3-venv, miejsca na dysku lub praw do folderu." \
            "sudo apt-get install python$version-venv"
    fi
fi

echo "Instaluję pakiety ($kind), każdy sprawdzony sumą…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
    -r requirements/run.txt $([ "$kind" = dev ] && echo "-r requirements/dev.txt") ||
    refuse "Nie udało się zainstalować pakietów (sieć, miejsce na dysku?)." "make setup"

# The path is relative, so that the folder can be moved.
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "../../../.." >"$packages/okienko.pth"
cat >.venv/bin/okienko <<'SCRIPT'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m okienko.cli.main "$@"
SCRIPT
chmod 755 .venv/bin/okienko
touch ".venv/.$kind"
