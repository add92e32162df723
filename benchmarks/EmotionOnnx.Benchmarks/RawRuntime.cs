using EmotionOnnx.Inference;
using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Benchmarks;

/// <summary>
/// ONNX Runtime alone: batches made beforehand, no tokenization, no activation, only runs. What any library on top of it can
/// at best reach.
/// </summary>
internal sealed class RawRuntime : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<Prepared> _batches = [];
    private readonly int _callers;

    public RawRuntime(string modelFolder, string[] texts, int callers, int threadsPerCaller, int batchTokens)
    {
        _callers = callers;
        ModelBundle bundle = ModelBundle.Open(modelFolder);
        _session = SessionFactory.Create(bundle.GraphPath, Device.Cpu, threadsPerCaller);
        bool tokenTypes = _session.InputMetadata.ContainsKey(GraphSignature.TokenTypeIds);
        Tokenizer tokenizer = Tokenizer.Load(modelFolder);
        int special = tokenizer.Prefix.Length + tokenizer.Suffix.Length;
        var ids = new TokenBuffer();
        var sequences = new List<TokenSequence>();
        var splitter = new LongTextSplitter(LongText.Truncate, bundle.MaxTokens, special);
        for (int i = 0; i < texts.Length; i++)
        {
            int offset = ids.Count;
            tokenizer.Encode(texts[i], ids, splitter.TokenLimit);
            splitter.Split(offset, ids.Count - offset, i, sequences);
        }

        var plan = new BatchPlan();
        plan.Make(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sequences), special, batchTokens);
        foreach (Batch batch in plan.Batches)
        {
            _batches.Add(new Prepared(_session, tokenizer, tokenTypes, batch, plan, sequences, ids.Ids, bundle.Labels.Count));
        }
    }

    public int Batches => _batches.Count;

    public void Run()
    {
        int next = 0;
        void Work()
        {
            for (int i = Interlocked.Increment(ref next) - 1; i < _batches.Count; i = Interlocked.Increment(ref next) - 1)
            {
                _session.RunWithBinding(_options, _batches[i].Binding);
            }
        }

        Thread[] helpers = [.. Enumerable.Range(1, _callers - 1).Select(_ => new Thread(Work))];
        Array.ForEach(helpers, helper => helper.Start());
        Work();
        Array.ForEach(helpers, helper => helper.Join());
    }

    public void Dispose()
    {
        _batches.ForEach(batch => batch.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private sealed class Prepared : IDisposable
    {
        private readonly List<OrtValue> _values = [];

        public Prepared(
            InferenceSession session, Tokenizer tokenizer, bool tokenTypes, Batch batch, BatchPlan plan, List<TokenSequence> sequences, ReadOnlySpan<int> ids, int labels)
        {
            long[] inputIds = new long[batch.Rows * batch.Width];
            long[] mask = new long[inputIds.Length];
            Array.Fill(inputIds, tokenizer.PaddingId);
            for (int row = 0; row < batch.Rows; row++)
            {
                TokenSequence sequence = sequences[plan.SequenceAt(batch.First + row)];
                int at = row * batch.Width;
                int[] tokens = [.. tokenizer.Prefix, .. ids.Slice(sequence.Offset, sequence.Count), .. tokenizer.Suffix];
                for (int i = 0; i < tokens.Length; i++)
                {
                    inputIds[at + i] = tokens[i];
                    mask[at + i] = 1;
                }
            }

            Binding = session.CreateIoBinding();
            long[] shape = [batch.Rows, batch.Width];
            Bind(GraphSignature.InputIds, inputIds, shape);
            Bind(GraphSignature.AttentionMask, mask, shape);
            if (tokenTypes)
            {
                Bind(GraphSignature.TokenTypeIds, new long[inputIds.Length], shape);
            }

            OrtValue output = OrtValue.CreateTensorValueFromMemory(new float[batch.Rows * labels], [batch.Rows, labels]);
            _values.Add(output);
            Binding.BindOutput("logits", output);
        }

        public OrtIoBinding Binding { get; }

        public void Dispose()
        {
            Binding.Dispose();
            _values.ForEach(value => value.Dispose());
        }

        private void Bind(string name, long[] data, long[] shape)
        {
            OrtValue value = OrtValue.CreateTensorValueFromMemory(data, shape);
            _values.Add(value);
            Binding.BindInput(name, value);
        }
    }
}
