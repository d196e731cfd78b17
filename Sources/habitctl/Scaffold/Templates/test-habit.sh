#!/bin/sh
# Tests {{file}}: habitctl puts the whole contract of a plugin to it, habitd need not run.
exec "${HABITCTL:-habitctl}" plugin check "$(dirname "$0")/{{file}}"
