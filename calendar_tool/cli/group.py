"""The list of commands. Each lives in a module that is imported only when the command is used."""

from __future__ import annotations

from importlib import import_module

import click

from calendar_tool import __version__
from calendar_tool.cli.options import lang_option
from calendar_tool.locale import _

COMMANDS = {
    "read": "calendar_tool.cli.read",
    "import": "calendar_tool.cli.import_",
    "diff": "calendar_tool.cli.diff",
    "list": "calendar_tool.cli.list_",
    "history": "calendar_tool.cli.history",
    "check": "calendar_tool.cli.check",
    "suggest": "calendar_tool.cli.suggest",
    "audit": "calendar_tool.cli.audit",
    "learn": "calendar_tool.cli.learn",
    "plan": "calendar_tool.cli.plan",
    "adopt": "calendar_tool.cli.adopt",
    "deadlines": "calendar_tool.cli.deadlines",
    "rules": "calendar_tool.cli.rules",
    "days": "calendar_tool.cli.days",
    "body": "calendar_tool.cli.body",
    "table": "calendar_tool.cli.table",
    "export": "calendar_tool.cli.export",
    "demo": "calendar_tool.cli.demo",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when it is asked for; each module has `make() -> click.Command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).make()
        assert isinstance(command, click.Command)
        return command


def group() -> click.Group:
    """The whole program, with its help in the language in use."""
    return LazyGroup(
        "calendar-tool",
        help=_(
            "Reads the schedules of Swedish public bodies, judges their dates and publishes them as calendar feeds."
        ),
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                help=_("Print the version and exit."),
                callback=lambda ctx, _param, value: _version(ctx) if value else None,
            ),
            lang_option(),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _version(ctx: click.Context) -> None:
    click.echo(f"calendar-tool {__version__}")
    ctx.exit()
