// What the normalizers beside BERT's know of each code point: compatibility decompositions, compositions and combining marks.
// Called by unicode-tables.mjs, with its helpers.
export const writeNormalizationTables = ({ reference, codePoints, lowercase, inside, scalars, check, hex, table, write }) => {
  const [nfc, nfd, nfkc, nfkd] = [reference.nfcNormalizer(), reference.nfdNormalizer(), reference.nfkcNormalizer(), reference.nfkdNormalizer()]
  const [stripAccents, lower, nmt] = [reference.stripAccentsNormalizer(), reference.lowercase(), reference.nmt()]
  const compatibility = new Map()
  const compositions = []
  const marks = []
  const nmtRemoved = [], nmtSpace = []
  for (const c of codePoints) {
    const text = String.fromCodePoint(c)
    const name = 'U+' + c.toString(16)
    const canonical = inside(nfd, text)
    const compatible = inside(nfkd, text)
    if (compatible !== canonical) compatibility.set(c, scalars(compatible))

    // A primary composite: it decomposes into several and comes back from them. The last part is what it is composed with last.
    if (canonical !== text && inside(nfc, text) === text && !(c >= 0xac00 && c <= 0xd7a3)) {
      const parts = scalars(canonical)
      const first = nfc.normalizeString(String.fromCodePoint(...parts.slice(0, -1)))
      check([...first].length === 1, `${name}: is not composed of two`)
      check(nfc.normalizeString(first + String.fromCodePoint(parts.at(-1))) === text, `${name}: does not come back from its two parts`)
      compositions.push([first.codePointAt(0), parts.at(-1), c])
    }

    if (inside(stripAccents, text) === '') marks.push(c)
    else check(inside(stripAccents, text) === text, `${name}: StripAccents changes it`)
    const lowered = inside(lower, text)
    check(lowered === (lowercase.has(c) ? String.fromCodePoint(...lowercase.get(c)) : text), `${name}: Lowercase differs from BertNormalizer's`)
    const cleaned = inside(nmt, text)
    if (cleaned === '') nmtRemoved.push(c)
    else if (cleaned !== text) {
      check(cleaned === ' ', `${name}: Nmt makes it ${JSON.stringify(cleaned)}`)
      nmtSpace.push(c)
    }
    // Composition of what the decomposition gives is checked by the parity program; here only that the forms agree.
    check(inside(nfkc, text) === nfc.normalizeString('a' + compatible + 'b').slice(1, -1), `${name}: NFKC is not NFC of NFKD`)
  }
  for (const parts of compatibility.values()) {
    const text = String.fromCodePoint(...parts)
    check(inside(nfkd, text) === text, `${text}: the compatibility decomposition is not full`)
  }

  // NmtNormalizer holds these in its code.
  const ranges = (list) => {
    const found = []
    for (const c of list) {
      if (found.length && found.at(-1)[1] === c - 1) found.at(-1)[1] = c
      else found.push([c, c])
    }
    return found
  }
  const shown = (list) => ranges(list).map(([a, b]) => (a === b ? hex(a) : `${hex(a)}-${hex(b)}`)).join(' ')
  check(shown(nmtRemoved) === '0x1-0x8 0xB 0xE-0x1F 0x7F 0x8F 0x9F', `Nmt removes ${shown(nmtRemoved)}`)
  check(shown(nmtSpace) === '0x9-0xA 0xC-0xD 0x1680 0x200B-0x200F 0x2028-0x2029 0x2581 0xFEFF 0xFFFD', `Nmt makes spaces of ${shown(nmtSpace)}`)

  const sources = [...compatibility.keys()]
  compositions.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  write('CompatibilityData', [
    table('int', 'Sources', 'The code points whose compatibility decomposition is not the canonical one, ascending.', sources.map(hex)),
    table('byte', 'Lengths', 'How long the decomposition of each source is.', sources.map((c) => compatibility.get(c).length), 32),
    table('int', 'Targets', 'The full decompositions, one after another.', sources.flatMap((c) => compatibility.get(c)).map(hex)),
  ])
  write('CompositionData', [
    table('int', 'Firsts', 'Pairs that are composed, ascending: the first code point.', compositions.map(([first]) => hex(first))),
    table('int', 'Seconds', 'The second code point of each pair.', compositions.map(([, second]) => hex(second))),
    table('int', 'Composed', 'What each pair becomes.', compositions.map(([, , composed]) => hex(composed))),
  ])
  const markRanges = ranges(marks)
  write('CombiningMarkData', [
    table('int', 'Firsts', 'Runs of combining marks (the general category M): first code point.', markRanges.map(([first]) => hex(first))),
    table('int', 'Lasts', 'Runs of combining marks: last code point.', markRanges.map(([, last]) => hex(last))),
  ])
  console.log(`${compatibility.size} compatibility decompositions (longest ${Math.max(...[...compatibility.values()].map((parts) => parts.length))}), ${compositions.length} compositions, ${marks.length} combining marks`)
}
