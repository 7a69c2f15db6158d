using System.Numerics;
using System.Runtime.InteropServices;

namespace PhotoScore.Core.Deduplication;

/// <summary>
/// Two box filters along the rows and two along the columns, in turns: nearly a tent, as wide as the field that one of 64 samples stands for. Sums run
/// along in single precision in the order of the specification's implementations, because their rounding is part of the hash.
/// </summary>
internal static class PdqBlur
{
    private const int Passes = 2;

    /// <summary>Blurs <paramref name="luma"/> in place; <paramref name="work"/> has the same size and is overwritten.</summary>
    public static void Apply(Span<float> luma, Span<float> work, int width, int height)
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var y = 0; y < height; y++)
                AlongRow(luma.Slice(y * width, width), work.Slice(y * width, width), Window(width));
            AlongColumns(work, luma, width, height, Window(height));
        }
    }

    // Two passes together reach as far as a field of length / 64 samples.
    private static int Window(int length) => (length + (2 * PdqFrequencies.Side) - 1) / (2 * PdqFrequencies.Side);

    // How far a window reaches to the right of the sample that it stands for.
    private static int Ahead(int window) => window / 2;

    private static void AlongRow(ReadOnlySpan<float> from, Span<float> to, int window)
    {
        var (sum, size, ahead) = (0f, 0, Ahead(window));
        for (var right = 0; right < from.Length + ahead; right++)
        {
            if (right < from.Length)
            {
                sum += from[right];
                size++;
            }
            if (right >= window)
            {
                sum -= from[right - window];
                size--;
            }
            if (right >= ahead)
                to[right - ahead] = sum / size;
        }
    }

    private static void AlongColumns(ReadOnlySpan<float> from, Span<float> to, int width, int height, int window)
    {
        var (size, ahead) = (0, Ahead(window));
        var sums = new float[width];
        for (var bottom = 0; bottom < height + ahead; bottom++)
        {
            if (bottom < height)
            {
                Add(sums, from.Slice(bottom * width, width));
                size++;
            }
            if (bottom >= window)
            {
                Subtract(sums, from.Slice((bottom - window) * width, width));
                size--;
            }
            if (bottom >= ahead)
                Divide(sums, size, to.Slice((bottom - ahead) * width, width));
        }
    }

    private static void Add(Span<float> sums, ReadOnlySpan<float> row)
    {
        var wideSums = Vectors(sums);
        var wideRow = Vectors(row);
        for (var i = 0; i < wideSums.Length; i++)
            wideSums[i] += wideRow[i];
        for (var i = wideSums.Length * Vector<float>.Count; i < sums.Length; i++)
            sums[i] += row[i];
    }

    private static void Subtract(Span<float> sums, ReadOnlySpan<float> row)
    {
        var wideSums = Vectors(sums);
        var wideRow = Vectors(row);
        for (var i = 0; i < wideSums.Length; i++)
            wideSums[i] -= wideRow[i];
        for (var i = wideSums.Length * Vector<float>.Count; i < sums.Length; i++)
            sums[i] -= row[i];
    }

    private static void Divide(Span<float> sums, int size, Span<float> row)
    {
        var wideSums = Vectors(sums);
        var wideRow = Vectors(row);
        for (var i = 0; i < wideSums.Length; i++)
            wideRow[i] = wideSums[i] / new Vector<float>(size);
        for (var i = wideSums.Length * Vector<float>.Count; i < sums.Length; i++)
            row[i] = sums[i] / size;
    }

    private static Span<Vector<float>> Vectors(Span<float> floats) => MemoryMarshal.Cast<float, Vector<float>>(floats);

    private static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> floats) => MemoryMarshal.Cast<float, Vector<float>>(floats);
}
