#!/bin/bash
set -e
NAME=v2
mkdir -p /srv/warm

cat > /srv/warm/fetch.py <<'EOF'
from sentence_transformers import SentenceTransformer

SentenceTransformer("org/in-file")  #? "org/in-file" @ literal:setup.sh:9
SentenceTransformer("$NAME")  #? unknown: placeholder '$NAME'
EOF
python /srv/warm/fetch.py

cd /srv/warm
tee warm.py <<EOF >/dev/null
import sys
from sentence_transformers import SentenceTransformer

SentenceTransformer("org/$NAME")  #? "org/v2" @ literal:setup.sh:19
SentenceTransformer(sys.argv[1])  #? "org/argument" @ command line:setup.sh:22
EOF
python3 warm.py org/argument

python - <<EOF
from sentence_transformers import SentenceTransformer
SentenceTransformer("org/${NAME}", revision="\$REV")  #? "org/v2" @ literal:setup.sh:26
EOF
