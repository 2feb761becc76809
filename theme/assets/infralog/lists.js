// Sorting (by tablesort) and filtering of a list, both kept in the address. Pages are whole without.
(() => {
  const table = document.querySelector("[data-il-list]")
  const form = document.querySelector("[data-il-filter]")
  if (!table || !form || form.dataset.ilReady) return
  form.dataset.ilReady = ""

  const rows = [...table.tBodies[0].rows]
  const heads = [...table.tHead.rows[0].cells]
  const texts = new Map(rows.map(row => [row, row.textContent.toLowerCase()]))
  const found = form.querySelector("output")
  const clear = form.querySelector("[type=reset]")
  const everywhere = form.querySelector(".il-filter__page a")
  const fixed = new URLSearchParams(everywhere?.search)
  const asked = new URLSearchParams(location.search)
  let sorted = asked.get("sort") || ""

  const matches = (row, [name, value]) => name === "q"
    ? value.toLowerCase().trim().split(/\s+/).every(word => texts.get(row).includes(word))
    : row.dataset[name].split(" ").includes(value)

  const keep = wanted => {
    const query = new URLSearchParams(sorted ? [...wanted, ["sort", sorted]] : wanted).toString()
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash)
    for (const link of document.querySelectorAll(".il-years a")) link.search = query
    if (everywhere) everywhere.search = new URLSearchParams(Object.fromEntries([...wanted, ...fixed]))
  }

  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value.trim())
    let number = 0
    for (const row of rows) {
      row.hidden = !wanted.every(one => matches(row, one))
      number += !row.hidden
    }
    const text = number ? found.dataset.ilSome : found.dataset.ilNone
    found.textContent = text.replace("{found}", number).replace("{total}", rows.length)
    clear.hidden = !wanted.length
    keep(wanted)
  }

  // The first click on a length or a weight brings the highest up.
  const prepare = head => {
    for (const other of heads) if (other !== head) other.removeAttribute("aria-sort")
    if (head.dataset.ilFirst === "high" && !head.hasAttribute("aria-sort")) head.setAttribute("aria-sort", "ascending")
  }
  const prepareFor = event => {
    const head = event.target.closest("th")
    if (head && (event.type === "click" || event.key === "Enter")) prepare(head)
  }
  table.tHead.addEventListener("click", prepareFor, true)
  table.tHead.addEventListener("keydown", prepareFor, true)
  if (window.Tablesort) {
    new Tablesort(table)
    table.addEventListener("afterSort", () => {
      const place = heads.findIndex(head => head.hasAttribute("aria-sort"))
      sorted = (heads[place].getAttribute("aria-sort") === "descending" ? "-" : "") + place
      apply()
    })
  }

  for (const field of form.elements) {
    const value = asked.get(field.name)
    if (!field.name || value === null) continue
    field.value = value
    // Another year may not know a service: it is still asked for, and not found.
    if (field.options && field.value !== value) field.add(new Option(value, value, true, true))
  }
  form.addEventListener("input", apply)
  form.addEventListener("reset", () => setTimeout(apply))
  form.addEventListener("submit", event => event.preventDefault())
  form.hidden = false
  const head = heads[Math.abs(parseInt(sorted, 10))]
  if (head && window.Tablesort) {
    prepare(head)
    head.setAttribute("aria-sort", sorted.startsWith("-") ? "ascending" : "descending")
    head.click()
  } else apply()
})()
