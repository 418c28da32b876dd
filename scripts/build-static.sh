#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Cordon as one program that needs no library of the machine it runs on, .build-static/cordon, and
# holds it to that: ldd finds nothing to load, and it runs where there is no file but itself.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift build --configuration release --product cordon --scratch-path .build-static \
  -Xswiftc -static-executable
program=.build-static/cordon
cp .build-static/release/cordon $program.part
strip $program.part
mv $program.part $program

# ldd fails and says so where there is nothing to load.
if loaded=$(ldd $program 2>&1); then
  echo "$program still loads libraries:" >&2
  echo "$loaded" >&2
  exit 1
fi

folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT
alone() { ./$program "$@"; }
if [ "$(id --user)" = 0 ]; then
  # The strictest test: a root folder in which there is nothing else.
  mkdir "$folder/root"
  cp $program "$folder/root/cordon"
  cp --recursive scenarios "$folder/root/scenarios"
  alone() { chroot "$folder/root" /cordon "$@"; }
fi
alone --version
alone run scenarios/cooperate.yaml --replications 2 --threads 2 --quiet >"$folder/static"
echo "$program: $(stat --format=%s $program | numfmt --to=iec), loads nothing"
