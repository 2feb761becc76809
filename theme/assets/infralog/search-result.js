// An entry's document as a result: its facts, and an excerpt around the words that were found.
import { cut, isSign, segments } from "./search-words.js"

const WIDTH = 96 // of an excerpt: a word counts three, a sign one
const BEFORE = 15 // of these stand before the first word found

const textsOf = ({ summary, text, corrections, cause, timeline, follow_ups: promises, tags }) => [
  ...text.includes(summary) ? [] : [summary],
  text,
  ...corrections.map(({ text }) => text),
  ...cause ?? [],
  ...(timeline ?? []).map(({ what }) => what),
  ...(promises ?? []).map(({ what }) => what),
  ...tags,
]

// Whether these words stand one after the other in one of its texts.
export const holds = (document, words) => [document.title, ...textsOf(document)].some(text =>
  `\n${cut(text).join("\n")}\n`.includes(`\n${words.join("\n")}\n`))

// A day as the log's zone has it, whatever the reader's.
const DAY = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }
export const dayOf = moment =>
  new Intl.DateTimeFormat(document.documentElement.lang || undefined, DAY).format(new Date(moment.slice(0, 10)))

// The words that a segment is found by: a sign alone, or with one beside it.
const wordsAt = (text, places, at) => {
  const [from, to] = places[at]
  const word = text.slice(from, to)
  if (!isSign(word)) return cut(word)
  const before = places[at - 1]?.[1] === from ? places[at - 1][0] : from
  const after = places[at + 1]?.[0] === to ? places[at + 1][1] : to
  return [word, text.slice(before, to), text.slice(from, after)].flatMap(cut).filter(isSign)
}

// From which segment on an excerpt holds the most different words that were found.
const bestStart = (found, widths) => {
  let best = [0, 0]
  found.forEach((words, start) => {
    if (!words.length) return
    const seen = new Set()
    for (let at = start, room = WIDTH - BEFORE; at < found.length && (room -= widths[at]) >= 0; at++) {
      for (const word of found[at]) seen.add(word)
    }
    if (seen.size > best[1]) best = [start, seen.size]
  })
  let [start] = best
  for (let room = BEFORE; start > 0 && (room -= widths[start - 1]) >= 0; start--);
  return start
}

// Texts in a row, each told whether it was looked for.
const excerptOf = (text, marked) => {
  const places = segments(text)
  const widths = places.map(([from, to]) => isSign(text.slice(from, to)) ? 1 : 3)
  const found = places.map((_, at) => wordsAt(text, places, at).filter(word => marked.has(word)))
  const start = bestStart(found, widths)
  const parts = []
  let at = start
  let end = start ? places[start][0] : 0
  for (let room = WIDTH; at < places.length && (room -= widths[at]) >= 0; at++) {
    const [from, to] = places[at]
    const isFound = found[at].length > 0
    if (isFound && from === end && parts.at(-1)?.isFound) parts.at(-1).text += text.slice(from, to)
    else parts.push({ text: text.slice(end, from) }, { text: text.slice(from, to), isFound })
    end = to
  }
  const isWhole = at >= places.length
  return [{ text: start ? "… " : "" }, ...parts, { text: isWhole ? text.slice(end) : " …" }]
}

export const resultOf = ({ url, document }, marked) => ({
  url,
  title: document.title,
  type: document.type,
  impact: document.impact,
  services: document.services,
  day: dayOf(document.began),
  parts: excerptOf(textsOf(document).join(" · "), marked),
})
