#!/bin/bash
OUT=./out
hf download org/depth --revision v3 --local-dir checkpoints/depth  #? "org/depth" revision="v3"
huggingface-cli download org/heads normals.pt --local-dir ./checkpoints  #? "org/heads" file="normals.pt"
wget -q -P /weights https://example.org/models/extra.pth  #? "https://example.org/models/extra.pth" url
wget -O "$OUT/added.pt" https://example.org/models/add.pt  #? "https://example.org/models/add.pt" url
git clone https://huggingface.co/org/cloned $OUT/cloned  #? "org/cloned"
curl -fL -o "$OUT/curled.pt" https://example.org/models/curled.pt  #? "https://example.org/models/curled.pt" url
hf download org/everything --local-dir .  #? "org/everything"
hf download org/one --local-dir shared  #? "org/one"
hf download org/two --local-dir shared  #? "org/two"
