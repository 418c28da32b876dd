# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that try to become scripts, markup, formulas, commands or missing values."""

POLICIES = [
    "a\u0600<img src=x onerror=document.title=1337 y=\u0600>",
    "\"\u0301 onclick=\u0301'\u0301 </script\u0301><script>document.title=1337</script>",
    "None", "007", "=1+1", "_$x$ {{7*7}} `touch pwned` $(touch pwned)",
]
AREAS = ["</td><script>document.title=1337</script>\u0301", "NA"]
