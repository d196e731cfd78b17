#!/bin/sh
# Medication at clock times: a habitd plugin in plain sh. It needs what every Debian has: sh, sed, awk and date.
#
# Try it:      habitctl plugin check ./medication.sh
# Install it:  install -D -m 0755 medication.sh ~/.local/share/habitd/plugins/medication.sh
# Set it, in ~/.config/habitd/config.toml; private keeps the name of it out of the journal and every notification:
#
#     [habits.medication]
#     private = true
#     medicine = "Vitamin D"
#     doses = ["morning", "evening"]
#     morning = "08:30"

manifest='{
  "id": "medication", "title": "Medication", "summary": "Your medicine at the times you set.",
  "unit": "times", "maximumAmount": 20, "goal": "count",
  "settings": [
    {"key": "medicine", "summary": "Its name, as the reminder tells it", "kind": "text",
     "default": "medicine", "limit": 60},
    {"key": "doses", "summary": "The times of day that hold", "kind": "choices",
     "default": "morning", "words": ["morning", "noon", "evening"]},
    {"key": "morning", "summary": "When, in the morning", "kind": "time", "default": "09:00"},
    {"key": "noon", "summary": "When, at noon", "kind": "time", "default": "13:00"},
    {"key": "evening", "summary": "When, in the evening", "kind": "time", "default": "21:00"},
    {"key": "early", "summary": "How long before its time a dose still counts for it", "kind": "duration",
     "default": "1h", "minimum": 0, "maximum": 21600}
  ],
  "attributes": [{"key": "with", "summary": "What it was taken with", "kind": "choice", "words": ["food", "water"]}]
}'

# Sets the answer to what the habit is at a moment, from the lines of $call. The same moment always gets the same answer:
# nothing here asks the system for the time. Every time is in seconds since 1970.
assess() {
    now=0 date=0 starts=0 offset=0 changes= offsets= froms= untils= entries= prompted= done=0
    medicine= doses= morning=0 noon=0 evening=0 early=0
    while IFS="$tab" read -r path value; do
        case ${path#parameters.} in
            moment.now) now=$value ;;
            moment.day.date) date=$value ;;
            moment.day.starts) starts=$(clock "$value") ;;
            moment.day.active.*.from) froms="$froms $value" ;;
            moment.day.active.*.until) untils="$untils $value" ;;
            moment.zone.earlierOffset) offset=$value ;;
            moment.zone.changes.*.at) changes="$changes $value" ;;
            moment.zone.changes.*.offset) offsets="$offsets $value" ;;
            moment.entries.*.at) entries="$entries $value" ;;
            moment.entries.*.kind) case $value in done | gentle) done=$((done + 1)) ;; esac ;;
            moment.lastPrompt.due) prompted=$value ;;
            settings.medicine) medicine=$value ;;
            settings.doses.*) doses="$doses $value" ;;
            settings.morning) morning=$value ;;
            settings.noon) noon=$value ;;
            settings.evening) evening=$value ;;
            settings.early) early=${value%%.*} ;;
        esac
    done <<END
$call
END
    # What is answered: every dose that was told, and every one up to a while after an entry.
    answered=${prompted:-0}
    for at in $entries; do [ $((at + early)) -gt "$answered" ] && answered=$((at + early)); done

    # Of the doses that came and are not answered the last is asked for, else the next to come.
    target=0 late= next=
    for word in $doses; do
        target=$((target + 1))
        eval "time=\$$word"
        set_instant "$time"
        [ "$instant" -gt "$answered" ] || continue
        set_opening "$instant"
        if [ -z "$opening" ]; then
            continue
        elif [ "$opening" -gt "$now" ]; then
            [ -n "$next" ] && [ "$opening" -ge "${next% *}" ] || next="$opening $time"
        else
            [ -n "$late" ] && [ "$opening" -le "${late% *}" ] || late="$opening $time"
        fi
    done
    state=upcoming prompt= reason="nothing more today"
    [ "$done" -ge $target ] && state=satisfied reason="$done of $target today"
    if [ -n "$late$next" ]; then
        set -- ${late:-$next}
        prompt='"prompt":{"due":"'$(date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ)'",'
        prompt=$prompt'"message":"Time for your '${medicine:-medicine}'","isFirm":true,"repeats":2},'
        if [ -n "$late" ]; then state=due reason="it is past $2"; else state=upcoming reason="next at $2"; fi
    fi
    answer='{"assessment":{"state":"'$state'",'$prompt'"progress":{"done":'$done',"target":'$target',"unit":"times"},'
    answer=$answer'"reason":"'$reason'"}}'
}

# The instant of a time of day on the moment's day; the small hours before the day's start lie at its end.
set_instant() {
    wall=$((date + $(clock "$1")))
    [ $wall -ge $((date + starts)) ] || wall=$((wall + 86400))
    # By the offset that holds then. A time that the clocks leave out comes as much later, and of one that they show twice
    # the first is meant: that is the offset before the change.
    instant=$((wall - offset))
    set -- $offsets
    for change in $changes; do
        [ $instant -ge "$change" ] && [ $((wall - $1)) -ge "$change" ] && instant=$((wall - $1))
        shift
    done
}

# The first instant from $1 on at which something may be said today; none when the active hours are over before it.
set_opening() {
    opening= start=$1
    set -- $untils
    for from in $froms; do
        if [ "$1" -gt "$start" ] && [ "$1" -gt "$now" ]; then
            [ "$start" -gt "$from" ] && opening=$start || opening=$from
            return
        fi
        shift
    done
}

# 09:05 in seconds. Without its zero, since to a shell 09 is an octal number, and no good one.
clock() {
    hour=${1%%:*} minute=${1#*:}
    minute=${minute%%:*}
    echo $((${hour#0} * 3600 + ${minute#0} * 60))
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
