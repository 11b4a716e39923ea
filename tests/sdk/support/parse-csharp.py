"""Fails on the first file that is no C#, or no XML where it is a project."""

import sys
import xml.etree.ElementTree
from pathlib import Path

import tree_sitter_c_sharp
from tree_sitter import Language, Node, Parser

parser = Parser(Language(tree_sitter_c_sharp.language()))


def fault(node: Node) -> Node | None:
    if node.is_error or node.is_missing:
        return node
    return next((found for child in node.children if child.has_error and (found := fault(child))), None)


for path in map(Path, sys.argv[1:]):
    if path.suffix == ".csproj":
        xml.etree.ElementTree.parse(path)
    elif found := fault(parser.parse(path.read_bytes()).root_node):
        sys.exit(f"{path}:{found.start_point.row + 1}: {found.type}")
