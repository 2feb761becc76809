// The search page: what is asked for is kept in the address, what is found stands below.
import { count, find, next, prepare } from "./search-engine.js"
import { forget } from "./search-index.js"

const PAGE = 10

const begin = box => {
  const form = box.querySelector("form")
  const words = form.elements.q
  const [said, without, list, more] =
    ["said", "without", "results", "more"].map(name => box.querySelector(`.il-search__${name}`))
  const selects = [...form.querySelectorAll("select")]
  const labels = Object.fromEntries(selects.map(({ name, options }) =>
    [name, new Map([...options].map(({ value, text }) => [value, text]))]))
  const label = (name, value) => labels[name]?.get(value) ?? value
  let turn = 0
  let found

  const asked = () => Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value))

  // Choices that fit nothing are left out, but for the one that is made.
  const offer = (select, chosen, counts) => {
    const values = new Set([...labels[select.name].keys(), chosen])
    const fitting = [...values].filter(value => !value || !counts || counts.get(value) || value === chosen)
    select.replaceChildren(...fitting.map(value => {
      const text = label(select.name, value)
      return new Option(value && counts ? `${text} (${counts.get(value) ?? 0})` : text, value, false, value === chosen)
    }))
  }

  const recall = () => {
    const wanted = new URLSearchParams(location.search)
    words.value = wanted.get("q") ?? ""
    for (const select of selects) offer(select, wanted.get(select.name) ?? "")
  }

  const keep = how => {
    const query = new URLSearchParams(asked()).toString()
    if (query !== location.search.slice(1)) history[how](null, "", location.pathname + (query && `?${query}`))
  }

  const tell = (state, text = "") => {
    box.dataset.ilState = state
    said.textContent = (said.getAttribute(`data-il-${state}`) ?? "").replace("{n}", text)
  }

  // How many hold a phrase is known once all have been looked through; `10+` until then.
  const tellFound = ({ hits, phrases, read }) => {
    const number = phrases.length ? list.children.length : hits.length
    const isAll = !phrases.length || read >= hits.length
    const text = number.toLocaleString(document.documentElement.lang)
    tell(number || !isAll ? "found" : "none", isAll ? text : `${text}+`)
  }

  const item = ({ url, title, type, impact: level, services, day, parts }) => {
    const result = box.querySelector("template").content.cloneNode(true)
    const [row, link, impact, facts, excerpt] = result.querySelectorAll("li, a, span, p:last-child")
    Object.assign(link, { href: url, textContent: title })
    if (level) {
      impact.className = `il-impact il-impact--${level}`
      impact.textContent = label("impact", level)
    }
    const named = services.map(id => label("service", id)).join(", ")
    facts.textContent = [row.getAttribute(`data-il-${type}`), day, named].filter(Boolean).join(" · ")
    excerpt.append(...parts.map(({ text, isFound }) =>
      isFound ? Object.assign(document.createElement("mark"), { textContent: text }) : text))
    return result
  }

  const show = async isMore => {
    const mine = turn
    const results = await next(found, PAGE)
    if (mine !== turn) return
    if (!isMore) list.replaceChildren()
    list.append(...results.map(item))
    more.hidden = found.read >= found.hits.length
    tellFound(found)
  }

  const drop = name => {
    const select = form.elements[name]
    const button = document.createElement("button")
    button.textContent = `${select.previousElementSibling.textContent}: ${label(name, select.value)}`
    button.onclick = () => { select.value = ""; change(); words.focus() }
    return button
  }

  const search = async () => {
    const mine = ++turn
    const { q, ...filters } = asked()
    const names = Object.keys(filters)
    if (!q && !names.length) {
      recall()
      tell("idle")
      list.replaceChildren()
      more.hidden = true
      return
    }
    if (!list.children.length) tell("loading")
    const answer = await find(q, filters)
    if (mine !== turn) return
    found = answer
    without.hidden = !names.length
    without.lastElementChild.replaceChildren(...names.map(drop))
    await show()
    // Counting would have to look through all that may hold a phrase.
    const counts = found.phrases.length ? null : await count(found, filters)
    if (mine === turn) for (const select of selects) {
      offer(select, select.value, counts && (counts[select.name] ?? new Map()))
    }
  }

  // A publish may have replaced what this page knows of the index: once more with the new one.
  const run = () => search().catch(() => { forget(); return search() })
    .catch(error => { tell("broken"); console.error(error) })
  const change = () => { typing = false; keep("pushState"); run() }

  let pause
  let typing = false
  words.addEventListener("focus", prepare, { once: true })
  words.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(() => { keep(typing ? "replaceState" : "pushState"); typing = true; run() }, 200)
  })
  form.addEventListener("change", event => event.target === words || change())
  form.addEventListener("reset", () => setTimeout(() => { change(); words.focus() }))
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(pause); change() })
  more.onclick = () => {
    const from = list.children.length
    show(true).then(() => list.children[from]?.querySelector("a").focus(), run)
  }
  addEventListener("popstate", () => { if (box.isConnected) { typing = false; recall(); run() } })
  recall()
  run()
}

const start = () => {
  const box = document.querySelector("[data-il-search]:not([data-il-ready])")
  if (box) { box.dataset.ilReady = ""; begin(box) }
}
// Material's instant navigation replaces pages and tells it here.
window.document$ ? window.document$.subscribe(start) : start()
