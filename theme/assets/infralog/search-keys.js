// `/`, `s` and `f` lead to the search from anywhere, as in Material.
addEventListener("keydown", event => {
  if (!["/", "s", "f"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return
  const shown = [...document.querySelectorAll("[data-il-find]")].find(one => one.getClientRects().length)
  if (!shown) return
  event.preventDefault()
  shown.matches("a") ? shown.click() : shown.select()
})
