#!/usr/bin/env bash
# Runs the trials at their full counts (more than an hour): real processes, a real PostgreSQL, kills, outages and load. Ends with their figures.
# Words after the command narrow it down to classes: bash tests/trials.sh KillTrial DatabaseTrial
set -uo pipefail
cd "$(dirname "$0")/.."
. tests/postgres.sh

trap stop_postgres EXIT
trap 'exit 130' INT TERM

readonly figures="$PWD/artifacts/trials.txt"
chosen=(-trait Level=Trial)
for class in "$@"; do chosen+=(-class "*.$class"); done

if [ -z "$(postgres_tool initdb)" ]; then install_packages postgresql; fi
start_postgres
rm -f "$figures"
dotnet build tests/WebPortal.Tests -nologo -v quiet -clp:ErrorsOnly || exit 1
# A trial that lacks something has shown nothing, so it fails.
CI=true WEBPORTAL_TRIALS=full tests/WebPortal.Tests/bin/Debug/net10.0/WebPortal.Tests -noLogo -noColor -noAutoReporters "${chosen[@]}"
result=$?
[ ! -f "$figures" ] || cat "$figures"
exit "$result"
