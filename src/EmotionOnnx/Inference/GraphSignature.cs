using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Inference;

/// <summary>What goes into a graph and what comes out, checked against what we can feed and read.</summary>
internal sealed record GraphSignature(bool HasTokenTypes, string OutputName, int LabelCount)
{
    public const string InputIds = "input_ids";
    public const string AttentionMask = "attention_mask";
    public const string TokenTypeIds = "token_type_ids";
    private const string Expected = $"{InputIds}, {AttentionMask} and optionally {TokenTypeIds}, each int64 [batch, sequence]";

    /// <exception cref="BundleException">The graph has other inputs or outputs.</exception>
    public static GraphSignature Read(InferenceSession session, string graphPath)
    {
        IReadOnlyDictionary<string, NodeMetadata> inputs = session.InputMetadata;
        foreach ((string name, NodeMetadata input) in inputs)
        {
            if (name is not (InputIds or AttentionMask or TokenTypeIds))
            {
                throw new BundleException(graphPath, $"the graph has an input '{name}'; expected {Expected}. Its inputs: {Describe(inputs)}.");
            }

            if (!input.IsTensor || input.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64 || input.Dimensions.Length != 2)
            {
                throw new BundleException(graphPath, $"the graph's input '{name}' is {Describe(input)}; expected int64 [batch, sequence].");
            }

            if (input.Dimensions.Any(dimension => dimension > 0))
            {
                throw new BundleException(
                    graphPath, $"the graph's input '{name}' has a fixed shape, {Describe(input)}. Export it with dynamic axes for batch and sequence.");
            }
        }

        if (!inputs.ContainsKey(InputIds) || !inputs.ContainsKey(AttentionMask))
        {
            throw new BundleException(graphPath, $"the graph's inputs are {Describe(inputs)}; expected {Expected}.");
        }

        IReadOnlyDictionary<string, NodeMetadata> outputs = session.OutputMetadata;
        string? outputName = outputs.ContainsKey("logits") ? "logits" : outputs.Count == 1 ? outputs.Keys.First() : null;
        if (outputName is null)
        {
            throw new BundleException(graphPath, $"the graph's outputs are {Describe(outputs)}; expected 'logits', float [batch, labels].");
        }

        NodeMetadata output = outputs[outputName];
        if (!output.IsTensor || output.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float || output.Dimensions.Length != 2)
        {
            throw new BundleException(graphPath, $"the graph's output '{outputName}' is {Describe(output)}; expected float [batch, labels].");
        }

        int labels = output.Dimensions[1] > 0 ? output.Dimensions[1] : CountLabels(session, inputs.Keys, outputName, graphPath);
        return new GraphSignature(inputs.ContainsKey(TokenTypeIds), outputName, labels);
    }

    /// <summary>Where the graph leaves the number of labels open, one token tells it.</summary>
    private static int CountLabels(InferenceSession session, IEnumerable<string> inputs, string outputName, string graphPath)
    {
        try
        {
            using OrtValue token = OrtValue.CreateTensorValueFromMemory(new long[] { 1 }, [1, 1]);
            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, inputs.ToDictionary(name => name, _ => token), [outputName]);
            return checked((int)outputs[0].GetTensorTypeAndShape().Shape[^1]);
        }
        catch (OnnxRuntimeException error)
        {
            throw new BundleException(graphPath, $"the graph does not run on a single token: {error.Message}", error);
        }
    }

    private static string Describe(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        string.Join(", ", nodes.Select(node => $"{node.Key}: {Describe(node.Value)}"));

    private static string Describe(NodeMetadata node) =>
        node.IsTensor
            ? $"{node.ElementDataType.ToString().ToLowerInvariant()} [{string.Join(", ", node.Dimensions.Select((size, i) => size > 0 ? $"{size}" : Symbol(node, i)))}]"
            : node.OnnxValueType.ToString();

    private static string Symbol(NodeMetadata node, int dimension) =>
        dimension < node.SymbolicDimensions.Length && node.SymbolicDimensions[dimension] is { Length: > 0 } symbol ? symbol : "?";
}
