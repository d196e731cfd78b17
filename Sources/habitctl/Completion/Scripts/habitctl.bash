# Completion of habitctl in bash; in ~/.bashrc:  source <(habitctl completion bash)
_habitctl() {
    local line=${COMP_LINE:0:COMP_POINT} candidate
    local -a words
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    local current=${words[-1]}
    COMPREPLY=()
    while IFS= read -r candidate; do
        # To bash a word ends at = and at :, so that what stands before is left out.
        COMPREPLY+=("${candidate#"${current%"$2"}"}")
    done < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
}
complete -o bashdefault -o default -F _habitctl habitctl
