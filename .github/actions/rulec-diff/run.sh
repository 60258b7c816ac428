#!/usr/bin/env bash
# Compares every changed announcement below corpus/ with the base revision. The report goes to the job's summary, annotations to the log; the exit
# status of rulec is the exit status of the step: 0 pass, 1 gate, 2 wrong use, 3 not everything was understood.
set -euo pipefail
base=${BASE:-HEAD~1} profile=${PROFILE:-default} lang=${RULEC_LANG:-zh}
report=${RULEC_REPORT:-rulec-diff.md}
summary=${GITHUB_STEP_SUMMARY:-/dev/null} output=${GITHUB_OUTPUT:-/dev/null}
mapfile -d '' -t files < <(git -c core.quotepath=off diff --name-only --diff-filter=AM -z "$base" -- corpus | grep -zE '\.(txt|md|html|docx)$' | grep -zvE '^corpus/(cases|pairs)/|README' || true)
: > "$report"
echo "report=$report" >> "$output"
if [ "${#files[@]}" -eq 0 ]; then
  echo "rulec: no announcement changed" | tee -a "$report"
  exit 0
fi
status=0
rulec changed --base "$base" --profile "$profile" --lang "$lang" --format md "${files[@]}" >> "$report" || status=$?
cat "$report" >> "$summary"
rulec changed --base "$base" --profile "$profile" --lang "$lang" --format github "${files[@]}" || true
exit "$status"
