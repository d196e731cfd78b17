#!/bin/sh
# {{title}}: a habitd plugin in plain sh. It needs what every Debian has: sh, sed, awk and date.
#
# habitd starts it with a connected socket as descriptor 3, asks it who it is (Describe), and then what the habit is at a
# moment (Assess). It ends when the socket does. What it prints on standard error goes to habitd's log.

# Who the plugin is. The id is the file's name up to the first dot.
manifest='{
  "id": "{{id}}", "title": "{{title}}", "summary": "A small thing, now and then.",
  "unit": "times", "maximumAmount": 20, "goal": "count",
  "settings": [
    {"key": "every", "summary": "Time between two reminders", "kind": "duration",
     "default": "2h", "minimum": 60, "maximum": 43200}
  ],
  "attributes": [{"key": "felt", "summary": "How it was", "kind": "choice", "words": ["easy", "fine", "hard"]}]
}'

# Sets the answer to what the habit is at a moment, from the lines of $call. The same moment always gets the same answer:
# nothing here asks the system for the time. Every time is in seconds since 1970.
assess() {
    now=0 mode= froms= untils= last=0 done=0 every=0
    while IFS="$tab" read -r path value; do
        case ${path#parameters.} in
            moment.now) now=$value ;;
            moment.mode) mode=$value ;;
            moment.day.active.*.from) froms="$froms $value" ;;
            moment.day.active.*.until) untils="$untils $value" ;;
            moment.entries.*.kind) case $value in done | gentle) done=$((done + 1)) ;; esac ;;
            moment.entries.*.at | moment.lastPrompt.announcedAt) [ "$value" -gt "$last" ] && last=$value ;;
            settings.every) every=${value%%.*} ;;
        esac
    done <<END
$call
END
    state=upcoming prompt= reason="nothing more today"
    set_hours
    if [ "$mode" = rest ]; then
        state=resting reason="a day of rest"
    elif [ -n "$opens" ]; then
        # Counted from the latest of these: the start of the active hours, the last time, the last reminder.
        [ "$opens" -gt "$last" ] && last=$opens
        due=$((last + every))
        if [ $due -lt "$closes" ]; then
            prompt='"prompt":{"due":"'$(date -u -d "@$due" +%Y-%m-%dT%H:%M:%SZ)'","message":"Time for {{title}}"},'
            if [ $due -le "$now" ]; then state=due reason="it has been a while"; else reason="a while after the last time"; fi
        fi
    fi
    answer='{"assessment":{"state":"'$state'",'$prompt'"progress":{"done":'$done',"unit":"times"},"reason":"'$reason'"}}'
}

# The active hours that hold now or come next today; none when they are over.
set_hours() {
    opens= closes=
    set -- $untils
    for from in $froms; do
        if [ "$1" -gt "$now" ]; then
            opens=$from closes=$1
            return
        fi
        shift
    done
}

# Each value of the JSON objects that are read, one a line: the way to it, a tab, and its text, escaped as it came. A
# time is told in seconds since 1970, a date by its midnight in UTC.
values() {
    awk '
        function skip() { while (substr(json, i, 1) ~ /[ \t\r]/) i++ }
        function text(    start) {
            start = ++i
            while (i <= length(json) && substr(json, i, 1) != "\"") i += substr(json, i, 1) == "\\" ? 2 : 1
            return substr(json, start, i++ - start)
        }
        function seconds(time,    year, month, days, offset) {
            year = substr(time, 1, 4) + 0; month = substr(time, 6, 2) + 0
            if (month < 3) { year--; month += 12 }
            days = 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * month - 457) / 5)
            days += substr(time, 9, 2) - 719469
            offset = substr(time, 20); sub(/^[.][0-9]*/, "", offset)
            offset = (substr(offset, 1, 1) "1") * (substr(offset, 2, 2) * 60 + substr(offset, 5, 2))
            return sprintf("%.0f", ((days * 24 + substr(time, 12, 2)) * 60 + substr(time, 15, 2) - offset) * 60 + \
                substr(time, 18, 2))
        }
        function value(path,    c, n, key, start) {
            skip(); c = substr(json, i, 1)
            if (c == "\"") {
                key = text()
                print path "\t" (key ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9](T[-+:.0-9]+Z?)?$/ ? seconds(key) : key)
            } else if (c == "{" || c == "[") {
                for (i++; i <= length(json); n++) {
                    skip()
                    if (substr(json, i, 1) == ",") { i++; skip() }
                    if (substr(json, i, 1) ~ /[]}]/) { i++; return }
                    if (c == "{") { key = text(); skip(); i++ } else key = n + 0
                    value(path (path == "" ? "" : ".") key)
                }
            } else {
                start = i
                while (substr(json, i, 1) ~ /[-+.a-zA-Z0-9]/) i++
                print path "\t" substr(json, start, i - start)
            }
        }
        { json = $0; i = 1; value("") }'
}

# One Varlink call after another, each ended by a NUL byte, until habitd closes the connection. sed makes each a line and
# holds nothing back; read passes over the NUL that is left.
serve() {
    sed -zu 's/\n/ /g; s/$/\n/' <&3 | while IFS= read -r json; do
        call=$(printf '%s\n' "$json" | values)
        method=${call#*"method$tab"}
        method=${method%%"$newline"*}
        case $method in
            io.habitd.Plugin.Describe) printf '{"parameters":{"manifest":%s}}\0' "$manifest" ;;
            io.habitd.Plugin.Assess) assess && printf '{"parameters":%s}\0' "$answer" ;;
            *) printf '{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"%s"}}\0' "$method" ;;
        esac
    done >&3
}

tab=$(printf '\t')
newline='
'
if [ -z "$LISTEN_FDS" ]; then
    echo "habitd starts this program. To try it:  habitctl plugin check $0" >&2
    exit 1
fi
serve
