"""An entry as it is told outside of the site, where no page stands around it: in feeds and data."""

from __future__ import annotations

from typing import NamedTuple

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.views.card import duration_of, lateness_of, recurrence_of, spof_tags
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Times


class Story(NamedTuple):
    """Plain texts and absolute links around a body.

    `facts` are said in one line: impact or state, times, services, regions. `ties` are links to
    what the entry is in relation to, each with its label. `timeline` and `corrections` are pairs
    of a time and a text.
    """

    url: str
    title: str
    facts: tuple[str, ...]
    ties: tuple[tuple[str, Ref], ...] = ()
    cause: tuple[str, ...] = ()
    timeline: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    links: tuple[Ref, ...] = ()
    pending: bool = False


def story_of(relations: Relations, frame: Frame) -> Story:
    """The story of an entry; `frame.base` is the site's absolute address."""
    entry, times = relations.entry, frame.times
    incident = entry if isinstance(entry, Incident) else None
    return Story(
        url=frame.base + entry.url,
        title=entry.title,
        facts=_facts(entry, frame),
        ties=_ties(relations, frame),
        cause=incident.cause if incident else (),
        timeline=tuple((times.clock(event.at).text, event.what) for event in incident.timeline)
        if incident
        else (),
        corrections=tuple((times.day(one.at).text, one.text) for one in entry.corrections),
        links=tuple(Ref(link.url, link.title) for link in entry.links),
        pending=incident.pending if incident else False,
    )


def when_of(entry: Entry, times: Times) -> str:
    """`Dec 12, 2024, 11:50 – 12:00 EST (10 min)`: all that is known of its times, in words."""
    text = times.between(entry.began, entry.ended, times.medium)
    duration = duration_of(entry, times)
    return f"{text} ({duration})" if duration else text


def _facts(entry: Entry, frame: Frame) -> tuple[str, ...]:
    settings, words = frame.settings, frame.words
    facts = [_standing(entry, frame), when_of(entry, frame.times)]
    facts.append(words.list_of([settings.service_name(id_) for id_ in entry.services]))
    facts.append(words.list_of([settings.region_name(id_) for id_ in entry.regions]))
    if isinstance(entry, Incident) and entry.near_miss:
        facts.append(words.t("card.near_miss"))
    facts.append(lateness_of(entry, frame))
    return tuple(fact for fact in facts if fact)


def _standing(entry: Entry, frame: Frame) -> str:
    """The word that says most of an entry of its kind."""
    if isinstance(entry, Incident):
        return frame.words.t(f"impact.{entry.impact.value}")
    if isinstance(entry, Maintenance):
        return frame.words.t(f"state.{entry.state.value}")
    ongoing = isinstance(entry, Change) and entry.ongoing
    return frame.words.t("card.star") if ongoing else ""


def _ties(relations: Relations, frame: Frame) -> tuple[tuple[str, Ref], ...]:
    words, ties = frame.words, []
    recurrence = recurrence_of(relations, frame)
    if recurrence and recurrence.previous:
        ties.append((words.t("feed.previous", time=recurrence.label), recurrence.previous))
    ties += [(words.t("feed.caused_by"), frame.record(one)) for one in relations.causes]
    ties += [(words.t("feed.prevents"), frame.record(one)) for one in relations.prevents]
    ties += [(tag.label, tag.spof) for tag in spof_tags(relations, frame)]
    if relations.effort:
        ties.append((words.t("feed.effort"), frame.record(relations.effort)))
    return tuple(ties)
