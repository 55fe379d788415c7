#!/bin/sh
PORT=80
if [ -z "${BACKEND+x}" ]; then
    BACKEND=large
fi
exec python serve.py --backend $BACKEND
