#!/usr/bin/env bash
# Starts the build: ./build.sh [TARGET …] [--option value …]; --help lists both.
# Compiles it first if an input is newer than the last compilation. RELEASE_ENGINE=nuke runs it on NUKE itself.
# Works with the bash 3.2 and the tools of macOS, too.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case ${RELEASE_ENGINE:-embedded} in
  embedded | Embedded) engine=embedded property=Embedded ;;
  nuke | Nuke) engine=nuke property=Nuke ;;
  *) echo "RELEASE_ENGINE is '$RELEASE_ENGINE'. Allowed: embedded, nuke." >&2; exit 2 ;;
esac
artifacts="$root/.nuke/artifacts/$engine"
program="$artifacts/bin/_build/release/_build.dll"
stamp="$artifacts/compiled.stamp"
private_sdk="$root/.nuke/sdk"

# The version in global.json, read without starting a process.
wanted_version() {
  local line pattern='"version":[[:space:]]*"([0-9]+\.[0-9]+\.[0-9]+)"'
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line =~ $pattern ]]; then echo "${BASH_REMATCH[1]}"; return; fi
  done <"$root/global.json"
}

# Whether a directory has an SDK that global.json accepts: same major and minor, at least that feature band and patch (latestFeature).
# Asking `dotnet --version` would take longer than everything else on the way to the compiled program.
has_sdk() {
  local sdk version
  for sdk in "$1"/sdk/"${wanted%.*}".*; do
    version=${sdk##*/"${wanted%.*}".}
    [[ -d $sdk && $version =~ ^[0-9]+$ && $version -ge ${wanted##*.} ]] && return 0
  done
  return 1
}

# The directory where a dotnet command really lives, behind its links.
home_of() {
  local file=$1 target
  while [[ -L $file ]]; do
    target=$(readlink "$file")
    [[ $target == /* ]] && file=$target || file=$(dirname "$file")/$target
  done
  dirname "$file"
}

use_private_sdk() {
  dotnet="$private_sdk/dotnet"
  export DOTNET_ROOT="$private_sdk" PATH="$private_sdk:$PATH"
}

find_dotnet() {
  local wanted candidate
  wanted=$(wanted_version)
  for candidate in ${DOTNET_ROOT:+"$DOTNET_ROOT/dotnet"} "$(command -v dotnet || true)"; do
    [[ -x $candidate ]] || continue
    if has_sdk "$(home_of "$candidate")"; then dotnet=$candidate; return; fi
  done
  if [[ -x $private_sdk/dotnet ]] && has_sdk "$private_sdk"; then use_private_sdk; return; fi
  # An installation laid out in some other way can still say by itself whether it fits.
  if candidate=$(command -v dotnet) && (cd "$root" && "$candidate" --version) >/dev/null 2>&1; then dotnet=$candidate; return; fi
  with_lock install_sdk
  use_private_sdk
}

install_sdk() {
  [[ -x $private_sdk/dotnet ]] && has_sdk "$private_sdk" && return
  echo "Installing the .NET SDK $wanted into .nuke/sdk …" >&2
  mkdir -p "$private_sdk"
  local script="$private_sdk/dotnet-install.sh" address=https://dot.net/v1/dotnet-install.sh
  if command -v curl >/dev/null; then curl -fsSL --retry 3 -o "$script" "$address"; else wget -qO "$script" "$address"; fi ||
    { echo "The .NET SDK $wanted is needed and $address cannot be reached. Install that SDK, or open the way to this address." >&2; exit 1; }
  bash "$script" --install-dir "$private_sdk" --version "$wanted" --no-path >&2
}

# Whether the compiled program is older than anything it was compiled from. A directory changes when a file comes or goes.
is_stale() {
  [[ -f $program && -f $stamp ]] || return 0
  [[ -n $(find "$root/global.json" "$root/build" "$root/src" \( -name bin -o -name obj -o -name '*.md' \) -prune -o -newer "$stamp" \
    \( -type d -o -path "$root/src/*" -o -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.resx' \
    -o -name '*.txt' -o -name global.json -o -name 'packages*.lock.json' \) -print -quit) ]]
}

compile() {
  is_stale || return 0
  echo "Compiling …" >&2
  local log="$artifacts/compile.log" replaced="$artifacts/replaced.$$"
  touch "$stamp.new"
  set_aside "$replaced"
  if ! (cd "$root" && "$dotnet" build build/_build.csproj -c Release -p:TargetEngine=$property \
    -nologo -v:quiet -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false) >"$log" 2>&1; then
    grep -F ': error ' "$log" | sort -u >&2 || cat "$log" >&2
    echo "The build does not compile; nothing has run. The lines above are the compiler's." >&2
    exit 1
  fi
  mv "$stamp.new" "$stamp"
  # Also what an interrupted compilation has left behind.
  rm -rf "$artifacts"/replaced.*
}

# A release may be running from the present output: move it away instead of writing into files that are in use.
set_aside() {
  local directory
  for directory in "$artifacts"/bin/*/release; do
    [[ -d $directory ]] || continue
    mkdir -p "$1"
    mv "$directory" "$1/$(basename "$(dirname "$directory")")"
  done
}

# Runs a function while no other build.sh of this checkout does.
with_lock() {
  mkdir -p "$artifacts"
  local lock="$root/.nuke/artifacts/build.lock"
  if command -v flock >/dev/null; then
    exec 9>"$lock"
    flock 9
    "$@"
    exec 9>&-
    return
  fi
  while ! mkdir "$lock.d" 2>/dev/null; do
    kill -0 "$(cat "$lock.d/pid" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$lock.d"
    sleep 0.2
  done
  echo $$ >"$lock.d/pid"
  trap 'rm -rf "$lock_directory"' EXIT
  lock_directory="$lock.d"
  "$@"
  rm -rf "$lock.d"
  trap - EXIT
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
find_dotnet
if is_stale; then with_lock compile; fi
export NUKE_ROOT="${NUKE_ROOT:-$root}"
exec "$dotnet" "$program" "$@"
