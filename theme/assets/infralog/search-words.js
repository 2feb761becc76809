// Words as the index holds them: small, without accents, runs of Chinese, Japanese and Korean signs in pairs.
// outputs/search/words.py cuts the same way.
const SIGNS = "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\u{20000}-\\u{3ffff}"
const SIGN = new RegExp(`^[${SIGNS}]`, "u")
const PIECE = new RegExp(`[${SIGNS}]+|[^${SIGNS}]+`, "gu")
const SEGMENT = new RegExp(`[${SIGNS}]|(?:(?![${SIGNS}])[\\p{L}\\p{N}\\p{M}])+`, "gu")
const PRIME = 65521

const fold = text =>
  text.normalize("NFKC").toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").normalize("NFC")

const pairs = ([...signs]) => signs.length < 2 ? signs : signs.slice(1).map((sign, place) => signs[place] + sign)

export const isSign = word => SIGN.test(word)

export const cut = text => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(run =>
  run.match(PIECE).flatMap(piece => isSign(piece) ? pairs(piece) : [piece]))

// Where words and signs stand in a text as it is written.
export const segments = text => [...text.matchAll(SEGMENT)].map(({ 0: { length }, index }) => [index, index + length])

// The first three letters or the first sign: words that begin alike share a shard.
export const shardOf = (word, shards) => {
  const start = [...word].slice(0, isSign(word) ? 1 : 3)
  return start.reduce((number, sign) => (number * 31 + sign.codePointAt()) % PRIME, 0) % shards
}
