#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The pasts that come with the program: scenarios/pasts/base.csv, some hundreds of those that `cordon calibrate`
# finds for scenarios/base.yaml.
#
#   scripts/calibration.sh write     finds them anew: some five minutes on two cores
#   scripts/calibration.sh check     whether they are pasts of the scenario as it is, and repeat
#
# CORDON names the program; without it it is that of `make build`. PASTS says how many pasts are simulated.
set -euo pipefail
cd "$(dirname "$0")/.."

cordon=${CORDON:-.build/release/cordon}
table=scenarios/pasts/base.csv
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

case ${1:-} in
write)
  "$cordon" calibrate scenarios/base.yaml --pasts "${PASTS:-20000}" --effective 400 --output "$work"
  mkdir -p scenarios/pasts
  # Drawn systematically by weight; a past that is drawn twice has twice the weight.
  python3 - "$work"/*/posterior.csv "$table" <<'PYTHON'
import csv
import sys

source, target = sys.argv[1:]
kept = 400
with open(source, newline="") as file:
    header, *rows = csv.reader(file)
weight = header.index("weight")
marks = [(number + 0.5) / kept for number in range(kept)]
reached, drawn = 0.0, []
for row in rows:
    reached += float(row[weight])
    count = sum(1 for mark in marks if mark < reached)
    marks = marks[count:]
    if count:
        drawn.append([*row[:weight], repr(count / kept), *row[weight + 1 :]])
with open(target, "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows(drawn)
print(f"Written: {target}, {len(drawn)} pasts")
PYTHON
  ;;
check)
  "$cordon" run scenarios/base.yaml --from "$table" --replications 4 --output "$work" --quiet >"$work/text" || {
    echo "$table: not of this scenario and program: make calibration" >&2
    exit 1
  }
  ;;
*)
  sed -n '3,10s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
