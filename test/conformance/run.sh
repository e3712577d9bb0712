#!/usr/bin/env bash
# Judges reports with the programs of others: veraPDF for PDF/A-3a and PDF/UA-1, qpdf for the syntax of the file. Then has
# a real Spark fold what DuckDB folds, and both engines judge more generated histories than the tests do.
#
# A judge that is missing is fetched where that can be done (veraPDF by Maven, qpdf by apt) into a folder outside the
# repository; where it cannot, that is said and its judgements count as skipped. Ends with 1 when a judge finds a fault.
set -euo pipefail
cd "$(dirname "$0")/../.."

cache="${SLA_CONFORMANCE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sla-report-conformance}"
verapdf_version=1.28.2
pyspark_version=4.3.0
verapdf="$cache/greenfield-apps-$verapdf_version.jar"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

section() { printf '\n== %s\n' "$1"; }
pass() { passed=$((passed + 1)); printf 'passed   %s\n' "$1"; }
fail() { failed=$((failed + 1)); printf 'FAILED   %s\n' "$1"; }
skip() { skipped=$((skipped + 1)); printf 'skipped  %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }

get_verapdf() {
  [ -s "$verapdf" ] && return
  mkdir -p "$cache"
  mvn -q -B dependency:copy "-Dartifact=org.verapdf.apps:greenfield-apps:$verapdf_version" "-DoutputDirectory=$cache" || true
}

get_dss() {
  [ -d "$cache/dss" ] && return
  if has mvn && mvn -q -B -f test/conformance/dss/pom.xml dependency:copy-dependencies "-DoutputDirectory=$cache/dss.part" >"$work/dss.log" 2>&1; then
    mv "$cache/dss.part" "$cache/dss"
  fi
}

# A Spark that is there is taken as it is; else the one that comes with pyspark.
get_spark() {
  [ -n "${SPARK_HOME:-}" ] && return
  local home="$cache/pyspark-$pyspark_version"
  [ -x "$home/bin/spark-submit" ] || { python3 -m venv "$home" && "$home/bin/pip" install -q "pyspark==$pyspark_version"; } >"$work/pyspark.log" 2>&1 || return 0
  SPARK_HOME="$("$home/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')"
  export SPARK_HOME
}

get_debian() {
  has "$1" && return
  if has apt-get && [ "$(id -u)" = 0 ]; then
    (apt-get update -qq && apt-get install -y -qq "$2") >"$work/apt.log" 2>&1 || true
  fi
}

sla() { node .build/pipelines/cli.js "$@" --quiet >/dev/null 2>"$work/sla.log" || [ $? = 1 ] || { cat "$work/sla.log"; exit 2; }; }

section 'reports to be judged'
for fixture in sample scenarios/by-hand; do
  mkdir -p "$work/$fixture"
  cp -r "fixtures/$fixture/." "$work/$fixture"
done
sample="$work/sample"
for lang in ja en; do
  sla monthly 2026-10 --workspace "$sample" --lang $lang --out "$sample/reports"
  sla quarterly 2026-Q3 --slides --workspace "$sample" --lang $lang --out "$sample/reports"
  sla audit INC-2026-001716 INC-2026-001675 --workspace "$sample" --format pdf --lang $lang --out "$sample/audits/$lang"
  sla audit --service sap 2026-10 --workspace "$sample" --format pdf --lang $lang --out "$sample/audits/$lang"
done
# Text of strangers: characters that no font has, marks, markup, private use, the other direction.
sed -i 's/answered in the last second/髙﨑 A\&B <b>i<\/b> 😀 \xee\x80\x80 \xe2\x80\xaegpj.exe \xd7\x90\xd7\x91/' "$work/scenarios/by-hand/exports/tickets.csv"
grep -q 'A&B' "$work/scenarios/by-hand/exports/tickets.csv"
sla monthly 2026-10 --workspace "$work/scenarios/by-hand"
# Issued and signed, with keys that are made here.
keys="$work/keys"
signed=''
if has openssl; then
  mkdir -p "$keys"
  (cd "$keys" && bash "$OLDPWD/test/conformance/makeKeys.sh" >/dev/null 2>&1)
  sla monthly 2026-10 --workspace "$sample" --lang ja --out "$sample/issued" --issue --by A --at 2026-11-02
  for key in rsa ec; do
    cp "$sample/issued/2026-10/monthly.ja.pdf" "$work/$key.pdf"
    sla sign "$work/$key.pdf" --key "$keys/$key.pem"
  done
  signed="$work/rsa.signed.pdf $work/ec.signed.pdf"
  if has python3; then
    (cd "$keys" && exec python3 "$OLDPWD/test/conformance/stampTime.py") &
    authority=$!
    for _ in $(seq 50); do [ -s "$keys/address" ] || sleep 0.1; done
    cp "$sample/issued/2026-10/monthly.ja.pdf" "$work/stamped.pdf"
    sla sign "$work/stamped.pdf" --key "$keys/rsa.pem" --tsa "$(cat "$keys/address")"
    kill "$authority"
    signed="$signed $work/stamped.signed.pdf"
  fi
fi
mapfile -t files < <(find "$work" -name '*.pdf' | sort)
printf '%s\n' "${files[@]#"$work"/}"
[ "${#files[@]}" -ge 9 ] || { echo 'Reports are missing.'; exit 2; }

section "veraPDF $verapdf_version"
if ! has java; then
  skip 'PDF/A-3a and PDF/UA-1: there is no Java (install a JRE of version 11 or later)'
elif ! has mvn && [ ! -s "$verapdf" ]; then
  skip "PDF/A-3a and PDF/UA-1: there is no Maven, which would fetch veraPDF, and no $verapdf"
else
  get_verapdf
  if [ ! -s "$verapdf" ]; then
    skip 'PDF/A-3a and PDF/UA-1: Maven could not fetch org.verapdf.apps:greenfield-apps'
  else
    for flavour in 3a ua1; do
      java -cp "$verapdf" org.verapdf.apps.GreenfieldCliWrapper --flavour $flavour --format text -v "${files[@]}" >"$work/$flavour.txt" 2>"$work/$flavour.err" || true
      for file in "${files[@]}"; do
        if grep -qF "PASS $file" "$work/$flavour.txt"; then pass "$flavour  ${file#"$work"/}"; else fail "$flavour  ${file#"$work"/}"; fi
      done
      grep -vE '^PASS ' "$work/$flavour.txt" | head -60 || true
    done
  fi
fi

section 'qpdf --check'
get_debian qpdf qpdf
if has qpdf; then
  for file in "${files[@]}"; do
    if qpdf --check "$file" >"$work/qpdf.txt" 2>&1; then pass "${file#"$work"/}"; else fail "${file#"$work"/}"; cat "$work/qpdf.txt"; fi
  done
else
  skip 'syntax: there is no qpdf (apt-get install qpdf)'
fi

section 'signatures: pyHanko, pdfsig, the DSS of the EU'
if [ -z "$signed" ]; then
  skip 'signatures: there is no openssl to make keys with'
else
  if has python3 && { [ -x "$cache/pyhanko/bin/python" ] || { python3 -m venv "$cache/pyhanko" && "$cache/pyhanko/bin/pip" install -q pyhanko==0.38.0; } >"$work/pip.log" 2>&1; }; then
    for file in $signed; do
      if "$cache/pyhanko/bin/python" test/conformance/judgeSignature.py "$file" "$keys/root.pem" >"$work/pyhanko.txt" 2>&1; then pass "pyHanko  ${file#"$work"/}"; else fail "pyHanko  ${file#"$work"/}"; cat "$work/pyhanko.txt"; fi
    done
  else
    skip 'pyHanko: there is no Python, or pip could not fetch it'
  fi
  get_debian pdfsig poppler-utils
  if has pdfsig; then
    for file in $signed; do
      if pdfsig -nocert "$file" 2>&1 | grep -q 'Signature Validation: Signature is Valid'; then pass "pdfsig  ${file#"$work"/}"; else fail "pdfsig  ${file#"$work"/}"; pdfsig -nocert "$file" || true; fi
    done
  else
    skip 'pdfsig: it is not here (apt-get install poppler-utils)'
  fi
  get_dss
  if has javac && [ -d "$cache/dss" ]; then
    for file in $signed; do
      level=PAdES-BASELINE-B
      [ "$file" = "$work/stamped.signed.pdf" ] && level=PAdES-BASELINE-T
      if java -cp "$cache/dss/*" test/conformance/JudgeSignature.java "$file" "$keys/root.pem" "$keys/list.crl" $level >"$work/dss.txt" 2>&1; then pass "DSS $level  ${file#"$work"/}"; else fail "DSS $level  ${file#"$work"/}"; cat "$work/dss.txt"; fi
    done
  else
    skip 'DSS: there is no JDK, or Maven could not fetch eu.europa.ec.joinup.sd-dss'
  fi
fi

section 'slides: python-pptx'
if has python3 && { [ -x "$cache/pptx/bin/python" ] || { python3 -m venv "$cache/pptx" && "$cache/pptx/bin/pip" install -q python-pptx==1.0.2; } >"$work/pip.log" 2>&1; }; then
  while read -r deck; do
    if "$cache/pptx/bin/python" test/conformance/readSlides.py "$deck" >"$work/pptx.txt" 2>&1; then pass "python-pptx  ${deck#"$work"/}"; else fail "python-pptx  ${deck#"$work"/}"; cat "$work/pptx.txt"; fi
  done < <(find "$work" -name '*.pptx' | sort)
else
  skip 'slides: there is no Python, or pip could not fetch python-pptx'
fi

section 'the fold on Spark, with two executors, against the one in DuckDB'
java_version="$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)"
if [ "${java_version:-0}" -lt 17 ]; then
  skip 'Spark: there is no Java of version 17 or later'
else
  if has python3; then get_spark; fi
  if [ ! -x "${SPARK_HOME:-}/bin/spark-sql" ]; then
    skip 'Spark: SPARK_HOME is not set, and pip could not fetch pyspark'
  else
    mkdir -p "$work/spark"
    ended=0
    node .build/test/conformance/sparkFold.js "$work/spark" "${SPARK_SAMPLES:-300000}" >"$work/spark.txt" 2>"$work/spark.err" || ended=$?
    while IFS=$'\t' read -r verdict name; do
      if [ "$verdict" = passed ]; then pass "Spark  $name"; else fail "Spark  $name"; fi
    done <"$work/spark.txt"
    if [ "$ended" != 0 ] && ! grep -q ^FAILED "$work/spark.txt"; then fail 'Spark  the proof itself'; cat "$work/spark.err"; fi
  fi
fi

section 'two engines, 20,000 generated histories each'
if HISTORIES=20000 npx vitest run test/sql/ticketAgreement.test.ts test/sql/serviceAgreement.test.ts test/sql/fct_balance.test.ts >"$work/histories.txt" 2>&1; then
  pass 'clocks, availability and the books: equal in SQL and in the reference'
else
  fail 'clocks, availability and the books'
  tail -60 "$work/histories.txt"
fi

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
