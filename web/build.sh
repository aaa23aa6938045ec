#!/bin/sh
# Builds the chat page into web/dist, if Node is there and the page is older than its sources. Called by Maven.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "web: no Node found: the chat page is left out. Maybe install Node 20.19 or newer and build again."
    exit 0
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
    echo "web: Node $(node --version) is too old: the chat page is left out. Maybe install Node 20.19 or newer."
    exit 0
fi
if [ -f dist/index.html ] && [ -z "$(find src public index.html package-lock.json vite.config.ts -newer dist/index.html 2>/dev/null | head -n 1)" ]; then
    exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error
fi
npm run build --silent
