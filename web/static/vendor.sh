#!/bin/sh
# Brings GOV.UK Frontend into this folder, without its brand. Run it by hand, from anywhere, when
# the version changes; the result is committed, so builds and CI need neither npm nor a network.
# Needs: npm, perl, sha256sum.
#
# What is left out, because this service is not on GOV.UK: the GDS Transport typeface, the crest
# and the crown, every image and icon. manifest.txt lists what came out, and a test recomputes it.
set -eu

version=6.6.0
package_sha256=52c4eb554e54d8a6e4ba801e9da5ec3a5b930fd2f117a39677f0b6296e954751
components="back-link breadcrumbs button character-count checkboxes date-input details error-message
error-summary fieldset file-upload generic-header hint input inset-text label notification-banner
pagination panel password-input phase-banner radios select service-navigation skip-link summary-list
table tabs tag task-list textarea warning-text"

here=$(cd "$(dirname "$0")" && pwd)
fixtures="$here/../../internal/govuk/testdata/fixtures"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent "govuk-frontend@$version"
echo "$package_sha256  govuk-frontend-$version.tgz" | sha256sum --check --quiet
tar -xzf "govuk-frontend-$version.tgz"
dist="$work/package/dist/govuk"

perl -0pe '
  s/\@font-face\{[^}]*\}//g;
  s/GDS Transport,arial/"Helvetica Neue",arial/g;
  s/\.govuk-footer__copyright-logo[^{}]*\{[^}]*\}//g;
  s/\.govuk-footer__crown\{[^}]*\}//g;
  s/\@media [^{}]*\{\}//g; s/\@supports [^{}]*\{\}//g;
  s{/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/}{}g;
  s{/\*# sourceMappingURL=.*?\*/\s*}{}g;
' "$dist/govuk-frontend.min.css" >"$here/files/govuk-frontend.css"

perl -0pe 's{//# sourceMappingURL=\S*\s*}{}g' "$dist/govuk-frontend.min.js" >"$here/files/govuk-frontend.js"

mkdir -p "$fixtures"
for component in $components; do
  cp "$dist/components/$component/fixtures.json" "$fixtures/$component.json"
done

cd "$here/files"
sha256sum govuk-frontend.css govuk-frontend.js >"$here/manifest.txt"
cd "$fixtures"
sha256sum ./*.json | sed 's|\./|fixtures/|' >>"$here/manifest.txt"
echo "GOV.UK Frontend $version is in $here; see the difference with git diff."
