# SPDX-License-Identifier: Apache-2.0
"""Machine translation: split, mask, translate, place markup, verify, draft.

Everything that keeps a text safe lives here once, outside the engines, so that every engine gets it.
"""
