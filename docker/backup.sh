#!/bin/bash
# Backups of the database: a dump at BACKUP_TIME each day (China time), encrypted, proven by restoring it into a scratch
# database of its own, and kept by rule.
#
#   backup.sh daily          goes on for good; takes one at once where there is none of the last 24 hours
#   backup.sh once           takes one now
#   backup.sh list           the names of those that are kept, the newest last
#   backup.sh check NAME     restores one into the scratch database again
#   backup.sh decrypt NAME   writes the dump to standard output, for pg_restore
#   backup.sh healthy        ends with 0 while the newest backup is younger than 26 hours
set -euo pipefail
umask 077

folder=/backups
key=/run/secrets/backup-key
scratch=/scratch
started=/tmp/started
export TZ=CST-8 PGHOST=db PGUSER=backup PGDATABASE=supervision PGCONNECT_TIMEOUT=10

# Begun as root to own its volumes, it goes on as the user postgres, who may not write anywhere else.
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder" "$scratch"
  exec gosu postgres "$0" "$@"
fi
PGPASSWORD=$(</run/secrets/backup-password)
export PGPASSWORD

say() { printf '{"time":"%s","level":"%s","event":"%s","msg":"%s"}\n' "$(date +%FT%T%:z)" "$1" "$2" "$3" >&2; }

encrypt() { openssl enc -aes-256-cbc -pbkdf2 -salt -pass "file:$key"; }

# The checksum is made with a key too: what was changed on the disk is refused before it is decrypted.
checksum() {
  local secret
  secret=$(openssl dgst -sha256 -binary "$key" | od -An -v -tx1 | tr -d ' \n')
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$secret" <"$1" | sed 's/.*= //'
}

decrypt() { # FILE: with its checksum next to it
  if [ ! -r "$1" ]; then
    say error backup.missing "$(basename "$1"): there is no such backup; the names: backup.sh list"
    return 1
  fi
  if [ "$(checksum "$1")" != "$(cat "$1.hmac")" ]; then
    say error backup.damaged "$(basename "$1"): the file was changed, or the key is another one"
    return 1
  fi
  openssl enc -d -aes-256-cbc -pbkdf2 -pass "file:$key" -in "$1"
}

# How many rows each table has, and the last seal of the audit trail: the same before and after.
figures() {
  cat <<'SQL'
select format('select %L, count(*) from %I.%I', nspname || '.' || relname, nspname, relname)
from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where relkind = 'r' and nspname !~ '^(pg_|information_schema$)' order by nspname collate "C", relname collate "C"
\gexec
select 'last seal', number, hash from audit_seal order by number desc limit 1;
SQL
}

# One at a time, also from several containers.
alone() {
  exec 9>"$scratch/lock"
  flock 9
  trap 'clear_scratch; rm -f "$folder"/.supervision-*' EXIT
}

is_running=no
clear_scratch() {
  [ $is_running = no ] || pg_ctl -D "$scratch/data" -m immediate -w stop >/dev/null || true
  is_running=no
  rm -rf "$scratch/data"
}

# FILE FIGURES: restores a backup on an empty server in this container, which listens on no port; writes its figures.
restore_into_scratch() {
  local server=(-h "$scratch" -U postgres -d postgres)
  clear_scratch
  initdb -D "$scratch/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --locale-provider=builtin \
    --builtin-locale=C.UTF-8 --no-sync >/dev/null
  is_running=yes
  pg_ctl -D "$scratch/data" -w -l "$scratch/log" -o "-c listen_addresses='' -c unix_socket_directories=$scratch \
    -c fsync=off -c shared_buffers=64MB -c max_connections=5 -c max_parallel_maintenance_workers=0" start >/dev/null 9>&-
  decrypt "$1" | pg_restore "${server[@]}" --exit-on-error --no-owner --no-privileges
  figures | psql "${server[@]}" -qAtX -v ON_ERROR_STOP=1 >"$2"
  clear_scratch
}

# FILE FIGURES: dump and figures are of the same moment, whatever is written meanwhile.
dump() {
  rm -f "$1.whole"
  {
    echo 'begin isolation level repeatable read read only;'
    echo 'select pg_export_snapshot() as snapshot \gset'
    echo '\setenv SNAPSHOT :snapshot'
    printf '\\! "%s" dump-snapshot "%s" && touch "%s.whole"\n' "$0" "$1" "$1"
    figures
    echo 'commit;'
  } | psql -qAtX -v ON_ERROR_STOP=1 >"$2"
  rm "$1.whole"
}

once() {
  local name draft
  name=supervision-$(date +%Y%m%dT%H%M%S).dump.enc
  draft=$folder/.$name
  dump "$draft" "$draft.before"
  checksum "$draft" >"$draft.hmac"
  restore_into_scratch "$draft" "$draft.after"
  if ! cmp -s "$draft.before" "$draft.after"; then
    say error backup.differs "$name: what was restored is not what was dumped"
    return 1
  fi
  mv "$draft.hmac" "$folder/$name.hmac"
  mv "$draft" "$folder/$name"
  local rows
  rows=$(awk -F'|' '$1 != "last seal" { sum += $2 } END { print sum + 0 }' "$draft.after")
  say info backup.made "$name: $(stat -c %s "$folder/$name") bytes, $rows rows, restored and compared"
  keep
}

names() { (cd "$folder" && ls supervision-*.dump.enc 2>/dev/null || true); }

# Removes what no rule keeps: of the last days, weeks and months that have a backup, the newest of each stays.
keep() {
  local -A seen=()
  local days=0 weeks=0 months=0 name day week month stays
  while read -r name; do
    day=${name#supervision-} day=${day%%T*} stays=no
    week=$(date -d "$day" +%GW%V) month=${day:0:6}
    if [ -z "${seen[$day]:-}" ] && ((days < ${BACKUP_DAYS:-7})); then days=$((days + 1)) stays=yes; fi
    if [ -z "${seen[$week]:-}" ] && ((weeks < ${BACKUP_WEEKS:-5})); then weeks=$((weeks + 1)) stays=yes; fi
    if [ -z "${seen[$month]:-}" ] && ((months < ${BACKUP_MONTHS:-12})); then months=$((months + 1)) stays=yes; fi
    seen[$day]=1 seen[$week]=1 seen[$month]=1
    [ $stays = yes ] || { rm -f "$folder/$name" "$folder/$name.hmac" && say info backup.removed "$name"; }
  done < <(names | sort -r)
}

# Whether the newest backup, or a folder without any, is younger than so many hours.
is_younger_than() {
  local newest
  newest=$(names | tail -n 1)
  [ -n "$newest" ] && [ -n "$(find "$folder/$newest" -mmin "-$(($1 * 60))")" ]
}

healthy() {
  is_younger_than 26 || [ -n "$(find $started -mmin -120)" ]
}

daily() {
  local now next
  touch $started
  trap 'exit 0' TERM INT
  is_younger_than 24 || try
  while :; do
    now=$(date +%s)
    next=$(date -d "today ${BACKUP_TIME:-02:00}" +%s)
    ((next > now)) || next=$((next + 86400))
    sleep $((next - now)) &
    wait $!
    try
  done
}

# A failure does not end the schedule: the log says it, the container becomes unhealthy, and there is another day.
try() {
  "$0" once &
  wait $! || say error backup.failed 'no backup was made: see the lines before'
}

case ${1:-daily} in
  daily | healthy) "$1" ;;
  once)
    alone
    once
    ;;
  check)
    alone
    restore_into_scratch "$folder/$2" "$scratch/figures"
    cat "$scratch/figures"
    ;;
  list) names ;;
  keep) keep ;;
  decrypt) decrypt "$folder/$2" ;;
  dump-snapshot) pg_dump --format=custom --snapshot="$SNAPSHOT" | encrypt >"$2" ;;
  *)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
    ;;
esac
