#!/usr/bin/env bash
#
# Sends a signed event to the sample application, as the provider would.
# Needs curl and openssl.

set -euo pipefail

usage() {
  cat >&2 <<'TEXT'
Usage: send.sh stripe|github|slack|acme

  stripe   a payment of order 1001
  github   a workflow run that succeeded
  slack    the slash command /shop
  acme     goods that the supplier Acme delivered

Environment:
  BASE_URL                where the application is (http://localhost:$PORT)
  PORT                    its port on this machine (8080)
  STRIPE_WEBHOOK_SECRET, GITHUB_WEBHOOK_SECRET, SLACK_SIGNING_SECRET, ACME_WEBHOOK_SECRET
                          the secrets, if the application runs with others than its demo secrets
TEXT
  exit 2
}

# The HMAC-SHA256 of a text ($2) with a key ($1), as hexadecimal digits or as Base64
hmac_hex() {
  local digest
  digest=$(printf '%s' "$2" | openssl dgst -sha256 -hmac "$1")
  printf '%s' "${digest##*= }"
}

hmac_base64() {
  printf '%s' "$2" | openssl dgst -sha256 -hmac "$1" -binary | openssl base64 -A
}

# Posts a body ($2) of a content type ($3) to a provider ($1), with the headers that follow
post() {
  local url="$base_url/webhooks/$1" body="$2" answer status
  local headers=(-H "Content-Type: $3")
  shift 3
  local header
  for header in "$@"; do
    headers+=(-H "$header")
  done
  echo "POST $url"
  answer=$(curl -sS -w '\n%{http_code}' "${headers[@]}" --data-binary "$body" "$url") || {
    echo "There is no answer. Is the sample application running there?" >&2
    exit 1
  }
  status=${answer##*$'\n'}
  echo "$status ${answer%$'\n'*}"
  [[ $status == 2* ]]
}

[[ $# -eq 1 ]] || usage

base_url=${BASE_URL:-http://localhost:${PORT:-8080}}
base_url=${base_url%/}
now=$(date +%s)
# A fresh one each time: an id that was seen before would be a duplicate
id=$(openssl rand -hex 12)

case $1 in
  stripe)
    secret=${STRIPE_WEBHOOK_SECRET:-demo-secret-of-stripe}
    body='{"id":"evt_'$id'","type":"payment_intent.succeeded","created":'$now',"data":{"object":{"id":"pi_'$id'","amount":1250,"currency":"eur","metadata":{"order":"1001"}}}}'
    post stripe "$body" application/json "Stripe-Signature: t=$now,v1=$(hmac_hex "$secret" "$now.$body")"
    ;;
  github)
    secret=${GITHUB_WEBHOOK_SECRET:-demo-secret-of-github}
    body='{"action":"completed","workflow_run":{"head_branch":"main","head_sha":"'$id'","conclusion":"success"}}'
    post github "$body" application/json "X-GitHub-Event: workflow_run" "X-GitHub-Delivery: $id" \
      "X-Hub-Signature-256: sha256=$(hmac_hex "$secret" "$body")"
    ;;
  slack)
    secret=${SLACK_SIGNING_SECRET:-demo-secret-of-slack}
    body="command=%2Fshop&text=orders&user_name=ada&trigger_id=$id"
    post slack "$body" application/x-www-form-urlencoded "X-Slack-Request-Timestamp: $now" \
      "X-Slack-Signature: v0=$(hmac_hex "$secret" "v0:$now:$body")"
    ;;
  acme)
    secret=${ACME_WEBHOOK_SECRET:-demo-secret-of-acme}
    body='{"message":"'$id'","kind":"goods.delivered","sent":'$now',"product":"Sencha","quantity":12}'
    post acme "$body" application/json "X-Acme-Signature: ts=$now;sig=$(hmac_base64 "$secret" "$now|$body")"
    ;;
  *)
    usage
    ;;
esac
