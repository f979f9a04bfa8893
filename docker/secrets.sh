#!/bin/sh
# Makes the secrets that docker-compose.yml reads, in docker/secrets. What exists already is left alone.
# A database keeps the passwords of its first start: a new file alone does not change them.
#
#   sh docker/secrets.sh [NAME…]    names and addresses of this machine, for the certificate of the gateway
#
# Where docker/secrets/tls is there (certificate, those above it, key; PEM in this order), no certificate is made.
set -eu
# The folder keeps other users of this machine out. The files themselves are readable, since the users
# inside the containers are not the user who calls this.
umask 077
folder=$(cd "$(dirname "$0")" && pwd)/secrets
mkdir -p "$folder"
chmod 700 "$folder"
# Containers read these as other users, too, whatever umask the checkout was made under.
here=$(dirname "$0")
chmod a+rx "$here/roles.sh" "$here/backup.sh"
chmod a+r "$here/haproxy.cfg"

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
keep attachment-key "$(random)"
keep webhook-key "$(random)"
keep backup-password "$(random)"
keep backup-key "$(random)"
keep grafana-password "$(random)"
# Nothing, but while the keys are being changed.
keep identity-key-previous ''
keep attachment-key-previous ''
keep webhook-key-previous ''
# Nothing, but where attachments lie in a bucket.
keep attachment-store-secret ''

# NAME…: a certificate of its own making, good for two years, for the machine's own names and these.
make_certificate() {
  command -v openssl >/dev/null || { echo 'openssl is needed to make a certificate, or your own in docker/secrets/tls' >&2; exit 1; }
  names=DNS:localhost,IP:127.0.0.1
  for name in "$(uname -n)" "$@"; do
    case $name in
      *[!0-9.]*) names=$names,DNS:$name ;;
      *) names=$names,IP:$name ;;
    esac
  done
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 730 -subj '/CN=supervision' \
    -addext "subjectAltName=$names" -keyout "$folder/.key.$$" -out "$folder/.certificate.$$" 2>/dev/null
  # What callers need in order to trust it.
  cp "$folder/.certificate.$$" "$folder/certificate.pem"
  keep tls "$(cat "$folder/.certificate.$$" "$folder/.key.$$")"
  rm -f "$folder/.key.$$" "$folder/.certificate.$$"
  echo "the gateway has a certificate of its own making, for $names; callers trust $folder/certificate.pem"
}

[ -f "$folder/tls" ] || make_certificate "$@"
openssl x509 -in "$folder/tls" -noout -checkend 2592000 >/dev/null 2>&1 ||
  echo "the certificate in $folder/tls ends within 30 days: see \"Gateway\" in docs/runbook.md" >&2
