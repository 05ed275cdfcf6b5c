"""python -m calendar_tool."""

from calendar_tool.cli import main

main()
