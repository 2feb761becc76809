// Pagefind over all bundles of the log as one, loaded when it is first needed.
const root = new URL("../../", import.meta.url)

const load = async () => {
  const list = await fetch(new URL("search/bundles.json", root))
  const { bundles, every } = await list.json()
  const [newest, ...others] = bundles.map(name => `${root.pathname}search/${name}/`)
  const pagefind = await import(`${newest}pagefind.js`)
  const options = { baseUrl: root.pathname, excerptLength: 32, ranking: { metaWeights: { title: 5, every: 0 } } }
  await pagefind.options(options)
  await Promise.all(others.map(path => pagefind.mergeIndex(path, options)))
  return { pagefind, bundles, every }
}

let loading
const engine = () => loading ??= load().catch(error => { loading = undefined; throw error })

export const prepare = () => { engine().catch(() => { /* told when it is needed */ }) }

// Every entry holds the word `every`, which weighs nothing: to search for no word is to search for it.
const search = async (words, filters, sort = {}) => {
  const { pagefind, every } = await engine()
  return pagefind.search(words?.replace(/[“”„«»]/g, '"') || every, { filters, sort })
}

// By date, each bundle is asked for its own years: Pagefind sorts within bundles, and joins them as if by rank.
const newestFirst = async filters => {
  const { bundles } = await engine()
  const years = bundles.map(name => {
    const [first, last = first] = name.split("-").map(Number)
    return Array.from({ length: last - first + 1 }, (_, place) => String(first + place))
  })
  const asked = filters.year ? [filters] : years.map(any => ({ ...filters, year: { any } }))
  const found = await Promise.all(asked.map(filters => search(null, filters, { began: "desc" })))
  return { results: found.flatMap(({ results }) => results) }
}

// The excerpt as texts, each told whether it was looked for. Pagefind escapes two signs and marks words by tags.
const partsOf = ({ excerpt, plain_excerpt: plain, content }) => [
  { text: content.startsWith(plain) ? "" : "… " },
  ...excerpt.split(/<\/?mark>/).map((text, place) =>
    ({ text: text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"), isFound: place % 2 === 1 })),
  { text: content.endsWith(plain) ? "" : " …" },
]

// Results, best first, each loaded on demand.
export const find = async (words, filters) => {
  const { results } = await (words ? search(words, filters) : newestFirst(filters))
  return results.map(result => async () => {
    const found = await result.data()
    return { ...found, parts: partsOf(found) }
  })
}

// How many results each value of each facet has, or would have instead of the one chosen. Loads all facets.
export const count = async (words, filters) => {
  const { pagefind } = await engine()
  await pagefind.filters()
  const counts = { ...(await search(words, filters)).filters }
  for (const name of Object.keys(filters)) {
    const { [name]: _, ...others } = filters
    counts[name] = (await search(words, others)).filters?.[name]
  }
  return counts
}
