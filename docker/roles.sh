#!/bin/sh
# Runs once, at the first start of an empty database. `owner` owns the schema; `service` gets the rights that
# the migration grants it: rows, no tables; `backup` reads all and writes nothing. The superuser is left to
# administrators.
set -eu

# SECRET: the password within the URL of a secret file.
password_in() {
  url=$(cat "/run/secrets/$1")
  password=${url#*://*:}
  password=${password%%@*}
  case $password in
    '' | *[!0-9A-Za-z]*)
      echo "$1: the password must consist of letters and digits; mend it and begin again (down -v)" >&2
      exit 1
      ;;
  esac
  printf %s "$password"
}

owner=$(password_in owner-url)
service=$(password_in service-url)
backup=$(cat /run/secrets/backup-password)

# All or nothing, and not as arguments, which a process list would show.
psql --quiet --single-transaction -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<SQL
create role owner login password '$owner';
create role service login password '$service';
create role backup login password '$backup' in role pg_read_all_data;
alter database "$POSTGRES_DB" owner to owner;
revoke all on database "$POSTGRES_DB" from public;
grant connect on database "$POSTGRES_DB" to backup;
SQL
