python train.py \
    --base acme/large \
    --output out/large
