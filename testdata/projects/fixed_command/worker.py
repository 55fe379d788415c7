"""A worker with options; the deployment gives two of them."""

import argparse

from loading import Packing, load

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="org/other")
    parser.add_argument("--packed", action="store_true")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--bits", type=int, default=16, choices=[4, 16])
    parser.add_argument("--extra", action="store_true")
    args = parser.parse_args()
    packing = Packing(args.bits)
    if args.extra:
        extra = Packing(2)
    else:
        extra = None
    load(args.model, packed=args.packed, half=args.half, packing=packing, extra=extra)
