#!/bin/sh
# Compiles the styles and copies what govuk-frontend ships into okienko/ui/static/ui. Run after `npm ci`.
# `sh build.sh fonts` cuts the typeface too (needs python3 with fonttools[woff]; the outcome changes rarely).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/../../okienko/ui/static/ui"
modules="$here/node_modules"
mkdir -p "$out/licences"

for name in okienko desk; do
  "$modules/.bin/sass" --style=compressed --no-source-map --no-charset --load-path="$modules/govuk-frontend/dist" \
    "$here/scss/$name.scss" "$out/$name.css"
done

# The module as it is published, without the comment that names a source map we do not ship.
grep -v '^//# sourceMappingURL' "$modules/govuk-frontend/dist/govuk/govuk-frontend.min.js" > "$out/govuk-frontend.min.js"
cp "$modules/@expo-google-fonts/source-sans-3/LICENSE_FONT" "$out/licences/source-sans-3-OFL.txt"

if [ "${1:-}" = fonts ]; then
  "${PYTHON:-python3}" "$here/font.py" "$modules/@expo-google-fonts/source-sans-3" "$out"
fi

# Nothing of the look that belongs to the British government may come out.
if grep -n -i -E 'GDS ?Transport|crown|crest|logotype|govuk-header|govuk-footer' "$out"/*.css; then
  echo "a trace of GOV.UK is left in the styles" >&2
  exit 1
fi
