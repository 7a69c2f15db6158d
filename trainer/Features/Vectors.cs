using System.Numerics;

namespace PhotoScore.Trainer.Features;

/// <summary>Sums of floats in doubles, several at a time. On one machine the same numbers give the same bits.</summary>
internal static class Vectors
{
    public static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<float> x)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(x[i..]), out var first, out var second);
            low += first * new Vector<double>(weights[i..]);
            high += second * new Vector<double>(weights[(i + Vector<double>.Count)..]);
        }

        var sum = Vector.Sum(low + high);
        for (; i < x.Length; i++)
            sum += weights[i] * x[i];
        return sum;
    }

    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(left[i..]), out var first, out var second);
            Vector.Widen(new Vector<float>(right[i..]), out var firstRight, out var secondRight);
            low += first * firstRight;
            high += second * secondRight;
        }

        var sum = Vector.Sum(low + high);
        for (; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        return sum;
    }

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    public static double SquaredDistance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(left[i..]) - new Vector<float>(right[i..]), out var first, out var second);
            low += first * first;
            high += second * second;
        }

        var sum = Vector.Sum(low + high);
        for (; i < left.Length; i++)
            sum += ((double)left[i] - right[i]) * ((double)left[i] - right[i]);
        return sum;
    }

    /// <summary>target += factor · x</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<float> x)
    {
        var factors = new Vector<double>(factor);
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(x[i..]), out var first, out var second);
            var low = target[i..];
            var high = target[(i + Vector<double>.Count)..];
            (new Vector<double>(low) + (factors * first)).CopyTo(low);
            (new Vector<double>(high) + (factors * second)).CopyTo(high);
        }

        for (; i < x.Length; i++)
            target[i] += factor * x[i];
    }
}
