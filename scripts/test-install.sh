#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs Cordon below a temporary folder, holds what lies there to its readers, and removes it: the
# program runs, bash, zsh and fish read their completions, bash and fish offer by them what is true, the
# manual page is without fault (mandoc, groff), the scenarios that ship are there and no other, a program
# that is installed finds them from any folder, and no file is left behind.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh zsh fish mandoc
prefix=$(mktemp --directory)
elsewhere=$(mktemp --directory)
stray=scenarios/stray-$$.yaml
trap 'rm -rf "$prefix" "$elsewhere" "$stray"' EXIT
echo 'name: stray' >"$stray"
scripts/install.sh install "$prefix"
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
  git ls-files scenarios | sed 's,^scenarios/,,' | LC_ALL=C sort |
    diff - <(LC_ALL=C sort scripts/shipped-scenarios.txt)
fi
diff <(cd "$prefix/share/cordon/scenarios" && find . -type f -printf '%P\n' | LC_ALL=C sort) \
  <(LC_ALL=C sort scripts/shipped-scenarios.txt)
rm "$stray"
export PATH=$prefix/bin:$PATH
cordon --version
# From a folder that has nothing: a new scenario, by name and by file.
(
  cd "$elsewhere"
  cordon new mine.yaml
  cordon validate mine.yaml cooperate
  cordon compare cooperate mine.yaml --replications 1 --quiet --set counted='1 years' >/dev/null
)

bash_file=$prefix/share/bash-completion/completions/cordon
fish_file=$prefix/share/fish/vendor_completions.d/cordon.fish
bash -n "$bash_file"
zsh -n "$prefix/share/zsh/site-functions/_cordon"
fish --no-execute "$fish_file"

# What a shell offers for a line that is not finished.
offered_by_fish() {
  fish --no-config --command "source $fish_file; complete --do-complete '$1'" | cut -f 1
}
# shellcheck disable=SC1090,SC2034 # bash's own variables of a completion
offered_by_bash() (
  source "$bash_file"
  COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMP_KEY=9
  read -ra COMP_WORDS <<<"$1"
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  _cordon cordon "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
  printf '%s\n' "${COMPREPLY[@]}"
)
offers() {
  local found
  found=$("offered_by_$1" "$2") || true
  [ "$found" = "$3" ] || {
    echo "$1 offers for '$2': $found" >&2
    exit 1
  }
}
for shell in bash fish; do
  offers $shell 'cordon comp' compare
  offers $shell 'cordon compare --repl' --replications
  offers $shell 'cordon compare scenarios/clamp' scenarios/clampdown.yaml
done
# Fish asks the program only while somebody types.
offers bash 'cordon compare --set policy.levers.handover' policy.levers.handover-promise=

page=$prefix/share/man/man1/cordon.1
mandoc -T lint -W warning "$page"
warnings=$(groff -man -ww -T utf8 "$page" 2>&1 >/dev/null)
[ -z "$warnings" ] || {
  echo "$warnings" >&2
  exit 1
}

scripts/install.sh uninstall "$prefix"
[ -z "$(find "$prefix" -type f)" ]
