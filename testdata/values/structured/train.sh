#!/bin/sh
python train.py teacher=org/teacher-given
