#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a sweep on a real Slurm of two nodes and makes it as hard as a cluster does: one node loses its
# power in the middle and comes back, and one task is killed. Then what was lost is submitted alone.
# The tables must be those of one process, byte for byte, and no run may have been done twice.
#
#   test-slurm.sh [PROGRAM]       PROGRAM is .build/release/cordon unless it is given
set -euo pipefail
cd "$(dirname "$0")/.."

cordon=$(realpath "${1:-.build/release/cordon}")
# Long enough that each shard is met in the middle of its work.
sweep=(scenarios/sweeps/small-grid.yaml --replications 40)
shards=4

scripts/setup.sh python3 munge slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client
folder=$(mktemp --directory /tmp/cordon-slurm.XXXXXX)
# munge refuses a socket that others cannot reach.
chmod 755 "$folder"
export SLURM_CONF=$folder/cluster/slurm.conf
finish() {
  local status=$?
  scripts/slurm-cluster.sh stop "$folder/cluster"
  if [ $status -ne 0 ]; then
    tail --verbose --lines=20 "$folder"/cluster/log/slurmctld.log "$folder"/cluster/*/*/jobs/*.log \
      "$folder"/studies/*/jobs/*.log 2>/dev/null >&2 || true
  fi
  rm -rf "$folder"
}
trap finish EXIT

say() { echo "slurm: $* (${SECONDS} s)"; }
fail() {
  echo "slurm: FAILED: $*" >&2
  exit 1
}
# What `cordon status` says of a shard: `field 2 done`.
field() {
  "$cordon" status "$study" --json |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["shards"][int(sys.argv[1]) - 1][sys.argv[2]])' \
      "$1" "$2"
}
# Waits until a command succeeds, but not for ever.
await() {
  local what=$1
  shift
  for _ in $(seq 600); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  squeue >&2
  fail "waited too long until $what"
}
# It takes seconds to cut a node off, in which a shard may do some dozens of runs.
is_under_way() { [ "$(field "$1" done)" -gt 0 ] && [ "$(field "$1" pending)" -gt 60 ]; }
queue_is_empty() { [ -z "$(squeue --noheader)" ]; }
# The program that runs a shard, by the lock on its results.
process_of() { sed -n 's/^process \([0-9]*\) .*/\1/p' "$study/shards/.$1-of-$shards.sqlite.lock"; }
# Where a process runs: the node that started it.
node_of() { tr '\0' '\n' <"/proc/$1/environ" | sed -n 's/^SLURMD_NODENAME=//p'; }

scripts/slurm-cluster.sh start "$folder/cluster"
say 'two nodes are idle'

"$cordon" sweep "${sweep[@]}" --output "$folder/alone" --quiet >"$folder/alone.txt"
say 'one process has done the sweep'

"$cordon" submit "${sweep[@]}" --output "$folder/studies" --engine slurm --shards $shards
study=$(echo "$folder"/studies/*)
await 'shards 1 and 2 are under way' eval 'is_under_way 1 && is_under_way 2'

killed=$(process_of 2)
lost_node=$(node_of "$(process_of 1)")
done_1=$(field 1 done)
done_2=$(field 2 done)
kill -KILL "$killed"
scripts/slurm-cluster.sh cut "$folder/cluster" "$lost_node"
# Slurm would see it by itself after half a minute.
scontrol update NodeName="$lost_node" State=DOWN Reason=power
scripts/slurm-cluster.sh restore "$folder/cluster" "$lost_node"
say "task 2 is killed after $done_2 runs, and node $lost_node cut off after $done_1 runs of shard 1"

await 'the queue is empty' queue_is_empty
say 'the array and the merge have ended'
grep --quiet 'shard 2 has .* runs still to come' "$study/jobs/merge.log" ||
  fail 'the merge does not name the shard that was killed'
[ ! -e "$study/runs.csv" ] || fail 'the merge wrote tables of an incomplete set'
for shard in 1 3 4; do
  [ "$(field $shard pending)" = 0 ] || fail "shard $shard is not done, though nothing was to be resubmitted"
done

"$cordon" submit "$study" | tee "$folder/again.txt"
grep --quiet '^Shard 2: submitted' "$folder/again.txt" || fail 'shard 2 is not submitted alone'
await 'the queue is empty again' queue_is_empty
say 'the lost shard and the merge have ended'

for table in "$folder"/alone/*/*.csv "$folder"/alone/*/datapackage.json; do
  cmp "$table" "$study/$(basename "$table")" || fail "$(basename "$table") is another one"
done
python3 - "$study" "$shards" "$done_1" "$done_2" <<'PYTHON'
import json
import pathlib
import re
import sqlite3
import sys

study, shards, done_1, done_2 = pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:])
kept = {1: done_1, 2: done_2}
for shard in range(1, shards + 1):
    database = sqlite3.connect(f"file:{study}/shards/{shard}-of-{shards}.sqlite?mode=ro", uri=True)
    runs = database.execute("SELECT count(*) FROM runs WHERE status = 'done'").fetchone()[0]
    # Each run is noted in the session that did it, also in one that was killed.
    done = sum(json.loads(row[0])["runs"] for row in database.execute("SELECT note FROM sessions"))
    log = (study / f"jobs/shard-{shard}.log").read_text()
    found = [int(number) for number in re.findall(r"^(\d+) of \d+ runs (?:is|are) there already", log, re.M)]
    assert len(found) == (shard in kept), f"shard {shard} was begun {1 + len(found)} times"
    assert sum(found) >= kept.get(shard, 0), f"shard {shard} lost runs that were kept"
    assert done == runs, f"shard {shard}: {done} runs done to get {runs}"
PYTHON
say 'the tables are those of one process, and nothing was repeated'
