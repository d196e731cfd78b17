# Completion of habitctl in fish; in ~/.config/fish/config.fish:  habitctl completion fish | source
complete -c habitctl -f -a '(habitctl complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
complete -c habitctl -n '__fish_seen_subcommand_from check restore' -F
