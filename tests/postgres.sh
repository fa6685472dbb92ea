# Sourced by the scripts beside it: what the tests need from the machine, and a throw-away PostgreSQL.

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

# Installs those of the named Debian packages that are missing, where that is possible.
install_packages() {
  [ $# -gt 0 ] || return 0
  if ! command -v apt-get > /dev/null; then
    say "Not installed: $*. Install them yourself (this script can do it on Debian only), or their tests are skipped."
    return 0
  fi
  say "Installing: $*"
  privileged env DEBIAN_FRONTEND=noninteractive apt-get -qq update > /dev/null 2>&1
  privileged env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" > /dev/null 2>&1 \
    || say "Not installed: $*. Run: apt-get install $*, as root. Until then their tests are skipped."
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
