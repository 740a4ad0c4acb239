"""What a page shows in the preview while it can't be made."""

from __future__ import annotations

from checks.command_line import disturbance
from hooks.rendering import environment


def broken(file: str, error: BaseException) -> str:
    """Return the content (HTML) of a page whose file below `docs/` can't be shown, with the reason."""
    home = "../" * file.count("/") + "index.html"
    return environment().get_template("broken.html.j2").render(file=file, reason=in_swedish(error), home=home)


def in_swedish(error: BaseException) -> str:
    """Return why something could not be made, in Swedish as far as the computer tells why."""
    match error:
        case SystemExit() if error.__context__:  # the plugin that calls the blocks hides what went wrong in one
            return f"Ett block på sidan går inte att visa. Datorn säger: {error.__context__}"
        case UnicodeDecodeError():
            return "Filen är inte sparad som UTF-8. Välj UTF-8 när du sparar den."
        case OSError() if error.errno:
            return disturbance(error)
        case SystemExit():
            return f"Datorn säger: {error}"
        case _:
            return f"Datorn säger: {type(error).__name__}: {error}"
