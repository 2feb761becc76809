// "Copy as ..." on a bulletin: fetches the week's digest and puts one format of it on the clipboard.
(() => {
  const prepare = box => {
    const said = box.querySelector(".il-copy__said")
    const copy = async button => {
      const response = await fetch(box.dataset.ilDigest)
      const digest = await response.json()
      await navigator.clipboard.writeText(digest[button.dataset.ilFormat])
      said.textContent = `${button.textContent}: ${box.dataset.ilDone}`
    }
    for (const button of box.querySelectorAll("button"))
      button.onclick = () => copy(button).catch(error => { said.textContent = String(error) })
    box.hidden = false
  }

  const start = () => { if (navigator.clipboard) document.querySelectorAll(".il-copy[hidden]").forEach(prepare) }
  // Material's instant navigation replaces pages and tells it here.
  window.document$ ? window.document$.subscribe(start) : start()
})()
