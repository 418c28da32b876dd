# SPDX-License-Identifier: GPL-3.0-or-later
"""notebook.ipynb is executed whole, in the folder of its study."""

import nbclient
import nbformat
import pytest

from conftest import report


@pytest.mark.parametrize("name", ["pair", "single", "states"])
def test_the_notebook_runs_and_draws(name):
    folder = report(name).parent
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    # A single policy has no differences, and a sweep no months.
    assert len(pictures) == (3 if name == "pair" else 2)
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
