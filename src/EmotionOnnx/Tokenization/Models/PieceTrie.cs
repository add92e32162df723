using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmotionOnnx.Tokenization.Models;

/// <summary>
/// All tokens that a text begins with, found in one pass over its UTF-16 units: a trie whose edges lie in one hash table.
/// Filled once, then only read.
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>Where a search begins.</summary>
    internal const int Root = 0;

    internal const int NoToken = -1;

    private Edge[] _edges;
    private int _shift;
    private int _nodes = 1;

    /// <summary>Makes a trie with room for a number of edges; it grows with more.</summary>
    internal PieceTrie(int capacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(capacity * 2L, 16, 1 << 28));
        _edges = new Edge[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    /// <summary>Adds a token; one that comes again takes the new id.</summary>
    internal void Add(ReadOnlySpan<char> token, int id)
    {
        int node = Root;
        for (int i = 0; i < token.Length; i++)
        {
            ref Edge edge = ref Find(Key(node, token[i]));
            if (edge.Key == 0)
            {
                edge = new Edge(Key(node, token[i]), _nodes, NoToken);
                if (++_nodes * 2L > _edges.Length)
                {
                    Grow();
                    edge = ref Find(Key(node, token[i]));
                }
            }

            if (i == token.Length - 1)
            {
                edge = edge with { Id = id };
            }

            node = edge.Node;
        }
    }

    /// <summary>Goes one unit on, where tokens go on so.</summary>
    /// <param name="node">Where the search stands.</param>
    /// <param name="unit">The next unit of the text.</param>
    /// <param name="id">The id of the token that ends with that unit, or <see cref="NoToken"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryStep(ref int node, char unit, out int id)
    {
        ulong key = Key(node, unit);
        Edge[] edges = _edges;
        for (uint at = (uint)(key * Golden >> _shift); ; at++)
        {
            ref readonly Edge edge = ref edges[at & (uint)(edges.Length - 1)];
            if (edge.Key == key)
            {
                node = edge.Node;
                id = edge.Id;
                return true;
            }

            if (edge.Key == 0)
            {
                id = NoToken;
                return false;
            }
        }
    }

    private const ulong Golden = 0x9E3779B97F4A7C15;

    private static ulong Key(int node, char unit) => ((ulong)(node + 1) << 16) | unit;

    private ref Edge Find(ulong key)
    {
        uint at = (uint)(key * Golden >> _shift);
        while (_edges[at & (uint)(_edges.Length - 1)].Key is not 0 and var other && other != key)
        {
            at++;
        }

        return ref _edges[at & (uint)(_edges.Length - 1)];
    }

    private void Grow()
    {
        Edge[] old = _edges;
        _edges = new Edge[old.Length * 2];
        _shift--;
        foreach (Edge edge in old)
        {
            if (edge.Key != 0)
            {
                Find(edge.Key) = edge;
            }
        }
    }

    private readonly record struct Edge(ulong Key, int Node, int Id);
}
