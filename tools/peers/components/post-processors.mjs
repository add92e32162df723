// Every post-processor; trim_offsets over byte-level pieces and others; truncation and padding as a file declares them.
import { addedTo, byteBpe, byteLevel, everyPiece, file, metaspace, roberta, sequence, template, unigram, wordBpe } from './base.mjs'

const special = ['<s>', '<pad>', '</s>', '<unk>', '<mask>']
const model = byteBpe(special)
const tokens = addedTo(model, ...special.map((token) => [token, token === '<mask>' ? { lstrip: true } : {}]))
const bytes = (post_processor, more) => file({ added_tokens: tokens, pre_tokenizer: byteLevel(), post_processor, decoder: byteLevel(), model, ...more })
const frame = template(model.vocab, '<s>:0 A:0 </s>:0', '<s>:0 A:0 </s>:0 </s>:0 B:1 </s>:1')
const of = (...processors) => sequence('processors', ...processors)
const pieces = unigram(['<unk>', '<sep>', '<cls>', '<pad>'])
const words = wordBpe(['<unk>', '[CLS]', '[SEP]'], { unk_token: '<unk>' })

const truncation = (max_length, stride = 0, direction = 'Right', strategy = 'LongestFirst') => ({ direction, max_length, strategy, stride })
const padding = (strategy, fields) => ({ strategy, direction: 'Right', pad_to_multiple_of: null, pad_id: 1, pad_type_id: 0, pad_token: '<pad>', ...fields })

export default {
  'roberta-trimmed': bytes(roberta(model.vocab)),
  'roberta-not-trimmed': bytes(roberta(model.vocab, { trim_offsets: false })),
  'roberta-trimmed-prefix': bytes(roberta(model.vocab, { add_prefix_space: true }), { pre_tokenizer: byteLevel({ add_prefix_space: true }) }),
  'roberta-trimmed-unlike-its-pieces': bytes(roberta(model.vocab, { add_prefix_space: true })),
  'roberta-over-metaspace': file({ pre_tokenizer: metaspace(), post_processor: { ...roberta({}), sep: ['<sep>', 1], cls: ['<cls>', 2] }, model: pieces }),
  'post-byte-level-trimmed': bytes(byteLevel()),
  'post-byte-level-not-trimmed': bytes(byteLevel({ trim_offsets: false })),
  'post-byte-level-prefix': bytes(byteLevel({ add_prefix_space: true }), { pre_tokenizer: byteLevel({ add_prefix_space: true }) }),
  'post-bert': file({ pre_tokenizer: { type: 'Whitespace' }, post_processor: { type: 'BertProcessing', sep: ['[SEP]', 2], cls: ['[CLS]', 1] }, model: words }),
  'post-template-types': file({ pre_tokenizer: metaspace(), post_processor: template(pieces.vocab, 'A:0 <sep>:0 <cls>:2', 'A:0 <sep>:0 B:1 <sep>:1 <cls>:2'), model: pieces }),
  'post-template-second-first': file({ pre_tokenizer: metaspace(), post_processor: template(pieces.vocab, '<cls>:1 A:3', '<cls>:4 B:2 <sep>:5 A:1'), model: pieces }),
  'post-template-of-strings': bytes({ ...frame, single: frame.single, special_tokens: { ...frame.special_tokens, '</s>': { id: '</s>', ids: [2, 0], tokens: ['</s>', '<s>'] } } }),
  'post-sequence-of-none': bytes(of()),
  'post-sequence-byte-level-template': bytes(of(byteLevel(), frame)),
  'post-sequence-byte-level-not-trimmed-template': bytes(of(byteLevel({ trim_offsets: false }), frame)),
  'post-sequence-template-byte-level': bytes(of(frame, byteLevel())),
  'post-sequence-roberta': bytes(of(roberta(model.vocab))),
  'post-none-over-pieces': file({ pre_tokenizer: { type: 'WhitespaceSplit' }, model: everyPiece }),
  'declared-truncation': bytes(roberta(model.vocab), { truncation: truncation(14, 2) }),
  'declared-truncation-left': bytes(frame, { truncation: truncation(14, 2, 'Left') }),
  'declared-truncation-only-first': bytes(frame, { truncation: truncation(30, 0, 'Right', 'OnlyFirst') }),
  'declared-truncation-only-second': bytes(roberta(model.vocab), { truncation: truncation(64, 1, 'Right', 'OnlySecond') }),
  'declared-padding': bytes(roberta(model.vocab), { padding: padding({ Fixed: 40 }) }),
  'declared-padding-left': bytes(frame, { padding: padding('BatchLongest', { direction: 'Left', pad_to_multiple_of: 8, pad_type_id: 3 }) }),
  'declared-both': bytes(of(byteLevel(), frame), { truncation: truncation(20), padding: padding({ Fixed: 18 }, { pad_to_multiple_of: 5, pad_id: 4, pad_token: '<mask>' }) }),
}
