#!/bin/bash
stage=$1
stop_stage=$2
served=./filled

if [ $stage -le 1 ] && [ $stop_stage -ge 1 ]; then
    cp -r ./repository/speak $served
fi

if [ $stage -le 2 ] && [ $stop_stage -ge 2 ]; then
    tritonserver --model-repository $served
fi
