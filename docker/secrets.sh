#!/bin/sh
# Makes the secrets that docker-compose.yml reads, in docker/secrets. What exists already is left alone.
# A database keeps the passwords of its first start: a new file alone does not change them.
set -eu
# The folder keeps other users of this machine out. The files themselves are readable, since the users
# inside the containers are not the user who calls this.
umask 077
folder=$(cd "$(dirname "$0")" && pwd)/secrets
mkdir -p "$folder"
chmod 700 "$folder"
# The database's container reads roles.sh as another user, too, whatever umask the checkout was made under.
chmod a+rx "$(dirname "$0")/roles.sh"

random() {
  od -An -v -N32 -tx1 /dev/urandom | tr -d ' \n'
}

# NAME TEXT: written aside and linked into place, so that nobody ever sees half a secret or loses one.
keep() {
  # An `up` before the first call has left an empty folder where the secret should be.
  [ ! -d "$folder/$1" ] || rmdir "$folder/$1"
  [ ! -e "$folder/$1" ] || return 0
  draft=$folder/.$1.$$
  printf '%s\n' "$2" >"$draft"
  chmod 444 "$draft"
  if ln "$draft" "$folder/$1" 2>/dev/null; then echo "made $folder/$1"; fi
  rm -f "$draft"
}

keep postgres-password "$(random)"
keep owner-url "postgres://owner:$(random)@db:5432/supervision"
keep service-url "postgres://service:$(random)@db:5432/supervision"
keep audit-key "$(random)"
keep identity-key "$(random)"
keep recipient-key "$(random)"
keep grafana-password "$(random)"
# Nothing, but while the key is being changed.
keep identity-key-previous ''
