using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>
/// Canonical composition of what comes in canonical order: a starter waits, with the marks that it could not take in, until the
/// next starter. With it goes the change (<see cref="TextChanges.Emit"/>) that the composed code points amount to.
/// </summary>
internal sealed class Composer
{
    private const int None = -1;

    private (int Scalar, int Change)[] _held = new (int, int)[16];
    private int _heldCount;
    private int _lastOrder;
    private int _starter = None;
    private int _starterChange;

    internal void Add(ref TextChanges changes, int scalar, int change, int order)
    {
        if (_starter == None)
        {
            if (order != 0)
            {
                changes.Emit(scalar, change);
                return;
            }
        }
        else
        {
            bool isBlocked = _heldCount > 0 && _lastOrder >= order;
            if (!isBlocked && Composition.TryCompose(_starter, scalar, out int composed))
            {
                // Together they took the places of as many as each of them did alone.
                _starter = composed;
                _starterChange += change - 1;
                return;
            }

            if (order != 0)
            {
                Hold(scalar, change, order);
                return;
            }

            Flush(ref changes);
        }

        _starter = scalar;
        _starterChange = change;
    }

    /// <summary>Lets go of what waits.</summary>
    internal void Flush(ref TextChanges changes)
    {
        if (_starter == None)
        {
            return;
        }

        changes.Emit(_starter, _starterChange);
        for (int i = 0; i < _heldCount; i++)
        {
            changes.Emit(_held[i].Scalar, _held[i].Change);
        }

        _starter = None;
        _heldCount = 0;
    }

    private void Hold(int scalar, int change, int order)
    {
        if (_heldCount == _held.Length)
        {
            Array.Resize(ref _held, (int)Math.Min(Array.MaxLength, _heldCount * 2L));
        }

        _held[_heldCount++] = (scalar, change);
        _lastOrder = order;
    }
}
