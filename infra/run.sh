#!/usr/bin/env bash
# Runs one of our scripts on the Node that the lock file pins, whatever the system has; installs
# first when that is needed. Usage: infra/run.sh infra/some.ts [arguments]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# npm writes this file when an install is complete; a lock file that is newer asks for another one.
# A linked folder is another checkout's: `npm ci` would empty it through the link.
if [ ! -L node_modules ] && [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  echo "Installing what the lock file says (once)…" >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
fi

# macOS and Windows have no pinned Node in the lock: there the system's own must be 24 or newer.
export PATH="$PWD/node_modules/.bin:$PATH"
export CLOUDFLARE_CF_FETCH_ENABLED=false WRANGLER_SEND_METRICS=false WRANGLER_HIDE_BANNER=true DO_NOT_TRACK=1
exec node "$@"
