#!/usr/bin/env bash
# Runs every test: installs what is missing where it can, starts a throw-away PostgreSQL, and ends with one line of totals.
set -uo pipefail
cd "$(dirname "$0")/.."

readonly results="$PWD/artifacts/test-results"
readonly projects=(WebPortal.Tests WebPortal.BrowserTests)
postgres_folder=""

say() { printf '%s\n' "$*" >&2; }

# Empty for root, "sudo -n" where that needs no password, and a failure otherwise.
privileged() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo > /dev/null && sudo -n true 2> /dev/null; then sudo -n "$@"
  else return 1
  fi
}

postgres_tool() { ls -d /usr/lib/postgresql/*/bin/"$1" 2> /dev/null | sort -V | tail -n 1; }

install_missing() {
  local wanted=()
  [ -x "${WEBPORTAL_CHROMIUM:-/usr/bin/chromium}" ] || wanted+=(chromium)
  [ -n "${WEBPORTAL_TEST_POSTGRES:-}" ] || [ -n "$(postgres_tool initdb)" ] || wanted+=(postgresql)
  [ ${#wanted[@]} -gt 0 ] || return 0
  if ! command -v apt-get > /dev/null; then
    say "Not installed: ${wanted[*]}. Install them yourself (this script can do it on Debian only), or their tests are skipped."
    return 0
  fi
  say "Installing: ${wanted[*]}"
  privileged env DEBIAN_FRONTEND=noninteractive apt-get -qq update > /dev/null 2>&1
  privileged env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" > /dev/null 2>&1 \
    || say "Not installed: ${wanted[*]}. Run: apt-get install ${wanted[*]}, as root. Until then their tests are skipped."
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
  done
}

start_postgres() {
  local initdb pg_ctl port password
  [ -z "${WEBPORTAL_TEST_POSTGRES:-}" ] || return 0
  initdb=$(postgres_tool initdb)
  pg_ctl=$(postgres_tool pg_ctl)
  [ -n "$initdb" ] || return 0
  postgres_folder=$(mktemp -d)
  port=$(free_port)
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s' "$password" > "$postgres_folder/password"
  if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$postgres_folder"; fi
  if (cd "$postgres_folder" \
    && as_postgres "$initdb" -D "$postgres_folder/data" -U postgres --auth=scram-sha-256 --pwfile="$postgres_folder/password" \
    && as_postgres "$pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w \
      -o "-p $port -k $postgres_folder -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start \
  ) > "$postgres_folder/start" 2>&1; then
    export WEBPORTAL_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
  else
    say "PostgreSQL did not start; its tests are skipped."
    cat "$postgres_folder/start" "$postgres_folder/log" >&2
  fi
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  (cd "$postgres_folder" && as_postgres "$(postgres_tool pg_ctl)" -D "$postgres_folder/data" -m immediate stop) > /dev/null 2>&1
  rm -rf "$postgres_folder"
}

# The number that follows a word in a summary line, 0 when the line does not have it.
count() { grep -oE "$1: +[0-9]+" <<< "$2" | grep -oE '[0-9]+$' || echo 0; }

# Adds the totals of one project; a run that ends without them counts as a failure.
run_project() {
  local output="$results/$1.txt" summary
  "tests/$1/bin/Debug/net10.0/$1" -noLogo -noColor -noAutoReporters -result-trx "$results/$1.trx" 2>&1 | tee "$output"
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
