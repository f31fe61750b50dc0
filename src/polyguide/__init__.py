# SPDX-License-Identifier: Apache-2.0
"""polyguide: English Markdown in, a reviewed multilingual MkDocs site out."""

__version__ = "0.1.0"
