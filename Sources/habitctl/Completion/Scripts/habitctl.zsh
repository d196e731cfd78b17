#compdef habitctl
# Completion of habitctl in zsh; in ~/.zshrc, after compinit:  source <(habitctl completion zsh)
_habitctl() {
    local -a candidates
    candidates=(${(f)"$(habitctl complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
    if (( ! ${#candidates} )); then
        _files
        return
    fi
    compadd -S '' -- ${(M)candidates:#*=}
    compadd -- ${candidates:#*=}
}
compdef _habitctl habitctl
