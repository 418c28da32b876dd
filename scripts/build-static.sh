#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Cordon as one program that needs no library of the machine it runs on, .build-static/cordon, and
# holds it to that: ldd finds nothing to load, and it runs a study below a root folder in which there is
# nothing but itself, the scenarios and /proc.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
# The linker warns of what would load libraries after all, such as the names of users; Cordon asks for none.
swift build --configuration release --product cordon --scratch-path .build-static \
  -Xswiftc -static-executable 2>&1 |
  grep --invert-match 'in statically linked applications requires at runtime the shared libraries'
program=.build-static/cordon
strip -o $program.part .build-static/release/cordon
mv $program.part $program

# ldd fails where there is nothing to load.
if loaded=$(ldd $program 2>&1); then
  echo "$program still loads libraries:" >&2
  echo "$loaded" >&2
  exit 1
fi

study=(run scenarios/cooperate.yaml --replications 2 --threads 2 --quiet)
root=$(mktemp --directory)
trap 'rm -rf "$root"' EXIT
mkdir "$root/proc"
cp $program "$root/cordon"
cp --recursive scenarios "$root/scenarios"
# /proc is gone with the namespace, however this ends.
if unshare --map-root-user --mount --pid --fork true 2>/dev/null; then
  where='with nothing beside it'
  # shellcheck disable=SC2016 # the inner shell's
  unshare --map-root-user --mount --pid --fork sh -euc '
    mount -t proc proc "$1/proc"
    root=$1
    shift
    exec chroot "$root" /cordon "$@"' sh "$root" "${study[@]}" >"$root/text"
else
  where='on this machine; without namespaces there is no empty root to try it in'
  (cd "$root" && ./cordon "${study[@]}" >"$root/text")
fi
grep --quiet 'convictions' "$root/text"
echo "$program: $(numfmt --to=iec <<<"$(stat --format=%s $program)")B, loads nothing, runs $where"
