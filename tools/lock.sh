#!/bin/sh
# Locks versions with the hashes of all files of a release, so that one list serves every Python and processor.
# No address of any index gets into the lists: they are the same wherever packages come from.
set -eu
cd "$(dirname "$0")/.."
for kind in run dev; do
    .venv/bin/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options "$@" \
        --output-file "requirements/$kind.txt" "requirements/$kind.in"
done
