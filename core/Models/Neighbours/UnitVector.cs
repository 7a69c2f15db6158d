using System.Numerics.Tensors;

namespace PhotoScore.Core.Models.Neighbours;

/// <summary>Brings embeddings to length 1, so that a dot product is the cosine.</summary>
public static class UnitVector
{
    /// <summary>The direction of a vector, as float16; zeros for zeros.</summary>
    public static Half[] Halves(ReadOnlySpan<float> vector)
    {
        var unit = new float[vector.Length];
        Of(vector, unit);
        var halves = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(unit, halves);
        return halves;
    }

    /// <summary>Writes the direction of a vector; zeros for zeros.</summary>
    /// <param name="vector">Finite numbers.</param>
    /// <param name="unit">As long as the vector.</param>
    public static void Of(ReadOnlySpan<float> vector, Span<float> unit)
    {
        // Scaled first: squares of large or tiny numbers would leave the range of floats.
        var largest = TensorPrimitives.MaxMagnitude(vector);
        if (largest == 0)
        {
            unit.Clear();
            return;
        }
        TensorPrimitives.Divide(vector, Math.Abs(largest), unit);
        TensorPrimitives.Divide(unit, TensorPrimitives.Norm<float>(unit), unit);
    }
}
