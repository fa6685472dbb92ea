#!/usr/bin/env bash
# Runs every test: installs what is missing where it can, starts a throw-away PostgreSQL, and ends with one line of totals.
set -uo pipefail
cd "$(dirname "$0")/.."

readonly results="$PWD/artifacts/test-results"
readonly projects=(WebPortal.Tests WebPortal.BrowserTests)
. tests/postgres.sh

install_missing() {
  local wanted=()
  [ -x "${WEBPORTAL_CHROMIUM:-/usr/bin/chromium}" ] || wanted+=(chromium)
  # Even with a server at hand: some tests stop and start one of their own.
  [ -n "$(postgres_tool initdb)" ] || wanted+=(postgresql)
  install_packages "${wanted[@]}"
}

# The number that follows a word in a summary line, 0 when the line does not have it.
count() { grep -oE "$1: +[0-9]+" <<< "$2" | grep -oE '[0-9]+$' || echo 0; }

# Adds the totals of one project; a run that ends without them counts as a failure. Most tests wait for other processes, hence more threads than cores.
run_project() {
  local output="$results/$1.txt" summary
  "tests/$1/bin/Debug/net10.0/$1" -noLogo -noColor -noAutoReporters -maxThreads 4 -result-trx "$results/$1.trx" 2>&1 | tee "$output"
  summary=$(grep -E "^ +$1 +Total: +[0-9]+" "$output" | tail -n 1)
  if [ -z "$summary" ]; then
    failed=$((failed + 1))
    return
  fi
  local total errors failures skips
  total=$(count Total "$summary") errors=$(count Errors "$summary") failures=$(count Failed "$summary") skips=$(count Skipped "$summary")
  passed=$((passed + total - failures - skips - $(count 'Not Run' "$summary")))
  failed=$((failed + failures + errors))
  skipped=$((skipped + skips))
  [ "$total" -gt 0 ] || empty="$empty $1"
}

trap stop_postgres EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0 empty=""

install_missing
start_postgres
if [ -x /usr/bin/chromium ]; then export WEBPORTAL_CHROMIUM="${WEBPORTAL_CHROMIUM:-/usr/bin/chromium}"; fi

mkdir -p "$results"
if dotnet build WebPortal.sln -nologo -v quiet -clp:ErrorsOnly; then
  for project in "${projects[@]}"; do run_project "$project"; done
else
  failed=1
fi

[ -z "$empty" ] || say "No test ran in:$empty"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] || exit 1
if [ "${CI:-}" = true ] && { [ "$skipped" -gt 0 ] || [ -n "$empty" ]; }; then exit 1; fi
exit 0
