#!/usr/bin/env bash
# Installs what the tests need, builds and tests everything on JDK 17, tests again on JDK 25 where there is one, and
# prints one summary. Exit 0 only when everything passed.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

# --- what the tests need ---------------------------------------------------------------------------------------------
missing=()
command -v javac >/dev/null || missing+=(openjdk-17-jdk-headless)
command -v mvn >/dev/null || missing+=(maven)
command -v socat >/dev/null || missing+=(socat)
[ -x /usr/sbin/mosquitto ] || command -v mosquitto >/dev/null || missing+=(mosquitto)
command -v mosquitto_sub >/dev/null || missing+=(mosquitto-clients)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "test.sh: this machine lacks: ${missing[*]}. As root: apt-get install -y ${missing[*]}" >&2
    exit 3
  fi
  echo "test.sh: installing ${missing[*]} ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
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

# --- build and test --------------------------------------------------------------------------------------------------
find . -path '*/target/surefire-reports/*.xml' -delete 2>/dev/null || true
started=$SECONDS
status=0
mvn -B -ntp verify ${second:+-Dsecond.jvm="$second"} "$@" || status=$?

# --- the summary -----------------------------------------------------------------------------------------------------
sum() { # sums one attribute over all reports
  find . -path '*/target/surefire-reports/TEST-*.xml' -exec grep -ohE '<testsuite [^>]*' {} + 2>/dev/null |
    awk -v key="$1" 'match($0, " " key "=\"[0-9]+\"") { n = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", n); s += n } END { print s + 0 }'
}
tests=$(sum tests) skipped=$(sum skipped)
failed=$(($(sum failures) + $(sum errors)))
echo
echo "test.sh: $((SECONDS - started)) s, Maven exit $status"
echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
[ "$status" = 0 ] && [ "$failed" = 0 ] && [ "$tests" -gt 0 ]
