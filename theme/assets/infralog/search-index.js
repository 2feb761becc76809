// The files of the search index, each loaded once, when it is first needed (outputs/search/ makes them).
import { shardOf } from "./search-words.js"

const root = new URL("../../", import.meta.url)
let files = new Map()

const load = async (path, options) => {
  const answer = await fetch(new URL(path, root), options)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

const read = (path, options) => {
  if (!files.has(path)) files.set(path, load(path, options))
  return files.get(path)
}

// What a publish has replaced is not there any more: then all is asked for anew.
export const forget = () => { files = new Map() }

export const index = () => read("search/index.json", { cache: "no-cache" })

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// Rising numbers, as outputs/search/codes.py writes them.
export const numbers = code => {
  const found = []
  let [number, shift] = [0, 0]
  for (const letter of code) {
    const value = ALPHABET.indexOf(letter)
    number += (value & 31) << shift
    shift = value < 32 ? 0 : shift + 5
    if (!shift) found.push(number)
  }
  return found
}

// The shard of a part that would hold `word`: each stem with its words and their codes.
export const shard = async ({ folder, shards }, word) => {
  const stems = await read(`search/${folder}/words/${shardOf(word, shards)}.json`)
  return Object.entries(stems).map(([stem, words]) =>
    [stem, typeof words === "string" ? [[stem, words]] : Object.entries(words)])
}

// For each facet of a part, by value, which entries have it.
export const facets = async ({ folder, years }) => {
  const found = Object.entries(await read(`search/${folder}/facets.json`)).map(([name, values]) =>
    [name, new Map(Object.entries(values).map(([value, code]) => [value, numbers(code)]))])
  let first = 0
  const byYear = years.map(([year, count]) =>
    [String(year), Array.from({ length: count }, () => first++)])
  return new Map([...found, ["year", new Map(byYear)]])
}

// The address of an entry by its place in a part, and its document.
export const entry = async ({ folder }, place) => {
  const { block } = await index()
  const addresses = await read(`search/${folder}/entries/${Math.floor(place / block)}.json`)
  const address = addresses[place % block]
  const document = await read(`api/log/entries/${address.split("/")[1]}.json`)
  return { url: new URL(address, root).href, document }
}
