"""The Python that the log's templates are compiled to, without what Jinja does for others.

Views are objects with attributes, and nothing that a template calls asks for its names: so an
attribute is read and a function called as Python does it. A site's own templates may hold more
than that, and are compiled as Jinja compiles any.
"""

from __future__ import annotations

from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup

FORM = 2
"""Of this code. Raise it whenever it changes: compiled templates are kept."""

_ASKING = {"defined", "undefined", "default", "d"}
"""Tests and filters for which what is not there is no error."""


class TemplateCode(CodeGenerator):
    """Writes the Python of one template; those below `own` are the log's."""

    def __init__(
        self,
        own: Path,
        environment: Environment,
        name: str | None,
        filename: str | None,
        *args: Any,  # noqa: ANN401 - passed on
    ) -> None:
        super().__init__(environment, name, filename, *args)
        self._as_jinja = not (filename and Path(filename).is_relative_to(own))

    def enter_frame(self, frame: Frame) -> None:
        """The begin of a template or a part of it. A template gathers its text, as macros do."""
        super().enter_frame(frame)
        if frame.rootlevel:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002 - as Jinja has it
        """The end: the text of a template is given in one piece."""
        super().leave_frame(frame, with_python_scope)
        if frame.rootlevel:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """An attribute of a view."""
        if self._as_jinja:
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - as Jinja has it
    ) -> None:
        """A call of a macro, of a function of the words, or of a method of a view."""
        is_listed = node.dyn_args is None and node.dyn_kwargs is None
        is_named = any(iskeyword(one.key) for one in node.kwargs)
        if self._as_jinja or forward_caller or is_named or not is_listed:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`is defined` and the like."""
        self._asking(super().visit_Test, node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`default` and the like."""
        self._asking(super().visit_Filter, node, frame)

    def _asking(self, visit: Any, node: nodes.Test | nodes.Filter, frame: Frame) -> None:  # noqa: ANN401 - Jinja's decorated methods
        before = self._as_jinja
        self._as_jinja = before or node.name in _ASKING
        visit(node, frame)
        self._as_jinja = before


class PlainMacro(Macro):
    """A macro, with a short way for the usual call: all its arguments, in their order."""

    def __init__(self, *args: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args)
        self._is_plain = not (self.catch_kwargs or self.catch_varargs or self.caller)

    def __call__(self, *args: Any, **named: Any) -> str:  # noqa: ANN401 - passed on
        """The macro's HTML."""
        if self._is_plain and not named and len(args) == self._argument_count:
            return Markup(self._func(*args))  # noqa: S704 - all that is variable in it is escaped
        return super().__call__(*args, **named)
