#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Mutates the shipped scenarios, policies, areas and tables of states with LLVM's libFuzzer and loads them, for so many
# seconds in all: a crash, a hang (10 s), too much memory (512 MB) or a broken promise of the loader ends
# it with an error, and the input is kept in .build-fuzz/failures. The seed is printed; give it as the
# second argument to repeat a run from the same inputs. What was learned is kept in .build-fuzz/inputs.
#
#   scripts/fuzz.sh 60
#   scripts/fuzz.sh 14400                     # hours by hand
#   .build-fuzz/release/fuzz-scenarios policy .build-fuzz/failures/policy-crash-1234     # one input again
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
seed=${2:-$(date +%s)}

# For a short look, building is what takes long: without optimisation it takes a quarter of the processor time.
flags=()
[ "$seconds" -ge 60 ] || flags=(-Xswiftc -Onone)
CORDON_FUZZ=1 swift build --configuration release --scratch-path .build-fuzz \
  --product fuzz-scenarios -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld "${flags[@]}" --quiet

failures=.build-fuzz/failures
shipped=$(mktemp --directory)
TMPDIR=$(mktemp --directory)
export TMPDIR
trap 'rm -rf "$shipped" "$TMPDIR"' EXIT
mkdir -p "$failures" "$shipped"/{scenario,policy,areas,states}
for file in scenarios/*.yaml scenarios/checks/*.yaml scenarios/sweeps/*.yaml; do
  cp "$file" "$shipped/scenario/$(basename "$file")"
done
cp scenarios/policies/*.yaml "$shipped/policy"
cp scenarios/data/*.csv "$shipped/areas"
cp Tests/ScenarioFilesTests/Broken/*.yaml "$shipped/scenario"
cp Tests/ScenarioFilesTests/Broken/policies/*.yaml "$shipped/policy"
cp Tests/ScenarioFilesTests/Broken/areas/*.csv "$shipped/areas"
cp Tests/ScenarioFilesTests/Broken/states/*.csv "$shipped/states"

echo "Fuzzing for $seconds s from seed $seed."
for role in scenario policy areas states; do
  inputs=.build-fuzz/inputs/$role
  mkdir -p "$inputs"
  SWIFT_BACKTRACE=enable=no .build-fuzz/release/fuzz-scenarios "$role" \
    -seed="$seed" -max_total_time=$(((seconds + 3) / 4)) -timeout=10 -rss_limit_mb=512 \
    -max_len=8192 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$failures/$role-" "$inputs" "$shipped/$role" 2>&1 |
    sed -n "s/^stat::number_of_executed_units: */$role: inputs loaded: /p; /ERROR\|SUMMARY\|Fatal\|precondition\|Test unit/p"
done
echo 'No input failed.'
