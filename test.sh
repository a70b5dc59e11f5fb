#!/usr/bin/env bash
# Installs what the tests need, builds and tests everything on JDK 17, tests again on JDK 25 where there is one, and
# prints one summary. Exit 0 only when everything passed.
#
#   ./test.sh [MAVEN ARGUMENT]...
#   ./test.sh fuzz [SECONDS]         fuzzes the message decoders alone, ten minutes unless told
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

# --- what the tests need ---------------------------------------------------------------------------------------------
missing=()
command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
command -v mvn >/dev/null || missing+=(maven)
command -v socat >/dev/null || missing+=(socat)
[ -x /usr/sbin/mosquitto ] || command -v mosquitto >/dev/null || missing+=(mosquitto)
command -v mosquitto_sub >/dev/null || missing+=(mosquitto-clients)
# A kernel with SocketCAN around the tests that need one; without it they are skipped, and the summary says so.
guest=()
if [ "$(uname -m)" = x86_64 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  [ -x /usr/bin/linux.uml ] || guest+=(user-mode-linux)
  [ -x /usr/sbin/insmod ] || [ -x /sbin/insmod ] || guest+=(kmod)
  [ -x /usr/sbin/ip ] || [ -x /sbin/ip ] || guest+=(iproute2)
  command -v candump >/dev/null || guest+=(can-utils)
fi
# The scorer that ours is held against; without it that test is skipped.
scorer=()
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  /usr/bin/python3 -c 'import numpy, scipy' 2>/dev/null || scorer=(python3-numpy python3-scipy)
fi
install_packages() {
  echo "test.sh: installing $* ..."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
if [ ${#guest[@]} -gt 0 ]; then
  install_packages "${guest[@]}" || echo "test.sh: SocketCAN will NOT be tested: no ${guest[*]}"
fi
if [ ${#scorer[@]} -gt 0 ]; then
  install_packages "${scorer[@]}" || echo "test.sh: our scorer will NOT be held against the reference: no ${scorer[*]}"
fi
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "test.sh: this machine lacks: ${missing[*]}. As root: apt-get install -y ${missing[*]}" >&2
    exit 3
  fi
  install_packages "${missing[@]}"
fi

# --- the second JDK --------------------------------------------------------------------------------------------------
second=
for candidate in "${JAVA_25_HOME:+$JAVA_25_HOME/bin/java}" /usr/lib/jvm/*25*/bin/java; do
  if [ -n "$candidate" ] && [ -x "$candidate" ]; then second=$candidate; break; fi
done
if [ -n "$second" ]; then
  echo "test.sh: tests run on $(java -version 2>&1 | head -n 1), then again on $("$second" -version 2>&1 | head -n 1)"
else
  echo "test.sh: tests run on $(java -version 2>&1 | head -n 1); NOT on JDK 25: none here (set JAVA_25_HOME)"
fi

# --- the long fuzz ---------------------------------------------------------------------------------------------------
if [ "${1:-}" = fuzz ]; then
  exec mvn -B -ntp -Pquick -Dmaven.test.skip=false -pl v2x-codec -am test -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfuzz.seconds="${2:-600}"
fi

# --- build and test --------------------------------------------------------------------------------------------------
find . -path '*/target/surefire-reports/*.xml' -delete 2>/dev/null || true
started=$SECONDS
status=0
mvn -B -ntp verify -Dfuzz.seconds=60 ${second:+-Dsecond.jvm="$second"} "$@" || status=$?

# --- the summary -----------------------------------------------------------------------------------------------------
sum() { # sums one attribute over all reports
  find . -path '*/target/surefire-reports/TEST-*.xml' -exec grep -ohE '<testsuite [^>]*' {} + 2>/dev/null |
    awk -v key="$1" 'match($0, " " key "=\"[0-9]+\"") { n = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", n); s += n } END { print s + 0 }'
}
tests=$(sum tests) skipped=$(sum skipped)
failed=$(($(sum failures) + $(sum errors)))
echo
echo "test.sh: $((SECONDS - started)) s, Maven exit $status"
# A guest that could not be had is one skipped test in each run; say what that means.
if grep -lq '<skipped' $(find . -path '*/surefire-reports/TEST-*SocketCanGuestTest*.xml') /dev/null 2>/dev/null; then
  echo "test.sh: SKIPPED: SocketCAN was NOT tested here (needs root, x86_64, /dev/shm, user-mode-linux kmod iproute2 can-utils)"
fi
echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
[ "$status" = 0 ] && [ "$failed" = 0 ] && [ "$tests" -gt 0 ]
