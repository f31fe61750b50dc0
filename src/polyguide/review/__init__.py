# SPDX-License-Identifier: Apache-2.0
"""Review: checks of translations, the publishing gate, and what both have to say.

``finding``  one thing a reviewer should see        ``checks``   structure, figures, wording
``verdict``  what may be done with one message      ``gate``     what is published, page by page, and why
``report``   findings as text and JSON              ``status``   how far each language is
"""
