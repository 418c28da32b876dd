#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what Cordon needs and is not there: by apt-get as root or with sudo that asks for no
# password; otherwise prints the command and stops. Says nothing when all is there. Names of further
# commands may follow, each of a package of that name or of the one after a colon: `setup.sh valgrind`,
# `setup.sh sbatch:slurm-client`.
set -euo pipefail

swift_needed=6.3

missing=()
# Pictures of reports are drawn by Vega, which is read when a report is written.
[ -e /usr/share/javascript/vega ] || missing+=(libjs-vega)
command -v git >/dev/null || missing+=(git)
if ! command -v pkg-config >/dev/null; then
  # Without pkg-config nobody can say which libraries are there: apt-get skips those that are.
  missing+=(pkg-config libgsl-dev libsqlite3-dev libssl-dev)
else
  pkg-config --exists gsl || missing+=(libgsl-dev)
  pkg-config --exists sqlite3 || missing+=(libsqlite3-dev)
  pkg-config --exists libcrypto || missing+=(libssl-dev)
fi
for tool in "$@"; do
  # Daemons lie where a standard user's search path does not lead.
  PATH=$PATH:/usr/sbin:/sbin command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
done

if ((${#missing[@]})); then
  install="apt-get install --yes --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    echo "Cordon needs what Debian calls: ${missing[*]}. Install it, then try again." >&2
    exit 1
  elif [ "$(id -u)" = 0 ]; then
    as_root=()
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    echo "Cordon needs ${missing[*]}. Install it with this command, then try again:" >&2
    echo "  sudo apt-get update && sudo $install" >&2
    exit 1
  fi
  echo "Installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  # Of two set-ups at a time one waits, and what it starts keeps no lock.
  if command -v flock >/dev/null; then
    as_root+=(flock --close "${TMPDIR:-/tmp}/cordon-setup.lock")
  fi
  "${as_root[@]}" apt-get update --quiet --quiet >&2
  # shellcheck disable=SC2086 # a command line made above, without anything from outside
  "${as_root[@]}" $install --quiet --quiet >&2
fi

if command -v swift >/dev/null; then
  found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
else
  found=none
fi
older=$(printf '%s\n' "$swift_needed" "${found/none/0}" | sort --version-sort | head -n 1)
if [ "$older" != "$swift_needed" ]; then
  echo "Cordon needs Swift $swift_needed or newer; found: $found." >&2
  echo "How to get it: https://www.swift.org/install/linux/ (then open a new shell)." >&2
  exit 1
fi
