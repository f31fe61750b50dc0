# SPDX-License-Identifier: Apache-2.0
"""Texts of a page, taken out and put back inside Python-Markdown; depends on Python-Markdown alone."""

from polyguide.text.extension import TranslationExtension
from polyguide.text.extract import Extractor, extract
from polyguide.text.messages import Kind, Message

__all__ = ["Extractor", "Kind", "Message", "TranslationExtension", "extract"]
