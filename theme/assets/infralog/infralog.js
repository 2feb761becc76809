// Times in the reader's own zone on a switch, and ages as they are when read. Pages are whole without.
(() => {
  const language = document.documentElement.lang || undefined
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
  const day = { month: "short", day: "numeric" }
  const styles = {
    clock,
    day: { weekday: "short", ...day, ...clock },
    year: { ...day, year: "numeric", ...clock },
  }

  const stored = {
    get mine() { try { return localStorage.getItem("il-zone") === "mine" } catch { return false } },
    set mine(on) { try { localStorage.setItem("il-zone", on ? "mine" : "log") } catch { /* not kept */ } },
  }

  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const show = mine => {
    for (const time of document.querySelectorAll("time[data-il-style]")) {
      time.dataset.ilText ??= time.textContent
      const format = new Intl.DateTimeFormat(language, styles[time.dataset.ilStyle])
      time.textContent = mine ? format.format(new Date(time.dateTime)) : time.dataset.ilText
    }
    for (const button of document.querySelectorAll(".il-zone__switch")) {
      button.textContent = mine ? button.dataset.ilLog : button.dataset.ilMine
      const shown = mine ? button.dataset.ilMineShown.replace("{zone}", timeZone) : button.dataset.ilLogShown
      button.previousElementSibling.textContent = shown
      button.hidden = false
      button.onclick = () => { stored.mine = !mine; show(!mine) }
    }
  }

  const age = () => {
    const unit = { style: "unit", unit: "day", unitDisplay: "long" }
    for (const element of document.querySelectorAll("[data-il-since]:not([data-il-aged])")) {
      const days = Math.floor((Date.now() - new Date(element.dataset.ilSince)) / 864e5)
      element.dataset.ilAged = ""
      if (days > 0) element.append(" · " + new Intl.NumberFormat(language, unit).format(days))
    }
  }

  // What was to come when the page was built may be past when it is read: from the end of its day on.
  const lapse = () => {
    for (const element of document.querySelectorAll("[data-il-due]")) {
      if (Date.parse(element.dataset.ilDue) + 864e5 > Date.now()) continue
      const [before, after] = element.dataset.ilLate.split("{day}")
      element.replaceChildren(before, element.querySelector("time"), after)
      element.classList.add("il-tag--overdue")
      element.removeAttribute("data-il-due")
    }
  }

  const start = () => { show(stored.mine); age(); lapse() }
  // Material's instant navigation replaces pages and tells it here.
  window.document$ ? window.document$.subscribe(start) : start()
})()
