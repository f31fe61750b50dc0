# SPDX-License-Identifier: Apache-2.0
"""What polyguide adds to a theme: ``templates/`` goes in front of the theme's own folders, ``texts.yml`` holds
the words of notices in every language. Data only; ``polyguide.site`` puts it to use."""
