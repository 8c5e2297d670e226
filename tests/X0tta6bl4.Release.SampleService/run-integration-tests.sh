#!/bin/sh
# run-integration-tests.sh COMPONENT VERSION: what the container of the integration tests has; it fails where INTEGRATION_TESTS is 'fail'.
echo "1..2"
echo "ok 1 - $1 answers"
if [ "${INTEGRATION_TESTS:-}" = fail ]; then
  echo "not ok 2 - $1 says that it is $2"
  exit 1
fi
echo "ok 2 - $1 says that it is $2"
