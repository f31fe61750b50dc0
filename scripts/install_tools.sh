#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install what the tests need beside Python, through apt. Without root or sudo, say exactly what is missing;
# the tests that need it are then skipped, visibly.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
[ -e /usr/share/apertium/modes/eng-spa.mode ] || missing="$missing apertium-eng-spa"
command -v msgmerge >/dev/null 2>&1 || missing="$missing gettext"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  run="sudo -n"
else
  run="no"
fi

if [ "$run" = "no" ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing on this machine:$missing" >&2
  echo "The tests that need them are skipped. To run them: sudo apt-get install$missing" >&2
  exit 0
fi

echo "Installing for the tests:$missing"
$run apt-get update -qq
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $missing >/dev/null
