#!/bin/bash
# health.sh /readyz: ends with 0 when the service in this container says that all is well. Without Node, whose start
# would take longer than the answer.
exec 3<>"/dev/tcp/127.0.0.1/$PORT" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
