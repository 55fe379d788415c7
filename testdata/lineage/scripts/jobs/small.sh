python train.py --base acme/small --output out/small --rows public
