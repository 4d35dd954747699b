#!/bin/sh
# yasr over page.py with speech-dispatcher, which it can only reach over TCP: so that is started with it.
# $1: the Python to run page.py with; $2: the file of sentences.
here=$(dirname "$(realpath "$0")")
port=6571
speech-dispatcher -d -c inet_socket -p "$port" -P "$XDG_RUNTIME_DIR/yasr-speechd.pid" >/dev/null 2>&1
exec yasr -s "speech dispatcher" -p "127.0.0.1:$port" "$1" "$here/page.py" "$2"
