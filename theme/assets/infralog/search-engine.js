// What entries answer to what is asked for, best first.
import { entry, facets, index, numbers, shard } from "./search-index.js"
import { holds, resultOf } from "./search-result.js"
import { cut, isSign } from "./search-words.js"

const EXACT = 1
const RELATED = 0.6
const LONGER = 0.3
const LEVELS = [1, 2, 3, 6] // once, up to three times, more often, in the title
const SHORTEST = 3 // letters that ask for longer words as well, as one types
const BATCH = 100 // documents that are looked through for a phrase before the reader is asked

export const prepare = () => { index().catch(() => { /* told when it is needed */ }) }

// Words, and phrases whose words stand as they are, one after the other.
const asked = text => {
  const quoted = text.replace(/[“”„«»]/g, '"').split('"')
  if (quoted.length % 2 === 0) quoted.push(`${quoted.pop()} ${quoted.pop()}`) // a quote that does not end
  const words = quoted.filter((_, place) => place % 2 === 0).flatMap(cut)
  const phrases = quoted.filter((_, place) => place % 2).map(cut).filter(({ length }) => length)
  const exact = new Set(phrases.flat())
  const terms = [...exact].map(word => ({ word, isExact: true }))
  return { phrases, terms: [...terms, ...[...new Set(words)].map(word => ({ word }))] }
}

// Stems of a word over all parts; where it is nowhere, the longest stem that it begins with.
const stemsOf = (word, shards) => {
  const groups = shards.flat()
  const own = groups.filter(([, words]) => words.some(([one]) => one === word)).map(([stem]) => stem)
  const isKnown = own.length || groups.some(([, words]) => words.some(([one]) => one.startsWith(word)))
  if (isKnown) return new Set(own)
  const near = groups.map(([stem]) => stem).filter(stem => stem.length > SHORTEST && word.startsWith(stem))
  return new Set(near.sort((one, other) => other.length - one.length).slice(0, 1))
}

const kindOf = ({ word, isExact }, stems, stem, found) => {
  if (found === word) return EXACT
  if (isExact) return 0
  if (stems.has(stem)) return RELATED
  return found.startsWith(word) && (word.length >= SHORTEST || isSign(word)) ? LONGER : 0
}

// How well each entry of each part answers one word; words that were found are added to `marked`.
const answers = async (term, parts, marked) => {
  const shards = await Promise.all(parts.map(part => shard(part, term.word)))
  const stems = stemsOf(term.word, shards)
  return shards.map(groups => {
    const found = new Map()
    for (const [stem, words] of groups) {
      for (const [word, code] of words) {
        const kind = kindOf(term, stems, stem, word)
        if (!kind) continue
        marked.add(word)
        for (const number of numbers(code)) {
          const weight = kind * LEVELS[number & 3]
          if (weight > (found.get(number >> 2) ?? 0)) found.set(number >> 2, weight)
        }
      }
    }
    return found
  })
}

// For each part, the rank of the entries that answer all words.
const ranked = async (terms, parts, marked) => {
  const total = parts.flatMap(({ years }) => years).reduce((sum, [, count]) => sum + count, 0)
  const found = await Promise.all(terms.map(term => answers(term, parts, marked)))
  const rarity = found.map(maps => Math.log(1 + total / maps.reduce((sum, { size }) => sum + size, 0)))
  return parts.map((_, place) => {
    const [first, ...others] = found.map(maps => maps[place])
    const all = [...first.keys()].filter(number => others.every(map => map.has(number)))
    return new Map(all.map(number =>
      [number, found.reduce((sum, maps, term) => sum + rarity[term] * maps[place].get(number), 0)]))
  })
}

const allOf = ({ years }) => {
  const count = years.reduce((sum, [, number]) => sum + number, 0)
  return new Map(Array.from({ length: count }, (_, place) => [place, 0]))
}

// The entries of a part that have all values that are chosen.
const chosen = (ranks, values, filters) => {
  const sets = Object.entries(filters).map(([name, value]) => new Set(values.get(name)?.get(value)))
  return new Map([...ranks].filter(([place]) => sets.every(set => set.has(place))))
}

// Entries best first, newer ones first among equals; without words, all by date.
export const find = async (text, filters) => {
  const { parts } = await index()
  const { terms, phrases } = asked(text ?? "")
  const marked = new Set()
  const ranks = terms.length ? await ranked(terms, parts, marked) : parts.map(part => text ? new Map() : allOf(part))
  const isCut = Object.keys(filters).length
  const kept = await Promise.all(parts.map(async (part, place) =>
    [...isCut ? chosen(ranks[place], await facets(part), filters) : ranks[place]]
      .map(([number, rank]) => ({ part, place, number, rank }))))
  const hits = kept.flat().sort((one, other) =>
    other.rank - one.rank || one.place - other.place || other.number - one.number)
  return { parts, ranks, phrases, hits, marked, read: 0 }
}

// The next results of what was found. Only an entry's text tells whether it holds a phrase, so of many only
// some are looked through at once: `found.read` tells how many have been.
export const next = async (found, number) => {
  const { hits, phrases, marked } = found
  const end = found.read + (phrases.length ? BATCH : number)
  const results = []
  while (results.length < number && found.read < Math.min(end, hits.length)) {
    const some = hits.slice(found.read, found.read += number)
    const entries = await Promise.all(some.map(({ part, number }) => entry(part, number)))
    const fitting = entries.filter(({ document }) => phrases.every(words => holds(document, words)))
    results.push(...fitting.map(one => resultOf(one, marked)))
  }
  return results
}

// How many of the entries found each value of each facet has, or would have instead of the one chosen.
export const count = async ({ parts, ranks }, filters) => {
  const counts = {}
  await Promise.all(parts.map(async (part, place) => {
    const values = await facets(part)
    for (const [name, entries] of values) {
      const { [name]: _, ...others } = filters
      const left = chosen(ranks[place], values, others)
      const sums = counts[name] ??= new Map()
      for (const [value, numbers] of entries) {
        sums.set(value, (sums.get(value) ?? 0) + numbers.filter(number => left.has(number)).length)
      }
    }
  }))
  return counts
}
