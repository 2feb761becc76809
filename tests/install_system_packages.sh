#!/bin/sh
# Chromium for the browser tests and newsboat for the feeds, where this machine lets us install
# them; without them those tests say why they are skipped.
set -u
wanted=""
command -v chromium >/dev/null || wanted="$wanted chromium"
command -v newsboat >/dev/null || wanted="$wanted newsboat"
[ -n "$wanted" ] || exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing$wanted for the tests."
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $wanted) \
        >/dev/null 2>&1 || echo "Could not install$wanted: the tests that need them are skipped."
else
    echo "Not installed:$wanted. The tests that need them are skipped."
fi
