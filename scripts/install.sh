#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs Cordon below a folder, or removes what it installed there:
#
#   scripts/install.sh install /usr/local
#   scripts/install.sh uninstall /usr/local
#
# The program, its manual page, completions for bash, zsh and fish, and the scenarios that ship, which
# scripts/shipped-scenarios.txt lists: what else lies in scenarios/ is somebody's own. A list of
# all files with their digests is kept beside the scenarios: a file that is there already and that the
# list does not have, or that somebody has changed since, is neither overwritten nor deleted.
set -euo pipefail
cd "$(dirname "$0")/.."

action=$1
prefix=${2%/}
share=$prefix/share/cordon
list=$share/installed.sha256

# Whether the file is as the list says.
is_ours() {
  [ -f "$list" ] && (cd "$prefix" && grep --fixed-strings --line-regexp --quiet \
    "$(sha256sum "$1")" "$list")
}

# The manual page of the program, by swift-argument-parser's own generator. That one copies texts as they
# are: here sentences begin lines, empty lines become paragraphs, and examples, which are indented, stay as
# they are, as mdoc(7) wants it.
manual_page() {
  swift build --configuration release --scratch-path .build-manual --quiet -Xswiftc -suppress-warnings \
    --package-path .build/checkouts/swift-argument-parser --product generate-manual >&2
  .build-manual/release/generate-manual "$1" --output-directory - |
    sed --regexp-extended '/^[^. ]/s/([.?!]) ([A-Z])/\1\n\2/g' |
    awk '
      /^$/ || /^\.Pp$/ { gap = 1; next }
      /^  / {
        if (gap) print literal ? "" : ".Pp"
        if (!literal) print ".Bd -literal -compact -offset 2n"
        literal = 1
        gap = 0
        print substr($0, 3)
        next
      }
      {
        if (literal) print ".Ed"
        if (gap && !/^\.It/) print ".Pp"
        literal = gap = 0
        print
      }'
}

stage() {
  local cordon=.build/release/cordon
  mkdir -p "$1"/bin "$1"/share/{bash-completion/completions,zsh/site-functions} \
    "$1"/share/{fish/vendor_completions.d,man/man1,cordon}
  cp "$cordon" "$1/bin/cordon"
  # The workbench is a program of its own, for who has built it: `make serve`.
  local server=${CORDON_SERVE:-.build-serve/release/cordon-serve}
  [ ! -x "$server" ] || cp "$server" "$1/bin/cordon-serve"
  "$cordon" --generate-completion-script bash >"$1/share/bash-completion/completions/cordon"
  "$cordon" --generate-completion-script zsh >"$1/share/zsh/site-functions/_cordon"
  "$cordon" --generate-completion-script fish >"$1/share/fish/vendor_completions.d/cordon.fish"
  manual_page "$cordon" >"$1/share/man/man1/cordon.1"
  local file
  while IFS= read -r file; do
    install -D --mode 644 "scenarios/$file" "$1/share/cordon/scenarios/$file"
  done <scripts/shipped-scenarios.txt
}

case $action in
  install)
    staged=$(mktemp --directory)
    trap 'rm -rf "$staged"' EXIT
    stage "$staged"
    files=$(cd "$staged" && find . -type f -printf '%P\n' | LC_ALL=C sort)
    while IFS= read -r file; do
      if [ -e "$prefix/$file" ] && ! cmp --silent "$staged/$file" "$prefix/$file" && ! is_ours "$file"
      then
        echo "$prefix/$file is there already, and not from here: nothing was installed." >&2
        exit 3
      fi
    done <<<"$files"
    while IFS= read -r file; do
      mkdir -p "$(dirname "$prefix/$file")"
      # Beside it and renamed, so that a running program keeps its file.
      cp "$staged/$file" "$prefix/$file.new"
      mv "$prefix/$file.new" "$prefix/$file"
    done <<<"$files"
    # What an older version installed and this one no longer has.
    if [ -f "$list" ]; then
      while IFS= read -r line; do
        file=${line#*  }
        [ -e "$staged/$file" ] || ! is_ours "$file" || rm "$prefix/$file"
      done <"$list"
    fi
    (cd "$staged" && xargs -d '\n' sha256sum <<<"$files") >"$list"
    echo "Installed $prefix/bin/cordon and $(wc -l <<<"$files" | tr -d ' ') files in all; scenarios: $share/scenarios"
    case :$PATH: in
      *:"$prefix/bin":*) ;;
      *) echo "To call it by its name: export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
    ;;
  uninstall)
    [ -f "$list" ] || {
      echo "Nothing of Cordon is installed in $prefix." >&2
      exit 2
    }
    kept=0
    while IFS= read -r line; do
      file=${line#*  }
      [ -e "$prefix/$file" ] || continue
      if is_ours "$file"; then
        rm "$prefix/$file"
      else
        echo "$prefix/$file was changed and is left." >&2
        kept=$((kept + 1))
      fi
    done <"$list"
    rm "$list"
    # Only folders that are Cordon's own, and only where nothing is left in them.
    find "$share" -depth -type d -empty -delete
    echo "Removed what was installed in $prefix$([ $kept -eq 0 ] || echo ', but for what was changed')."
    ;;
  *)
    echo "usage: install.sh install|uninstall FOLDER" >&2
    exit 2
    ;;
esac
