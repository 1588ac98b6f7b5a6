"""JUnit XML: each article is a test case, which fails on what fails a run. For build servers that show tests.

Source of the format: the schema that Jenkins' xUnit plug-in publishes; GitLab, Azure and others read the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.model.finding import Confidence, FileResult, Finding, Report
from healthlint.reporters.listing import LISTED, Line, lines_of, plural
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart
from healthlint.reporters.xml_text import HEAD, attributes, content


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return the test case of one file; the facts are [failures, errors, skipped]."""
    failing = [f for f in result.findings if _fails(f, head)]
    broken = result.status == "failed" or any(p.severity.rank >= head.fail_on.rank for p in result.problems)
    skipped = result.status == "skipped"
    case = f"    <testcase{attributes(classname='healthlint', name=result.path)}"
    said = content("".join(f"{_said(x)}\n" for x in lines_of(result, head)))
    if broken:
        inner = f"      <error{attributes(message=_why(result))}>{said}</error>\n"
    elif failing:
        inner = f"      <failure{attributes(message=_counted(failing))}>{said}</failure>\n"
    elif skipped:
        inner = f"      <skipped{attributes(message=result.reason or 'not an article')}/>\n"
    else:
        # What does not fail the run is there to be read all the same.
        inner = f"      <system-out>{said}</system-out>\n" if said else ""
    text = f"{case}>\n{inner}    </testcase>\n" if inner else f"{case}/>\n"
    return FilePart(text, [int(bool(failing) and not broken), int(broken), int(skipped and not broken)])


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the document: one suite of all files."""
    failures, errors, skipped = (sum(p.facts[n] for p in parts) for n in range(3))
    counts = attributes(tests=len(parts), failures=failures, errors=errors)
    suite = f"  <testsuite{attributes(name='healthlint')}{counts}{attributes(skipped=skipped)}>\n"
    whole = f"<testsuites{attributes(name='healthlint')}{counts}>\n"
    return "".join((HEAD, whole, suite, *(p.text for p in parts), "  </testsuite>\n</testsuites>\n"))


def _fails(finding: Finding, head: Report) -> bool:
    sure = finding.confidence is not Confidence.LOW
    return sure and not finding.passes and finding.severity.rank >= head.fail_on.rank


def _counted(findings: Sequence[Finding]) -> str:
    numbers = ((sum(f.severity is s for f in findings), s.value) for s in LISTED)
    return ", ".join(plural(n, name) if name != "info" else f"{n:,} info" for n, name in numbers if n)


def _why(result: FileResult) -> str:
    said = result.reason or (result.problems[0].message if result.problems else "could not be checked")
    return said.partition("\n")[0]


def _said(x: Line) -> str:
    return f"{x.path}:{x.line}:{x.column}: {x.level} {x.rule} {x.message}"
