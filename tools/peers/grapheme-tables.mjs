// How the reference's Unicode crate cuts text into grapheme clusters, as far as that shows. Called by unicode-tables.mjs, with its
// helpers.
//
// The only place where it shows is the Precompiled normalizer: it looks up a cluster of less than 6 bytes as a whole, by the
// shortest prefix that its map holds, and any other one code point by code point. With a map that makes X of every single
// byte, the number of X tells how a text was cut.
const Control = 1, Extend = 2, Joiner = 3, SpacingMark = 4, Prepend = 5, Lead = 6, Vowel = 7, Trail = 8, Pictographic = 9
const Consonant = 16, Linker = 32, ConjunctExtend = 64
const HangulFirst = 0xac00, HangulLast = 0xd7a3

const everyByte = () => {
  // A double array: the root leads to 256 + byte, and that one's value stands at 512 + byte.
  const units = new Uint32Array(768)
  units[0] = 256 << 10
  for (let byte = 1; byte < 256; byte++) {
    units[256 + byte] = (((256 + byte) ^ (512 + byte)) << 10) | (1 << 8) | byte
    units[512 + byte] = 0x80000000
  }
  return [...Buffer.concat([Buffer.from(new Uint32Array([4 * units.length]).buffer), Buffer.from(units.buffer), Buffer.from('X\0')])]
}

export const writeGraphemeTables = ({ reference, codePoints, check, hex, table, write }) => {
  const map = reference.precompiled(everyByte())
  const count = (...points) => map.normalizeString(String.fromCodePoint(...points)).length
  const [a, acute, copyright, joiner] = [0x61, 0x301, 0xa9, 0x200d]
  const [lead, vowel, trail, ka, virama] = [0x1100, 0x1161, 0x11a8, 0x915, 0x94d]
  check(count(a, acute) === 1 && count(a, a) === 2 && count(copyright, joiner, copyright) === 3, 'clusters do not show')
  check(count(0xd, 0xa) === 1 && count(0xa, 0xd) === 2, 'CR LF is not one cluster')

  const classes = new Uint8Array(0x110000)
  for (const c of codePoints) {
    if (c === 0) continue
    const name = 'U+' + c.toString(16)
    // An acute after the code point in question keeps the cluster short enough to show.
    let kind = 0
    if (count(c, acute, acute) === 2) kind = Control
    else if (count(a, c) === 1) {
      kind = count(copyright, c, copyright, acute) === 4 ? Joiner : count(copyright, c, joiner, copyright, acute) === 5 ? Extend : SpacingMark
      if (count(ka, c, ka, acute) === 4) kind |= Linker
      else if (count(ka, c, virama, ka, acute) === 5) kind |= ConjunctExtend
      if (kind & (Linker | ConjunctExtend)) check(count(ka, virama, c, ka, acute) === 5, `${name}: does not extend a conjunct on both sides`)
    } else if (count(c, a) === 1) kind = Prepend
    else {
      const beforeLead = count(c, lead, acute) === 3
      const beforeVowel = count(c, vowel, acute) === 3
      const beforeTrail = count(c, trail, acute) === 3
      const isBmp = c < 0x10000 // beyond, a cluster is always too long to show
      const afterVowel = isBmp && count(vowel, c, acute) === 3
      const afterTrail = isBmp && count(trail, c, acute) === 3
      if (c >= HangulFirst && c <= HangulLast) {
        const isOpen = (c - HangulFirst) % 28 === 0
        check(!beforeLead && beforeVowel === isOpen && beforeTrail && count(lead, c, acute) === 3, `${name}: not the cluster class of its place`)
      } else if (beforeLead) kind = Lead
      else if (beforeVowel) kind = Vowel
      else if (beforeTrail) kind = Trail
      check(!isBmp || (c >= HangulFirst && c <= HangulLast) || (afterVowel === (kind === Vowel || kind === Trail) && afterTrail === (kind === Trail)), `${name}: no class of Hangul`)
      if (count(c, joiner, copyright, acute) === 4) {
        kind = Pictographic
        check(count(copyright, joiner, c, acute, acute) === 5, `${name}: is pictographic on one side only`)
      }
      if (count(c, virama, ka, acute) === 4) {
        check(kind === 0 && (!isBmp || count(ka, virama, c, acute) === 4), `${name}: is a consonant on one side only`)
        kind = Consonant
      }
    }
    classes[c] = kind
  }
  classes[0] = Control

  const starts = [0]
  for (let c = 1; c < 0x110000; c++) if (classes[c] !== classes[c - 1] && !(c >= 0xd800 && c < 0xe000)) starts.push(c)
  write('GraphemeData', [
    table('int', 'Starts', 'The first code point of each run of equal classes; a run ends where the next one starts.', starts.map(hex)),
    table('byte', 'Classes', 'The class of each run (GraphemeClass).', starts.map((c) => classes[c]), 32),
  ])
  console.log(`${starts.length} runs of classes for grapheme clusters`)
}
