#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds what `cordon submit` writes to what schedulers read, where none of them is at hand: scripts are
# bash's, and their directives are those of sbatch and qsub, above the first command, where alone they
# are looked for; manifests of Kubernetes satisfy its schemas (PyPI package kubernetes-validate). A
# stand-in for qsub runs a study to its tables, of which one shard was there already, and a calibration to
# those of one process.
set -euo pipefail
cd "$(dirname "$0")/.."

cordon=$(realpath "${1:-.build/release/cordon}")
bin=$(scripts/python.sh kubernetes-validate)

folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT
script() {
  "$cordon" submit "${asked[@]}" --dry-run --shards 8 --time 1:30:00 --memory 2G \
    --threads 2 --output "$folder/with a space" "$@" 2>>"$folder/remarks"
}
scripts() {
  script --engine slurm --partition long --account abc >"$folder/slurm-$1.sh"
  script --engine pbs --partition long --account abc >"$folder/pbs-$1.sh"
  script --engine kubernetes --image example.org/cordon:1 --claim studies >"$folder/kubernetes-$1.yaml"
  bash -n "$folder/slurm-$1.sh"
  bash -n "$folder/pbs-$1.sh"
}
asked=(scenarios/cooperate.yaml)
scripts sweep
asked=(scenarios/base.yaml --pasts 4000)
scripts calibration
python3 - "$folder" <<'PYTHON'
import argparse
import pathlib
import shlex
import sys


def reader(mark, options):
    """Reads directives as the scheduler does: options, and nothing else."""
    parser = argparse.ArgumentParser(prog=mark, allow_abbrev=False, exit_on_error=True)
    for option in options:
        parser.add_argument(option, action="store_true" if option == "--requeue" else "append")
    return parser


schedulers = {
    "SBATCH": ("slurm", "--job-name --output --open-mode --ntasks --cpus-per-task --requeue "
               "--time --mem --partition --account".split()),
    "PBS": ("pbs", "-N -j -o -r -l -q -A".split()),
}
for mark, name, options in [
    (mark, f"{scheduler}-{study}.sh", options)
    for mark, (scheduler, options) in schedulers.items()
    for study in ("sweep", "calibration")
]:
    scripts = (pathlib.Path(sys.argv[1]) / name).read_text().split("#!/bin/bash\n")[1:]
    assert len(scripts) == 2, f"{name}: {len(scripts)} scripts"
    for script in scripts:
        head = []
        for line in script.splitlines():
            if line.strip() and not line.startswith("#"):
                break
            head.append(line)
        start = f"#{mark} "
        assert script.count("\n" + start) == sum(line.startswith(start) for line in head), (
            f"{name}: a directive below the first command is never read")
        words = [
            word for line in head if line.startswith(start) for word in shlex.split(line[len(start):])]
        read = vars(reader(mark, options).parse_args(words))
        assert all(read.values()), f"{name}: not stated: {[k for k, v in read.items() if not v]}"
        last = script.strip().splitlines()[-1]
        assert last.startswith("exec "), f"{name}: a signal would not reach the program: {last}"
PYTHON
$bin/kubernetes-validate --strict --quiet "$folder"/kubernetes-*.yaml

# PBS in small: it runs each task at once, and tells it what PBS would.
mkdir "$folder/bin"
cat >"$folder/bin/qsub" <<'QSUB'
#!/usr/bin/env bash
set -euo pipefail
echo "$@" >>"$CALLS"
indices=('')
while [ $# -gt 1 ]; do
  case $1 in
    -J) mapfile -t indices < <(seq "${2%-*}" "${2#*-}") ;;
    -v) export "${2?}" ;;
  esac
  shift 2
done
for index in "${indices[@]}"; do
  if [ -n "$index" ]; then export PBS_ARRAY_INDEX=$index; fi
  bash "$1" >>"$CALLS.log" 2>&1
done
echo "$(wc --lines <"$CALLS")[].stand-in"
QSUB
chmod +x "$folder/bin/qsub"
export CALLS=$folder/calls
study=(scenarios/cooperate.yaml --replications 5 --engine pbs --shards 5 --output "$folder/studies")
"$cordon" submit "${study[@]}" --prepare >>"$folder/remarks"
"$cordon" resume "$folder"/studies/* --shard 3/5 --quiet
PATH=$folder/bin:$PATH "$cordon" submit "${study[@]}" >>"$folder/remarks" || {
  cat "$folder/calls" "$folder/calls.log" >&2
  exit 1
}
sed -E 's# ?[^ ]*/jobs/[^ ]*##g' "$folder/calls" | diff - <(
  printf '%s\n' '-J 1-2' '-J 4-5' '-W depend=afterany:1[].stand-in:2[].stand-in'
)
grep --quiet '^5 runs done, 0 failed' "$folder/calls.log"

# Pasts are cheap here, and nearly all of them match.
cat >"$folder/record.yaml" <<'YAML'
name: Record
start: 2016-11-01
warm-up: 0 days
counted: 1 years
investigation.referrals: 100 per year
investigation.arrests: 60 per year
forensics.backlog: 500 sets
groups.initial: 40 groups
uncertainties:
  chats.end-in-meeting: {prior: {log: 3% to 15%}, reason: a test}
observed:
  - {quantity: a count, value: 30, unit: stings, source: a test, outcome: stings, years: 2016-12,
     likelihood: {negative-binomial: {cv: 60%}}, reason: a test}
YAML
pasts=("$folder/record.yaml" --pasts 180 --island 30)
"$cordon" calibrate "${pasts[@]}" --output "$folder/alone" --quiet >/dev/null
PATH=$folder/bin:$PATH "$cordon" submit "${pasts[@]}" --engine pbs --shards 3 \
  --output "$folder/shared" >>"$folder/remarks" || {
  cat "$folder/calls" "$folder/calls.log" >&2
  exit 1
}
for table in posterior parameters checks; do
  cmp "$folder"/alone/*/$table.csv "$folder"/shared/*/$table.csv
done
echo 'Scripts of Slurm and PBS and manifests of Kubernetes are as their schedulers read them.'
