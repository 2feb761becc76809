"""A body stands on any page with its ids apart and its links right."""

from __future__ import annotations

import pytest

from infralog.model.body import MARK
from infralog.views.placing import deepen, place, site_path

URLS = {"incidents/2024/a.md": "incidents/a/", "weeks/2024-12-14.md": "2024-12-14/"}


@pytest.mark.parametrize(
    ("html", "placed"),
    [
        (f'<h2 id="{MARK}top">', '<h2 id="x-top">'),
        (f'<a href="#{MARK}top">', '<a href="#x-top">'),
        (f'<a href="{MARK}incidents/2024/a.md">', '<a href="../incidents/a/">'),
        (f'<a href="{MARK}incidents/2024/a.md#how">', '<a href="../incidents/a/#how">'),
        (f'<a href="{MARK}weeks/2024-12-14.md">', '<a href="../2024-12-14/">'),
        (
            f'<img src="{MARK}incidents/2024/a.png" alt="">',
            '<img src="../incidents/2024/a.png" alt="">',
        ),
        (f'<a href="{MARK}about.md">', '<a href="../about/">'),
        (f'<a href="{MARK}incidents/2024/hidden.md#x">told</a>', "told"),
        ("<p>No mark.</p>", "<p>No mark.</p>"),
    ],
)
def test_every_mark_is_resolved(html, placed):
    assert place(html, "../", "x-", URLS) == placed


def test_fragments_are_absolute_in_feeds():
    html = f'<a href="#{MARK}fn">'
    placed = place(html, "https://log.example/", "", {}, own="https://log.example/incidents/a/")
    assert placed == '<a href="https://log.example/incidents/a/#fn">'


def test_headings_go_below_the_title_and_never_below_six():
    html = '<h2 id="a">A</h2><h5>B</h5><hr>'
    assert deepen(html, 2) == '<h4 id="a">A</h4><h6>B</h6><hr>'


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("about.md", "about/"),
        ("guide/index.md", "guide/"),
        ("index.md", ""),
        ("guide/README.md", "guide/"),
        ("guide/first.md", "guide/first/"),
        ("files/log.csv", "files/log.csv"),
    ],
)
def test_other_files_keep_their_path_and_pages_get_a_folder(path, url):
    assert site_path(path) == url
