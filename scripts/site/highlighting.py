# SPDX-License-Identifier: GPL-3.0-or-later
"""Code in colours, as HTML."""

import html

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LANGUAGES = {"r": "splus"}


def highlighted(code, language):
    """The code as HTML, in colours if its language is known."""
    try:
        lexer = get_lexer_by_name(LANGUAGES.get(language, language))
    except ClassNotFound:
        return f"<pre><code>{html.escape(code)}</code></pre>"
    made = highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    return f'<pre class="{html.escape(language)}"><code>{made}</code></pre>'
