"""`cargo dev assets`: makes the maps of every view, the GLB and a contact sheet of each product."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import spots
from .products import PRODUCTS, Product, product
from .work import Options, make, models


def main() -> int:
    """Reads the arguments, works, and says what went wrong."""
    parser = argparse.ArgumentParser(prog="cargo dev assets", description=__doc__)
    parser.add_argument("products", nargs="*", help="names of products; all where none is given")
    parser.add_argument("--view", help="only this view")
    parser.add_argument("--draft", action="store_true", help="small and quick, into the work folder only")
    parser.add_argument("--check", action="store_true", help="draw again and compare with what is committed")
    parser.add_argument("--models", action="store_true", help="only the 3D models, no pictures")
    parser.add_argument("--list", action="store_true", help="print the products and do nothing")
    parser.add_argument("--spots", action="store_true", help="only enter print areas' places into the catalogue")
    parser.add_argument("--work", type=Path, required=True, help="folder of kept results")
    parser.add_argument("--public", type=Path, required=True, help="the project's public folder")
    parser.add_argument("--atelier", type=Path, help="the atelier program, for contact sheets")
    arguments = parser.parse_args()
    if arguments.list:
        for each in PRODUCTS:
            print(each.name)
        return 0
    if arguments.spots:
        for line in spots.entered(arguments.public):
            print(line)
        return 0
    try:
        chosen = [product(name) for name in arguments.products] or list(PRODUCTS)
    except KeyError as unknown:
        print(unknown.args[0], file=sys.stderr)
        return 2
    if arguments.models:
        problems = models(chosen, arguments.work, arguments.public)
    else:
        problems = _made(chosen, arguments)
    for problem in problems:
        print(f"! {problem}", file=sys.stderr)
    return 1 if problems else 0


def _made(chosen: list[Product], arguments: argparse.Namespace) -> list[str]:
    options = Options(arguments.work, arguments.public, arguments.atelier, arguments.view, arguments.draft,
                      arguments.check)
    return make(chosen, options)


if __name__ == "__main__":
    sys.exit(main())
