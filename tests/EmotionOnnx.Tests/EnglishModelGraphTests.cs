using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

/// <summary>What the shipped graph must hold to, read from the file itself.</summary>
public sealed class EnglishModelGraphTests
{
    private static readonly OnnxGraph Graph = OnnxGraph.Read(Path.Combine(EnglishModel.Path, "model.onnx"));

    /// <summary>The operators that multiply unsigned activations with a signed weight, which is their second input.</summary>
    private static readonly string[] Products = ["MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "QAttention", "QLinearMatMul", "QGemm"];

    // Without VNNI the u8 x s8 product adds neighbouring pairs along the inner axis in 16 bits that saturate:
    // 255 * |a| + 255 * |b| stays under 32,768 for |a| + |b| <= 128.
    [Fact]
    public void No_pair_of_weights_can_saturate_sixteen_bits()
    {
        string[] names = [.. Graph.Nodes.Where(node => Products.Contains(node.Operator)).Select(node => node.Inputs[1]).Distinct()];
        // 6 layers with at least 4 matrix products each.
        Assert.InRange(names.Length, 24, 60);
        foreach (string name in names)
        {
            OnnxGraph.Weight weight = Graph.Int8Weights[name];
            long rows = weight.Shape[0];
            for (long column = 0; column < weight.Shape[1]; column++)
            {
                for (long row = 0; row < rows; row += 2)
                {
                    int first = Math.Abs((int)weight[row, column]);
                    int second = row + 1 < rows ? Math.Abs((int)weight[row + 1, column]) : 0;
                    if (first + second > 128 || first > 127 || second > 127)
                    {
                        Assert.Fail($"{name}[{row}..{row + 1}, {column}] are {first} and {second}.");
                    }
                }
            }
        }
    }

    // A matrix product that no test above looks at would be a hole: every int8 matrix is a product's weight or the word table.
    [Fact]
    public void Every_int8_matrix_is_accounted_for()
    {
        var products = Graph.Nodes.Where(node => Products.Contains(node.Operator)).Select(node => node.Inputs[1]).ToHashSet();
        string[] others = [.. Graph.Int8Weights.Values.Where(weight => weight.Shape.Length == 2 && !products.Contains(weight.Name)).Select(weight => weight.Name)];
        string table = Assert.Single(others);
        Assert.Equal(30_522, Graph.Int8Weights[table].Shape[0]);
        Assert.Contains(Graph.Nodes, node => node.Operator == "Gather" && node.Inputs[0] == table);
    }

    [Fact]
    public void The_graph_has_at_most_25_megabytes()
    {
        Assert.InRange(new FileInfo(Path.Combine(EnglishModel.Path, "model.onnx")).Length, 1_000_000, 25_000_000);
    }
}
