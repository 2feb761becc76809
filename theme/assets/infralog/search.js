// The search page: what is asked for is kept in the address, what is found stands below.
import { count, find, prepare } from "./search-engine.js"

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
  let results = []

  const asked = () => Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value))

  // Choices that fit nothing are left out, but for the one that is made.
  const offer = (select, chosen, counts) => {
    const values = new Set([...labels[select.name].keys(), chosen])
    const fitting = [...values].filter(value => !value || !counts || counts[value] || value === chosen)
    select.replaceChildren(...fitting.map(value => {
      const text = label(select.name, value)
      return new Option(value && counts ? `${text} (${counts[value] ?? 0})` : text, value, false, value === chosen)
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

  const tell = (state, number = 0) => {
    box.dataset.ilState = state
    said.textContent = (said.getAttribute(`data-il-${state}`) ?? "")
      .replace("{n}", number.toLocaleString(document.documentElement.lang))
  }

  const item = ({ url, meta, filters, parts }) => {
    const result = box.querySelector("template").content.cloneNode(true)
    const [row, link, impact, facts, excerpt] = result.querySelectorAll("li, a, span, p:last-child")
    const [kind] = filters.type.map(type => row.getAttribute(`data-il-${type}`)).filter(Boolean)
    Object.assign(link, { href: url, textContent: meta.title })
    for (const level of filters.impact ?? []) {
      impact.className = `il-impact il-impact--${level}`
      impact.textContent = label("impact", level)
    }
    const services = (filters.service ?? []).map(id => label("service", id)).join(", ")
    facts.textContent = [kind, meta.day, services].filter(Boolean).join(" · ")
    excerpt.append(...parts.map(({ text, isFound }) =>
      isFound ? Object.assign(document.createElement("mark"), { textContent: text }) : text))
    return result
  }

  const show = async from => {
    const mine = turn
    const found = await Promise.all(results.slice(from, from + PAGE).map(read => read()))
    if (mine !== turn) return
    if (!from) list.replaceChildren()
    list.append(...found.map(item))
    more.hidden = list.children.length >= results.length
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
    results = []
    if (!q && !names.length) {
      recall()
      tell("idle")
      return show(0)
    }
    if (!list.children.length) tell("loading")
    const found = await find(q, filters)
    if (mine !== turn) return
    results = found
    tell(results.length ? "found" : "none", results.length)
    without.hidden = !names.length
    without.lastElementChild.replaceChildren(...names.map(drop))
    await show(0)
    const counts = await count(q, filters)
    if (mine === turn) for (const select of selects) offer(select, select.value, counts[select.name] ?? {})
  }

  const run = () => search().catch(error => { tell("broken"); console.error(error) })
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
  more.onclick = async () => {
    const from = list.children.length
    await show(from)
    list.children[from]?.querySelector("a").focus()
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
