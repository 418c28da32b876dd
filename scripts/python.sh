#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a Python environment in a folder that git ignores, sees that it has the PyPI packages that are
# named, and prints the folder of its commands: `bin=$(scripts/python.sh pandas scipy)`. CORDON_PYTHON names
# another folder, for an environment that has nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=$PWD/${CORDON_PYTHON:-.build-python}
# Two scripts at once would make half an environment each.
exec 9>"$environment.lock"
flock 9
if ! [ -x "$environment/bin/pip" ]; then
  # Debian's python3 comes without what makes environments.
  command -v python3 >/dev/null || scripts/setup.sh python3 >&2
  python3 -m venv "$environment" 2>/dev/null || {
    scripts/setup.sh python3-venv >&2
    python3 -m venv "$environment"
  }
fi
# What is imported is compiled then; most of a large package never is.
"$environment/bin/pip" install --quiet --disable-pip-version-check --no-compile "$@" >&2
echo "$environment/bin"
