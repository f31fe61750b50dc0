#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Write the hashed lock files anew. Needs pip-tools (pip install pip-tools); run it from the repository's root.
set -eu
options="--quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links"
pip-compile $options --build-deps-for editable --extra firefox --extra zh --output-file requirements.lock pyproject.toml
pip-compile $options --build-deps-for editable --extra firefox --extra zh --extra argos --extra dev \
  --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
