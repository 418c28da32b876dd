#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every source file names its licence in its first lines.
set -euo pipefail
cd "$(dirname "$0")/.."

status=0
while IFS= read -r -d '' file; do
  [ -f "$file" ] || continue
  if ! head -n 3 "$file" | grep --quiet 'SPDX-License-Identifier: GPL-3.0-or-later'; then
    echo "$file:1: error: the line 'SPDX-License-Identifier: GPL-3.0-or-later' is missing" >&2
    status=1
  fi
done < <(
  git ls-files --cached --others --exclude-standard -z -- \
    '*.swift' '*.c' '*.h' '*.sh' '*.py' Makefile .ci/run Benchmarks/run
)
exit $status
