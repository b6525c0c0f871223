#!/usr/bin/env bash
# From a delivered token to the next login over the HTTP API, with curl and oathtool; npm run demo gives the rest, Node reads the JSON.
# Usage, while the desk runs: demo/api-walk.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

walk=$(npm run --silent demo -- --json)
read_walk() { node -e "const walk = JSON.parse(process.argv[1]); console.log($1)" "$walk"; }
contract='walk.contracts.find((one) => one.state === "delivered")'
url=$(read_walk walk.url)/api/v1
key=$(read_walk walk.apiKey)
id=$(read_walk "$contract.contractorId")
password=$(read_walk "$contract.password")
serial=$(read_walk "$contract.serial")
seed=$(read_walk "$contract.seed")
cell() { read_walk "$contract.cells[\"$1\"]"; }
field() { node -pe 'JSON.parse(process.argv[1])'"$1" "$2"; }
call() { curl --silent --show-error --header "Authorization: Bearer $key" --header 'Content-Type: application/json' "$@"; echo; }

echo "1. The token has arrived; until it is registered the login asks for the card."
call "$url/contracts/$id/status"
login=$(call "$url/login-checks" --data "{\"contractorId\":\"$id\",\"password\":\"$password\"}")
echo "$login"

echo "2. The customer registers the token: serial, OTP, two cells of the card."
first=$(field '.cells[0]' "$login")
second=$(field '.cells[1]' "$login")
otp=$(oathtool --totp "$seed")
call "$url/registrations" --data "{\"loginId\":\"$(field .loginId "$login")\",\"serial\":\"$serial\",\"otp\":\"$otp\",
  \"cells\":{\"$first\":\"$(cell "$first")\",\"$second\":\"$(cell "$second")\"}}"

echo "3. From now on the login asks for the OTP. The one that registered is used up; the next one lets in."
login=$(call "$url/login-checks" --data "{\"contractorId\":\"$id\",\"password\":\"$password\"}")
echo "$login"
factor="$url/login-checks/$(field .loginId "$login")/factor"
call "$factor" --data "{\"otp\":\"$otp\"}"
call "$factor" --data "{\"otp\":\"$(oathtool --totp --now='+30 seconds' "$seed")\"}"
call "$url/contracts/$id/status"
