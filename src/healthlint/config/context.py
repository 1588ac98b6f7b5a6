"""From settings to the context of an article, with where each value came from."""

from __future__ import annotations

from healthlint.config.settings import Settings
from healthlint.model.context import Context


def resolve_context(settings: Settings) -> tuple[Context, dict[str, str]]:
    """Return the context that the settings give, and for each key that has a value where it came from.

    Call it with the settings of one article: after `for_path` and `with_front_matter`.
    """
    context = Context().with_values(settings.context)
    return context, {key: settings.origin(f"context.{key}") for key in context.as_dict()}
