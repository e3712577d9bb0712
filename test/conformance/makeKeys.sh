#!/usr/bin/env bash
# Makes a root certificate, two signers below it (RSA, EC) and an authority of time stamps, in the folder where it is run.
set -euo pipefail

openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 365 -subj '/CN=Root' \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n' >signer.cnf
openssl req -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.csr -subj '/CN=Signer RSA'
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ec.key -out ec.csr -subj '/CN=Signer EC'
for key in rsa ec; do
  openssl x509 -req -in $key.csr -CA root.pem -CAkey root.key -CAcreateserial -days 300 -extfile signer.cnf -out $key.crt
  cat $key.key $key.crt >$key.pem
done

printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n' >tsa.cnf
openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Clock'
openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 300 -extfile tsa.cnf -out tsa.crt
echo 01 >serial
cat >authority.cnf <<'END'
[tsa]
default_tsa = authority
[authority]
serial = ./serial
signer_cert = ./tsa.crt
certs = ./root.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
END

# The root's list of revoked certificates: none.
touch index.txt
echo 01 >crlnumber
printf '[ca]\ndefault_ca=root\n[root]\ndatabase=./index.txt\ncrlnumber=./crlnumber\ndefault_md=sha256\ndefault_crl_days=30\n' >list.cnf
openssl ca -config list.cnf -gencrl -keyfile root.key -cert root.pem -out list.pem
openssl crl -in list.pem -outform DER -out list.crl
