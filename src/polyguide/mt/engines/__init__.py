# SPDX-License-Identifier: Apache-2.0
"""One module an engine. Optional packages are imported when an engine is asked for, never before."""
