# Completes targets, options and their values for ./build.sh in bash and zsh: source this file in ~/.bashrc or ~/.zshrc.
# All names come from .nuke/build.schema.json of the checkout, which every run keeps as NUKE does; nothing is compiled and no process started.
# Works with the bash 3.2 of macOS, too.

# Names of the schema as they are typed: AcceptNoWayBack is --accept-no-way-back. The answer is in $_build_typed.
_build_type() {
  local rest=$1 letter before upper=ABCDEFGHIJKLMNOPQRSTUVWXYZ lower=abcdefghijklmnopqrstuvwxyz
  _build_typed=-
  while [ -n "$rest" ]; do
    letter=${rest%"${rest#?}"}
    rest=${rest#?}
    before=${upper%%"$letter"*}
    if [ ${#before} -lt 26 ]; then letter=-${lower:${#before}:1}; fi
    _build_typed=$_build_typed$letter
  done
}

# The schema of the checkout that a command belongs to, in $_build_schema: beside the command, or above the working directory for one that is on the PATH.
_build_find() {
  local command=$1 folder=$PWD
  case $command in
    "~/"*) folder=$HOME/${command#"~/"} folder=${folder%/*} ;;
    /*) folder=${command%/*} ;;
    */*) folder=$PWD/${command%/*} ;;
  esac
  while [ -n "$folder" ]; do
    _build_schema=$folder/.nuke/build.schema.json
    if [ -f "$_build_schema" ]; then return 0; fi
    case $command in */*) return 1 ;; esac
    folder=${folder%/*}
  done
  return 1
}

# Reads the schema line by line, by its indentation: targets, options, and for one option what it takes, into the variables of the caller.
_build_read() {
  local option=$1 line blanks name definition= parameter= current= wanted=
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    blanks=${line%%[! ]*}
    name=${line#*\"}
    name=${name%%\"*}
    case ${#blanks}:$line in
      4:*": {") definition=$name ;;
      4:*) definition= ;;
      8:*": {")
        _build_type "$name"
        # A release goes on from its journal; the build refuses the engine's way.
        if [ "$_build_typed" != --continue ]; then flags="$flags $_build_typed"; fi
        current=
        if [ "$_build_typed" = "$option" ]; then current=1 kind=value; fi
        ;;
      8:*\"*) if [ "$definition" = ExecutableTarget ]; then targets="$targets $name"; fi
        definitions="$definitions $definition=$name" ;;
      10:*'"type": "boolean"'*) if [ -n "$current" ]; then kind=switch; fi ;;
      10:*'"type": "array"'*) if [ -n "$current" ]; then kind=list; fi ;;
      1[02]:*'"$ref": "'*) if [ -n "$current" ]; then
        wanted=${line##*/}
        wanted=${wanted%%\"*}
      fi ;;
      1[024]:*'": '*) ;;
      1[24]:*\"*) if [ -n "$current" ]; then values="$values $name"; fi ;;
    esac
  done <"$_build_schema"
  for name in ${wanted:+$definitions}; do
    case $name in "$wanted="*) values="$values ${name#*=}" ;; esac
  done
}

_build_complete() {
  local count=0 IFS=$' \t\n' word=${COMP_WORDS[COMP_CWORD]} index=1 option= given=" " names name
  local targets= flags= values= definitions= kind= _build_typed _build_schema
  COMPREPLY=()
  _build_find "${COMP_WORDS[0]}" || return 0
  while [ "$index" -lt "$COMP_CWORD" ]; do
    name=${COMP_WORDS[index]}
    given="$given$name "
    case $name in
      -*) option=${name%%=*} count=0 ;;
      =) ;;
      *) count=$((count + 1)) ;;
    esac
    index=$((index + 1))
  done
  # Where = is no part of words, it stands alone.
  if [ "$word" = "=" ]; then word=; fi
  _build_read "$option"
  case $word in
    -*) names=$flags ;;
    *)
      if [ -z "$option" ]; then names=$targets
      elif [ -n "$values" ]; then names=$values
      elif [ "$kind" = switch ] || [ -z "$kind" ]; then names=$flags
      else names=; fi
      # One value is enough but for a list.
      if [ "$kind" = value ] && [ "$count" -gt 0 ]; then names=$flags; fi
      ;;
  esac
  for name in $names; do
    case $given in *" $name "*) continue ;; esac
    case $name in "$word"*) COMPREPLY[${#COMPREPLY[@]}]=$name ;; esac
  done
}

if [ -n "${ZSH_VERSION-}" ]; then
  autoload -U +X compinit bashcompinit
  whence compdef >/dev/null || compinit
  bashcompinit
fi
# Where nothing of ours fits, names of files do: --runbook, --kubeconfig and others take them.
complete -o default -F _build_complete build.sh ./build.sh
