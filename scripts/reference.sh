#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The reference study in notebooks-out/reference: a small comparison with its tables, its page and its
# notebook, executed, as the program gives them. What differs from machine to machine is taken out.
#
#   scripts/reference.sh write       writes it anew, and removes what is no longer part of it
#   scripts/reference.sh check       fails, and shows the difference, where the program gives another
#
# Tables are the same bytes on every x86-64 machine with the same version of GSL and of the C library. Of
# the notebook's pictures only the number is held: their pixels depend on versions of matplotlib and of fonts.
set -euo pipefail
cd "$(dirname "$0")/.."

study=(
  compare scenarios/cooperate.yaml scenarios/clampdown.yaml
  --replications 20 --set start=2016-05-01 --set counted=2
)
reference=notebooks-out/reference

# An environment of its own that has just what the notebook asks for, and what executes it.
bin=$(CORDON_PYTHON=.build-notebook scripts/python.sh pandas matplotlib nbclient ipykernel)

folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT
# A copy outside of the repository names no commit, and the command line no folder of this machine.
cp .build/release/cordon "$folder/cordon"
cp --recursive scenarios "$folder/scenarios"
(cd "$folder" && ./cordon "${study[@]}" &>log) || {
  cat "$folder/log" >&2
  exit 1
}
mkdir "$folder/made"
cp "$folder"/notebooks-out/*/* "$folder/made"
rm "$folder/made/results.sqlite"

unsaid='left out: it differs from machine to machine'
sed --in-place --regexp-extended \
  --expression="s/((>System specification|<th scope=row>Machine|<th scope=row>Wall time)<td class=text>).*/\1$unsaid/" \
  --expression="s/^<!-- cordon-seal-.*/<!-- seal $unsaid -->/" \
  "$folder/made/report.html"
"$bin/python" - "$folder/made" <<'PYTHON'
import base64
import io
import json
import pathlib
import sys

import nbclient
import nbformat
from PIL import Image

folder = pathlib.Path(sys.argv[1])

path = folder / "manifest.json"
manifest = json.loads(path.read_text())
manifest["sessions"] = []
# Without its sessions it is not as it was sealed.
del manifest["seal"]
path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")

path = folder / "notebook.ipynb"
notebook = nbformat.read(path, as_version=4)
client = nbclient.NotebookClient(
    notebook, timeout=120, kernel_name="python3", record_timing=False,
    resources={"metadata": {"path": folder}}, extra_arguments=["--log-level=ERROR"])
client.execute()
notebook.metadata.pop("language_info", None)
# A quarter of the bytes, for a repository.
for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
    if "image/png" in output.get("data", {}):
        picture = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
        small = io.BytesIO()
        picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(small, "png", optimize=True)
        output.data["image/png"] = base64.b64encode(small.getvalue()).decode()
nbformat.write(notebook, path)
PYTHON

! grep --recursive --fixed-strings --files-with-matches --regexp="$(uname --kernel-release)" \
  --regexp="$folder" "$folder/made" || {
  echo 'The reference study would name this machine.' >&2
  exit 1
}

# The notebook without what a picture looks like.
without_pixels() {
  sed --regexp-extended 's/^( *"image\/png": ").*/\1"/' "$1/notebook.ipynb"
}

case ${1:-} in
  write)
    git ls-files -z -- "$reference" | xargs --null --no-run-if-empty rm --force
    mkdir -p "$reference"
    cp "$folder"/made/* "$reference"
    echo "Written: $reference, $(du --summarize --human-readable "$reference" | cut -f 1)"
    ;;
  check)
    diff --recursive --exclude notebook.ipynb "$reference" "$folder/made" &&
      diff <(without_pixels "$reference") <(without_pixels "$folder/made") || {
      echo "$reference is not what the program gives: if that is meant, \`make reference\` writes it anew." >&2
      exit 1
    }
    echo "$reference is what the program gives."
    ;;
  *)
    echo 'usage: reference.sh write|check' >&2
    exit 2
    ;;
esac
