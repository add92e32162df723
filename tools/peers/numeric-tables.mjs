// Writes the table of number characters that the Digits pre-tokenizer goes by (NumericData.g.cs). Rust's own char::is_numeric knows a
// newer Unicode than Oniguruma's \p{N}. unicode-tables.mjs runs it too; by itself:
//
//   node numeric-tables.mjs [OUTPUT FOLDER]
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hex, table, tableWriter } from './csharp-tables.mjs'

const require = createRequire(import.meta.url)
const reference = require('tokenizers')
const version = JSON.parse(readFileSync(require.resolve('tokenizers/package.json'))).version
const here = dirname(fileURLToPath(import.meta.url))
const output = process.argv[2] ?? join(here, '../../src/EmotionOnnx/Tokenization/Unicode')

// All code points in order behind a letter: pieces are in turn other characters and numbers.
const codePoints = []
for (let c = 0; c < 0x110000; c++) if (c < 0xd800 || c >= 0xe000) codePoints.push(c)
const pieces = reference.digitsPreTokenizer(false).preTokenizeString('a' + codePoints.map((c) => String.fromCodePoint(c)).join(''))
const ranges = pieces.filter((_, i) => i % 2 === 1).map(([, [start, end]]) => [codePoints[start - 1], codePoints[end - 2]])
if (ranges[0].join() !== '48,57') throw new Error('the first number is not 0')

tableWriter(output, 'numeric-tables.mjs', version)('NumericData', [
  table('int', 'Firsts', 'Runs of number characters: first code point.', ranges.map(([first]) => hex(first))),
  table('int', 'Lasts', 'Runs of number characters: last code point.', ranges.map(([, last]) => hex(last))),
])
