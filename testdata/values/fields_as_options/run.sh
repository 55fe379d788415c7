#!/bin/sh
python train.py --base org/given --adapter org/adapter
